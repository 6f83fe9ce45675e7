#include "app/input/desktopoptions.h"

#include <CLI/CLI.hpp>

#include <QtCore/QFileInfo>
#include <QtCore/QStandardPaths>

namespace hookbot {

void DesktopOptions::addTo(CLI::App &program)
{
    program
        .add_option("--preferences", preferences,
                    "File with the desktop program's settings (default: preferences.json in the settings folder)")
        ->configurable(false)
        ->type_name("FILE");
}

QString DesktopOptions::preferencesFile() const
{
    if (!preferences.empty())
        return QFileInfo(QString::fromStdString(preferences)).absoluteFilePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/hookbot/preferences.json");
}

} // namespace hookbot
