#pragma once

#include "broker/event/eventid.h"

#include <chrono>
#include <vector>

namespace hookbot {

/// The clock that gives a log its ids, and the relation between ids and times.
///
/// Ids only grow. After the clock was set back, they continue ahead of it, at its pace. The log remembers the first
/// such id and how far ahead it is, since a time (`--keep-for`, `since=10m`, today) must not be compared with such ids
/// directly. A change of the clock like this is a step; normally there are none.
///
/// The time of an event is what the clock showed when it was appended, but never later than the time of an event after
/// it: an event that was appended while the clock was ahead has the time at which the clock was set back. A plain
/// value.
class LogClock
{
public:
    using Time = std::chrono::system_clock::time_point;

    struct Step
    {
        EventId from;                      ///< the first id after the step
        std::chrono::milliseconds ahead{}; ///< of the clock, for ids from there on
        Time since;                        ///< what the clock showed at the step

        bool operator==(const Step &) const = default;
    };

    /// Maximum number of steps remembered, the newest ones: all events before them count as one run of the clock.
    static constexpr size_t MostSteps = 64;

    LogClock() = default;
    /// In the order of their ids.
    explicit LogClock(std::vector<Step> steps) : m_steps(std::move(steps)) {}

    /// The id after @p last for an event that is appended at @p now.
    [[nodiscard]] EventId next(EventId last, Time now);

    /// Adds a step if the clock was set back: it is @p now, and @p last is the last id.
    void observe(EventId last, Time now);

    /// The lowest id after which all events were appended at @p time or later.
    [[nodiscard]] EventId positionAt(Time time) const;

    /// When the event with this id was appended, in whole milliseconds.
    [[nodiscard]] Time timeOf(EventId id) const;

    [[nodiscard]] const std::vector<Step> &steps() const { return m_steps; }

    bool operator==(const LogClock &) const = default;

private:
    [[nodiscard]] std::chrono::milliseconds ahead() const;
    void add(Step step);

    std::vector<Step> m_steps;
};

} // namespace hookbot
