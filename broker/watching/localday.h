#pragma once

#include <chrono>

namespace hookbot {

/// A day in the time zone of this machine: from midnight to the next. A plain value.
struct LocalDay
{
    std::chrono::system_clock::time_point begin;
    std::chrono::system_clock::time_point end;

    /// The day that this time is in.
    [[nodiscard]] static LocalDay of(std::chrono::system_clock::time_point time);
};

} // namespace hookbot
