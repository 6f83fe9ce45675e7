#include "app/input/logfile.h"

#include <QtCore/QStandardPaths>

namespace hookbot {

QString defaultLogFile()
{
    const QString ofService = qEnvironmentVariable("STATE_DIRECTORY").section(QLatin1Char(':'), 0, 0);
    const QString folder = ofService.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                                                     QStringLiteral("/hookbot")
                                               : ofService;
    return folder + QStringLiteral("/events.sqlite");
}

} // namespace hookbot
