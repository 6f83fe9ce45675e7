#pragma once

#include "broker/log/eventlog.h"

#include <QtCore/QByteArray>

#include <functional>

namespace hookbot {

/// Remembers in the log, for one router, which event was being routed when the process ended without warning.
///
/// While all is well it writes twice: that the router runs, and that it has ended. A start that finds it running comes
/// after a crash (or a kill, or a loss of power): then every event that was in the log at that time is a suspect, and
/// is routed alone, after note() has made the attempt durable. The log keeps it as places, under the router's name and
/// a word: `!running` is 1 or 0, `!attempt-N` is the id of the last event that was tried N times.
///
/// Lives in the log's thread, which it must not outlive.
class RoutingAttempts final
{
public:
    /// An event is passed over after this many attempts that have ended with the process: one may be bad luck, and the
    /// very first crash does not count.
    static constexpr int Most = 3;

    RoutingAttempts(QByteArray router, EventLog &log) : m_router(std::move(router)), m_log(log) {}
    RoutingAttempts(const RoutingAttempts &) = delete;
    RoutingAttempts &operator=(const RoutingAttempts &) = delete;

    /// Notes that the router runs. Whether the run before has not ended in order.
    bool begin();

    /// Notes that it has ended in order, and that what was being tried is not to blame. Once.
    void end();

    /// How often this event was tried alone without coming to an end.
    [[nodiscard]] int of(EventId event) const;

    /// Notes one more attempt at this event, and answers whether that is durable.
    void note(EventId event, std::function<void(bool)> done);

private:
    [[nodiscard]] QByteArray running() const { return m_router + "!running"; }
    [[nodiscard]] QByteArray attempt(int number) const { return m_router + "!attempt-" + QByteArray::number(number); }

    QByteArray m_router;
    EventLog &m_log;
    bool m_isRunning = false;
    bool m_hasNoted = false;
};

} // namespace hookbot
