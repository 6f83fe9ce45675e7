#include "broker/log/logclock.h"

#include <algorithm>
#include <limits>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

/// By so little ids may be ahead of the clock without a step: services that keep clocks right correct them by less.
constexpr std::chrono::milliseconds Tolerance = 1s;

} // namespace

std::chrono::milliseconds LogClock::ahead() const
{
    return m_steps.empty() ? 0ms : m_steps.back().ahead;
}

void LogClock::add(Step step)
{
    // The one before is of no event.
    if (!m_steps.empty() && m_steps.back().from == step.from)
        m_steps.pop_back();
    if (m_steps.size() == MostSteps)
        m_steps.erase(m_steps.begin());
    m_steps.push_back(step);
}

void LogClock::observe(EventId last, Time now)
{
    if (last.time() > now + ahead() + Tolerance)
        add({ { last.value + 1 }, std::chrono::ceil<std::chrono::milliseconds>(last.time() - now), now });
}

EventId LogClock::next(EventId last, Time now)
{
    observe(last, now);
    if (ahead() > 0ms && now >= last.time()) // it has caught up
        add({ EventId::next(last, now), 0ms, now });
    return EventId::next(last, now + ahead());
}

EventId LogClock::positionAt(Time time) const
{
    EventId end{ std::numeric_limits<qint64>::max() };
    for (auto step = m_steps.rbegin();; ++step) {
        const bool isFirst = step == m_steps.rend();
        if (isFirst || step->since < time) {
            const EventId first = EventId::atTime(isFirst ? time : time + step->ahead);
            const EventId position{ std::max<qint64>(first.value - 1, 0) };
            return std::clamp(position, isFirst ? EventId() : EventId{ step->from.value - 1 }, end);
        }
        end = { step->from.value - 1 };
    }
}

LogClock::Time LogClock::timeOf(EventId id) const
{
    Time latest = Time::max();
    for (auto step = m_steps.rbegin(); step != m_steps.rend(); ++step) {
        if (step->from <= id)
            return std::min(latest, id.time() - step->ahead);
        latest = std::min(latest, step->since);
    }
    return std::min(latest, id.time());
}

} // namespace hookbot
