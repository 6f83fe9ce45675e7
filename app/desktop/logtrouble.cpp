#include "app/desktop/logtrouble.h"

#include <utility>

namespace hookbot {

namespace {

constexpr std::chrono::hours BetweenReports{ 1 };

} // namespace

LogTrouble::LogTrouble(Clocks clocks, QObject *parent) : QObject(parent), m_clocks(std::move(clocks)) {}

void LogTrouble::logTroubled(const QString &why)
{
    const auto now = m_clocks.steady();
    if (m_reportedAt && now - *m_reportedAt < BetweenReports)
        return;
    m_reportedAt = now;
    Q_EMIT troubled(why);
}

} // namespace hookbot
