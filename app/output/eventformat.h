#pragma once

#include "broker/event/event.h"

#include <QtCore/QDateTime>

namespace hookbot {

/// The kind of an event according to its headers: GitHub's event, or the content type. Printable.
[[nodiscard]] QByteArray kindOf(const Event &event);

/// The event's time in the local time zone.
[[nodiscard]] QDateTime localTime(const Event &event);

} // namespace hookbot
