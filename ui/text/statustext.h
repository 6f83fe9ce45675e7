#pragma once

#include "broker/monitor/snapshots.h"

namespace hookbot {

/// `Serving on 127.0.0.1:8080`, `Paused`, or what is the trouble.
[[nodiscard]] QString stateText(const ServerStatus &status);

/// `3 listeners · 128 events today`; empty where nothing is served.
[[nodiscard]] QString countsText(const ServerStatus &status);

} // namespace hookbot
