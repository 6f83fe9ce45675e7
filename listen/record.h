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

/// What one text frame of `format=json` says (protocol, section 5). Pure.
[[nodiscard]] std::variant<Event, Gap, Malformed> parseRecord(const QByteArray &json);

} // namespace hookbot::listen
