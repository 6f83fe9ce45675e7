#include "app/desktop/loginstart.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

bool isStartedAtLogin()
{
    return false;
}

tl::expected<void, QString> setStartedAtLogin(bool isStarted, const QStringList & /*command*/)
{
    if (!isStarted)
        return {};
    return tl::unexpected(QCoreApplication::translate(
        "LoginStart", "hookbot does not know how this system starts programs at login: set it up in the system's own "
                      "settings"));
}

} // namespace hookbot
