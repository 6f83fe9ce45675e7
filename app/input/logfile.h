#pragma once

#include <QtCore/QString>

namespace hookbot {

/// The file of the log if nothing else was chosen: in the folder that systemd made for the service
/// (`$STATE_DIRECTORY`), else in the user's data folder.
[[nodiscard]] QString defaultLogFile();

} // namespace hookbot
