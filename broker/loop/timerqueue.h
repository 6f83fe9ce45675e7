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
/// Knows no clock and sends nothing: it is told the time and says which timer is due. No timer is due early. A coarse
/// one may be late by a twentieth of its interval, a very coarse one by half a second, so that many of them are due
/// together. A timer that was kept waiting for several intervals is due once, and counts its next interval from then.
///
/// Adding, removing and firing cost O(log n), and take no memory from the heap once there have been as many timers
/// before. Owned by the dispatcher; its thread only.
class TimerQueue
{
public:
    using Clock = std::chrono::steady_clock;
    using Time = Clock::time_point;
    using Milliseconds = std::chrono::milliseconds;

    struct Timer
    {
        int id;
        QObject *object; ///< who gets the event
        Qt::TimerType type;
        Milliseconds interval;
    };

    /// Where a timer stands in the queue: those due at the same time go by the order they came in.
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

    /// Adds a timer, due first an interval after @p now; in the place of the one that has its id, if there is one.
    void add(const Timer &timer, Time now);

    /// Removes a timer; false if there is none of this id.
    bool remove(int id);

    /// Removes all timers of an object; false if there was none. O(n).
    bool removeAll(const QObject *object);

    /// Calls @p visit with each timer of an object, in the order they are due. O(n).
    template<typename Visitor>
    void forEach(const QObject *object, Visitor visit) const
    {
        for (const auto &[place, entry] : m_timers) {
            if (entry.timer.object == object)
                visit(entry.timer);
        }
    }

    /// How long until a timer is due, zero if it is overdue, rounded up; nothing if there is none of this id.
    std::optional<Milliseconds> remaining(int id, Time now) const;

    /// How long until any timer is due, rounded up; nothing if none will be. Those whose event is being handled do not
    /// count.
    std::optional<Milliseconds> wait(Time now) const;

    /// The end of the queue as seen by one pass of firing: what is due at @p now, without what is added or due again
    /// later.
    Place passEnd(Time now) const { return { now, m_nextSequence }; }

    /// Sets the next timer before @p passEnd to its next interval and returns it; nothing when the pass is over. The
    /// event is held to be handled from here until finish(): so long the timer is not returned again, however often it
    /// is due.
    std::optional<Timer> takeDue(Place passEnd);

    /// The event of a timer was handled; the timer may be gone by now.
    void finish(int id);

private:
    struct Entry
    {
        Timer timer;
        Time schedule; ///< when it would be due if it were precise, so that rounding does not add up
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
