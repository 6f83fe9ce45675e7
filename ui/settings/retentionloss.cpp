#include "ui/settings/retentionloss.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace hookbot {

namespace {

struct RetentionText
{
    Q_DECLARE_TR_FUNCTIONS(Retention)
};

} // namespace

QString retentionLoss(const Retained &before, const Retained &wanted, const ServerStatus::Log &log,
                      std::chrono::system_clock::time_point now)
{
    if (wanted.events < before.events && log.events > wanted.events) {
        return RetentionText::tr("At least %1 of %2 events are deleted now. This cannot be undone.")
            .arg(QLocale().toString(log.events - wanted.events), QLocale().toString(log.events));
    }
    const bool isTooLarge = wanted.bytes < before.bytes && log.bytes > wanted.bytes;
    const bool isTooOld = wanted.age < before.age && log.oldest && *log.oldest < now - wanted.age;
    if (isTooLarge || isTooOld)
        return RetentionText::tr("The oldest events, beyond the new limits, are deleted now. This cannot be undone.");
    return {};
}

} // namespace hookbot
