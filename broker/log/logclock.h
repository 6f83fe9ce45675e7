#pragma once

#include "broker/event/eventid.h"

#include <chrono>
#include <vector>

namespace hookbot {

/// The clock by which a log makes ids, and what ids say of times.
///
/// Ids only grow. Where the clock was set back, they therefore continue ahead of it, at its pace: the log remembers
/// from which id on, and by how much, since whatever means a time (`--keep-for`, `since=10m`, today) must not compare
/// it with such ids as they are. Such a change of the clock is a step; normally there are none.
///
/// An event is as old as the clock said when it was taken in, and never younger than an event after it: one that was
/// taken in while the clock was ahead is as old as the time at which the clock was set back. A plain value.
class LogClock
{
public:
    using Time = std::chrono::system_clock::time_point;

    struct Step
    {
        EventId from;                      ///< the first id after it
        std::chrono::milliseconds ahead{}; ///< of the clock are ids, from there on
        Time since;                        ///< what the clock showed then

        bool operator==(const Step &) const = default;
    };

    /// At most so many steps are remembered, the newest: events before them count as one run of the clock.
    static constexpr size_t MostSteps = 64;

    LogClock() = default;
    /// In the order of their ids.
    explicit LogClock(std::vector<Step> steps) : m_steps(std::move(steps)) {}

    /// The id after @p last for an event that is taken in at @p now.
    [[nodiscard]] EventId next(EventId last, Time now);

    /// It is @p now, and @p last is the last id: remembers it where the clock was set back.
    void observe(EventId last, Time now);

    /// The least id after which all events were taken in at @p time or later.
    [[nodiscard]] EventId positionAt(Time time) const;

    /// When the event of this id was taken in, in whole milliseconds.
    [[nodiscard]] Time timeOf(EventId id) const;

    [[nodiscard]] const std::vector<Step> &steps() const { return m_steps; }

    bool operator==(const LogClock &) const = default;

private:
    [[nodiscard]] std::chrono::milliseconds ahead() const;
    void add(Step step);

    std::vector<Step> m_steps;
};

} // namespace hookbot
