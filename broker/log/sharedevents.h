#pragma once

#include "broker/event/event.h"

#include <QtCore/QtGlobal>

#include <map>
#include <mutex>

namespace hookbot {

/// The large events of a log that are in use, so that all readers of an event share one object instead of a copy each.
/// Does not keep events alive. Any thread.
class SharedEvents
{
public:
    /// Events with a body of this size or more are shared; copies of smaller ones cost less than the table.
    static constexpr qsizetype LeastBody = 64LL * 1024;

    /// Returns the object with this id that is in use already, or else @p event, and shares it from now on.
    [[nodiscard]] EventPtr share(EventPtr event)
    {
        if (event->body.size() < LeastBody)
            return event;
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_events, [](const auto &entry) { return entry.second.expired(); });
        std::weak_ptr<const Event> &known = m_events[event->id];
        if (EventPtr held = known.lock())
            return held;
        known = event;
        return event;
    }

private:
    std::mutex m_mutex;
    std::map<EventId, std::weak_ptr<const Event>> m_events;
};

} // namespace hookbot
