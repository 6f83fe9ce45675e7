#pragma once

#include "app/input/desktopoptions.h"
#include "app/input/globaloptions.h"

namespace hookbot {

/// Whether this build has the desktop program.
[[nodiscard]] bool hasDesktop();

/// Runs the desktop program, a window and a tray icon with the server inside, until it quits; or, if it is already
/// running, shows its window. Returns the exit status. Throws CommandError.
int runDesktop(const GlobalOptions &global, const DesktopOptions &options, int &argc, char **argv);

} // namespace hookbot
