#include "app/desktop/display.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

QString displayFault()
{
    for (const char *name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" }) {
        if (!qEnvironmentVariableIsEmpty(name))
            return {};
    }
    return QCoreApplication::translate(
        "Display", "there is no display to show a window on (DISPLAY and WAYLAND_DISPLAY are not set): hookbot serve "
                   "runs the server without one");
}

} // namespace hookbot
