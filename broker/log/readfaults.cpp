#include "broker/log/readfaults.h"

#include "broker/log/storedevent.h"

#include <QtCore/QLoggingCategory>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcRead, "hookbot.log")

constexpr std::chrono::minutes RepeatedAfter = 1min;
constexpr int MostLines = 10; ///< about damaged events, in that time
constexpr size_t MostKnown = 100'000;

} // namespace

void ReadFaults::noteError(const QString &error)
{
    if (error.isEmpty())
        return;
    const auto now = Steady::now();
    if (error == m_error && now - m_errorAt < RepeatedAfter)
        return;
    m_error = error;
    m_errorAt = now;
    qCCritical(lcRead, "the log cannot be read: %s", qUtf8Printable(error));
}

std::vector<DamagedEvent> ReadFaults::noteDamaged(const std::vector<DamagedEvent> &events)
{
    std::vector<DamagedEvent> unknown;
    for (const DamagedEvent &event : events) {
        if (m_damaged.size() >= MostKnown || !m_damaged.insert(event.id).second)
            continue;
        unknown.push_back(event);
        if (const auto now = Steady::now(); now - m_minute >= RepeatedAfter) {
            m_minute = now;
            m_lines = 0;
        }
        if (++m_lines <= MostLines)
            qCWarning(lcRead, "%s; it is skipped", qUtf8Printable(describe(event)));
        else if (m_lines == MostLines + 1)
            qCWarning(lcRead, "more events are damaged and skipped");
    }
    return unknown;
}

} // namespace hookbot
