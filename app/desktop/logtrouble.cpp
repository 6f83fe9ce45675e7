#include "app/desktop/logtrouble.h"

namespace hookbot {

namespace {

constexpr qint64 BetweenReports = 3600; // seconds

} // namespace

void LogTrouble::logTroubled(const QString &why)
{
    using namespace std::chrono;
    const qint64 now = duration_cast<seconds>(steady_clock::now().time_since_epoch()).count() + 1;
    if (m_reportedAt != 0 && now - m_reportedAt < BetweenReports)
        return;
    m_reportedAt = now;
    Q_EMIT troubled(why);
}

} // namespace hookbot
