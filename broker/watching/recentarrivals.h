#pragma once

#include "broker/event/event.h"

#include <deque>
#include <vector>

namespace hookbot {

/// The newest events that a window has not received yet: up to 200 and 4 MiB, and the beginning of long bodies.
class RecentArrivals
{
public:
    struct Arrival
    {
        EventPtr event;  ///< with the beginning of a long body
        qint64 size = 0; ///< bytes of the body
        int deliveredTo = 0;
    };

    /// Adds an event; the oldest ones give way. Long bodies are copied cut, since a window may be slow: what is kept
    /// here must not keep what retention drops.
    void add(const EventPtr &event, int listeners);

    void clear();

    /// All of them, in the order of add(). None is left.
    [[nodiscard]] std::vector<Arrival> take();

private:
    std::deque<Arrival> m_arrivals;
    qsizetype m_bytes = 0; ///< of memory
};

} // namespace hookbot
