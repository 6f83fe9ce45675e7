#include "broker/loop/timerqueue.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

// Far beyond any timer that will be waited for, and far from where the clock overflows.
constexpr TimerQueue::Milliseconds longestInterval = std::chrono::hours(24 * 365 * 100);

// How late a timer may be. Powers of two: what falls on a coarse step falls on all finer ones too.
constexpr TimerQueue::Milliseconds veryCoarseStep = 512ms;

TimerQueue::Milliseconds step(const TimerQueue::Timer &timer)
{
    if (timer.type == Qt::PreciseTimer || timer.interval == 0ms)
        return 0ms;
    if (timer.type == Qt::VeryCoarseTimer)
        return veryCoarseStep;
    const auto twentieth = static_cast<quint64>(timer.interval.count() / 20);
    return std::min(TimerQueue::Milliseconds(std::bit_floor(twentieth)), veryCoarseStep);
}

TimerQueue::Time roundUp(TimerQueue::Time time, TimerQueue::Milliseconds step)
{
    if (step == 0ms)
        return time;
    const auto over = time.time_since_epoch() % step;
    return over == over.zero() ? time : time + (step - over);
}

TimerQueue::Milliseconds until(TimerQueue::Time due, TimerQueue::Time now)
{
    return std::max(std::chrono::ceil<TimerQueue::Milliseconds>(due - now), 0ms);
}

} // namespace

void TimerQueue::add(const Timer &timer, Time now)
{
    remove(timer.id);
    const Entry entry{ timer, now + std::clamp(timer.interval, 0ms, longestInterval) };
    m_byId.insert(timer.id, m_timers.emplace(place(entry), entry).first);
}

bool TimerQueue::remove(int id)
{
    const auto found = m_byId.constFind(id);
    if (found == m_byId.cend())
        return false;
    m_timers.erase(*found);
    m_byId.erase(found);
    return true;
}

bool TimerQueue::removeAll(const QObject *object)
{
    return std::erase_if(m_timers, [this, object](const auto &place) {
               const Timer &timer = place.second.timer;
               return timer.object == object && m_byId.remove(timer.id);
           }) > 0;
}

std::optional<TimerQueue::Milliseconds> TimerQueue::remaining(int id, Time now) const
{
    const auto found = m_byId.constFind(id);
    if (found == m_byId.cend())
        return std::nullopt;
    return until((*found)->first.due, now);
}

std::optional<TimerQueue::Milliseconds> TimerQueue::wait(Time now) const
{
    // As many steps at most as there are loops within loops.
    const auto next = std::ranges::find_if(m_timers, [](const auto &place) { return !place.second.handling; });
    if (next == m_timers.end())
        return std::nullopt;
    return until(next->first.due, now);
}

std::optional<TimerQueue::Timer> TimerQueue::takeDue(Place passEnd)
{
    while (!m_timers.empty() && m_timers.begin()->first < passEnd) {
        auto node = m_timers.extract(m_timers.begin());
        Entry &entry = node.mapped();
        const bool handling = std::exchange(entry.handling, true);

        const Milliseconds interval = std::clamp(entry.timer.interval, 0ms, longestInterval);
        entry.schedule += interval;
        if (entry.schedule < passEnd.due)
            entry.schedule = passEnd.due + interval;
        node.key() = place(entry);

        const Timer timer = entry.timer;
        m_byId[timer.id] = m_timers.insert(std::move(node)).position;
        if (!handling)
            return timer;
    }
    return std::nullopt;
}

void TimerQueue::finish(int id)
{
    if (const auto found = m_byId.constFind(id); found != m_byId.cend())
        (*found)->second.handling = false;
}

TimerQueue::Place TimerQueue::place(const Entry &entry)
{
    return { roundUp(entry.schedule, step(entry.timer)), m_nextSequence++ };
}

} // namespace hookbot
