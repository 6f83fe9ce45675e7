#pragma once

#include <chrono>
#include <functional>

namespace hookbot {

/// Where a class gets the time from, so that tests can set it. A plain value; by default the real clocks.
struct Clocks
{
    std::function<std::chrono::system_clock::time_point()> wall = [] { return std::chrono::system_clock::now(); };
    /// Stands still while the computer sleeps.
    std::function<std::chrono::steady_clock::time_point()> steady = [] { return std::chrono::steady_clock::now(); };
};

} // namespace hookbot
