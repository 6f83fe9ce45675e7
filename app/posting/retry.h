#pragma once

#include "listen/backoff.h"

#include <QtCore/QByteArray>

#include <chrono>

namespace hookbot {

/// The pause before the next attempt: as a watch has it between its calls, but at least half a second.
[[nodiscard]] std::chrono::milliseconds nextTry(listen::Backoff &backoff);

/// `again in 1.5 s`.
[[nodiscard]] QByteArray againIn(std::chrono::milliseconds pause);

} // namespace hookbot
