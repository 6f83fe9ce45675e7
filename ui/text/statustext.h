#pragma once

#include "broker/monitor/snapshots.h"

namespace hookbot {

/// `Serving on 127.0.0.1:8080`, `Paused`, or why it does not serve.
[[nodiscard]] QString stateText(const ServerStatus &status);

/// `3 listeners · 128 events today`; empty if not serving.
[[nodiscard]] QString countsText(const ServerStatus &status);

} // namespace hookbot
