#include "app/desktop/logtrouble.h"

#include <QtCore/QString>

namespace hookbot {

namespace {

/// The beginning of RequestHandler's message when the log could not store an event.
constexpr QByteArrayView NotTaken = "the event was not taken: ";
constexpr qint64 BetweenTellings = 3600; // seconds

} // namespace

void LogTrouble::refused(const RefusedRequest &request)
{
    if (request.status != 503 || !request.reason.startsWith(NotTaken))
        return;
    using namespace std::chrono;
    const qint64 now = duration_cast<seconds>(steady_clock::now().time_since_epoch()).count() + 1;
    if (m_toldAt != 0 && now - m_toldAt < BetweenTellings)
        return;
    m_toldAt = now;
    Q_EMIT troubled(QString::fromUtf8(request.reason.sliced(NotTaken.size())));
}

} // namespace hookbot
