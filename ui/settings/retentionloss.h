#pragma once

#include "broker/monitor/snapshots.h"

#include <chrono>

namespace hookbot {

/// How much the log keeps.
struct Retained
{
    qint64 events;
    qint64 bytes;
    std::chrono::seconds age;
};

/// A sentence about the events that are deleted at once if @p wanted replaces @p before; empty if there are none.
[[nodiscard]] QString retentionLoss(const Retained &before, const Retained &wanted, const ServerStatus::Log &log,
                                    std::chrono::system_clock::time_point now);

} // namespace hookbot
