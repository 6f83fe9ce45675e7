#include "app/desktop/rundesktop.h"

#include "app/input/commanderror.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

bool hasDesktop()
{
    return false;
}

int runDesktop(const GlobalOptions & /*global*/, const DesktopOptions & /*options*/, int & /*argc*/, char ** /*argv*/)
{
    throw CommandError(QCoreApplication::translate(
        "RunDesktop", "this hookbot was built without a window: run the server with hookbot serve"));
}

} // namespace hookbot
