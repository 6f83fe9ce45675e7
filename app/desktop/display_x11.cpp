#include "app/desktop/display.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

QString displayFault()
{
    for (const char *name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" }) {
        if (!qEnvironmentVariableIsEmpty(name))
            return {};
    }
    return QCoreApplication::translate("Display", "no display for the window: DISPLAY and WAYLAND_DISPLAY are not set. "
                                                  "Run the server without a window with hookbot serve");
}

} // namespace hookbot
