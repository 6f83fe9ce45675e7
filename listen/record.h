#pragma once

#include "hookbot/event.h"

#include <QtCore/QString>

#include <variant>

namespace hookbot::listen {

/// Retention has dropped events: see Watch::gap().
struct Gap
{
    QByteArray after;
    QByteArray oldest; ///< empty where nothing is left
};

/// Not what the protocol has: why.
struct Malformed
{
    QString why;
};

/// What one text frame of `format=json` says (protocol, section 5), whatever a server sends. What an event can do
/// without is empty if it cannot be what the protocol says: a time out of range, a method that is not a token, a header
/// field that could not be sent on as one field (CR, LF or NUL in it), an id that is not a number. Pure.
[[nodiscard]] std::variant<Event, Gap, Malformed> parseRecord(const QByteArray &json);

} // namespace hookbot::listen
