#pragma once

#include "broker/event/event.h"

#include <QtCore/QDateTime>

namespace hookbot {

/// What an event is, as far as its headers tell: GitHub's event, or the type of its content. Printable.
[[nodiscard]] QByteArray kindOf(const Event &event);

/// Its time on the clock of whoever looks.
[[nodiscard]] QDateTime localTime(const Event &event);

} // namespace hookbot
