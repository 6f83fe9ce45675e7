#pragma once

#include "broker/log/damagedevent.h"

#include <QtCore/QString>

#include <chrono>
#include <set>
#include <vector>

namespace hookbot {

/// Logs what goes wrong when a log's file is read, a bounded number of lines a minute. Used by one thread.
class ReadFaults
{
public:
    /// Logs why a read failed; empty if it succeeded. Since some reads may succeed while others fail, the same error is
    /// logged once a minute.
    void noteError(const QString &error);

    /// Logs the events that are not known yet to be damaged, and returns them.
    [[nodiscard]] std::vector<DamagedEvent> noteDamaged(const std::vector<DamagedEvent> &events);

private:
    using Steady = std::chrono::steady_clock;

    QString m_error;
    Steady::time_point m_errorAt;
    std::set<EventId> m_damaged;
    Steady::time_point m_minute;
    int m_lines = 0; ///< about damaged events, in this minute
};

} // namespace hookbot
