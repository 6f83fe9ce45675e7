#include "broker/routing/routingattempts.h"

#include <utility>

namespace hookbot {

namespace {

constexpr EventId No{ 0 };
constexpr EventId Yes{ 1 };

} // namespace

bool RoutingAttempts::begin()
{
    m_isRunning = true;
    const bool wasRunning = m_log.position(running()).value_or(No) != No;
    if (!wasRunning)
        m_log.appendAll({ {}, EventLog::Position{ running(), Yes } }, [](const EventLog::Appended &) {});
    return wasRunning;
}

void RoutingAttempts::end()
{
    if (!std::exchange(m_isRunning, false))
        return;
    for (int number = 1; m_hasNoted && number <= Most; ++number)
        m_log.appendAll({ {}, EventLog::Position{ attempt(number), No } }, [](const EventLog::Appended &) {});
    m_log.appendAll({ {}, EventLog::Position{ running(), No } }, [](const EventLog::Appended &) {});
}

int RoutingAttempts::of(EventId event) const
{
    int count = 0;
    while (count < Most && m_log.position(attempt(count + 1)) == event)
        ++count;
    return count;
}

void RoutingAttempts::note(EventId event, std::function<void(bool)> done)
{
    m_hasNoted = true;
    m_log.appendAll({ {}, EventLog::Position{ attempt(of(event) + 1), event } },
                    [done = std::move(done)](const EventLog::Appended &appended) { done(appended.ok()); });
}

} // namespace hookbot
