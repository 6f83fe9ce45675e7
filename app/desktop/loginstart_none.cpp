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
        "LoginStart",
        "hookbot cannot change which programs this system starts at login. Use the system's settings instead."));
}

} // namespace hookbot
