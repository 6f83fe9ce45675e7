#pragma once

#include "hookbot/event.h"

#include <QtCore/QString>

#include <variant>

namespace hookbot::listen {

/// Retention has dropped events: see Watch::gap().
struct Gap
{
    QByteArray after;
    QByteArray oldest; ///< empty if no event is left
};

/// The message does not follow the protocol.
struct Malformed
{
    QString why;
};

/// Reads one text frame of `format=json` (protocol, section 5) from a server that is not trusted. Optional parts that
/// are not valid are left empty: a time out of range, a method that is not a token, a header field that cannot be sent
/// as one field (with CR, LF or NUL), a `replay_of` that is not a number. Pure.
[[nodiscard]] std::variant<Event, Gap, Malformed> parseRecord(const QByteArray &json);

} // namespace hookbot::listen
