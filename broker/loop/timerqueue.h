#pragma once

#include <QtCore/QHash>
#include <QtCore/qnamespace.h>

#include <chrono>
#include <map>
#include <memory_resource>
#include <optional>
#include <tuple>

class QObject;

namespace hookbot {

/// The timers of one thread, by the time they are due.
///
/// Has no clock and sends nothing: the caller passes the time and asks which timer is due. No timer is due early. A
/// coarse one may be late by a twentieth of its interval, a very coarse one by half a second, so that many are due
/// together. A timer that was delayed by several intervals is due once, and its next interval begins then.
///
/// Adding, removing and firing cost O(log n), and allocate nothing once there have been as many timers before. Owned by
/// the dispatcher; its thread only.
class TimerQueue
{
public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;
    using Milliseconds = std::chrono::milliseconds;

    struct Timer
    {
        int id;
        QObject *object; ///< the receiver of the event
        Qt::TimerType type;
        Milliseconds interval;
    };

    /// A timer's place in the queue: timers due at the same time are in the order in which they were added.
    struct Place
    {
        Time due;
        quint64 sequence;
        bool operator<(const Place &other) const
        {
            return std::tie(due, sequence) < std::tie(other.due, other.sequence);
        }
    };

    TimerQueue() = default;
    Q_DISABLE_COPY_MOVE(TimerQueue)

    bool isEmpty() const { return m_timers.empty(); }

    /// Adds a timer that is due an interval after @p now; replaces the one with its id, if there is one.
    void add(const Timer &timer, Time now);

    /// Removes a timer. False if there is none with this id.
    bool remove(int id);

    /// Removes all timers of an object. False if there are none. O(n).
    bool removeAll(const QObject *object);

    /// Calls @p visit with each timer of an object, in the order in which they are due. O(n).
    template<typename Visitor>
    void forEach(const QObject *object, Visitor visit) const
    {
        for (const auto &[place, entry] : m_timers) {
            if (entry.timer.object == object)
                visit(entry.timer);
        }
    }

    /// The time until a timer is due, rounded up, zero if it is overdue; nullopt if there is none with this id.
    std::optional<Milliseconds> remaining(int id, Time now) const;

    /// The time until any timer is due, rounded up; nullopt if none will be. Timers whose event is being handled do not
    /// count.
    std::optional<Milliseconds> wait(Time now) const;

    /// The end of the queue for one pass of firing: what is due at @p now, without timers that are added or due again
    /// later.
    Place passEnd(Time now) const { return { now, m_nextSequence }; }

    /// Sets the next timer before @p passEnd to its next interval and returns it; nullopt when the pass is over. Its
    /// event counts as being handled until finish(): until then the timer is not returned again, however often it is
    /// due.
    std::optional<Timer> takeDue(Place passEnd);

    /// The event of a timer was handled; the timer may have been removed.
    void finish(int id);

private:
    struct Entry
    {
        Timer timer;
        Time schedule; ///< when it would be due if it were precise, so that rounding errors do not accumulate
        bool handling = false;
    };
    using Queue = std::pmr::map<Place, Entry>;

    Place place(const Entry &entry);

    std::pmr::unsynchronized_pool_resource m_memory;
    Queue m_timers{ &m_memory };
    QHash<int, Queue::iterator> m_byId;
    quint64 m_nextSequence = 0;
};

} // namespace hookbot
