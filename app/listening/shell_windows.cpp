#include "app/listening/shell.h"

#include <QtCore/QProcess>

namespace hookbot {

void prepareShell(QProcess &process, const QString &command)
{
    process.setProgram(QStringLiteral("cmd.exe"));
    process.setNativeArguments(QStringLiteral("/d /s /c \"%1\"").arg(command));
}

void killShell(QProcess &process)
{
    process.kill();
}

} // namespace hookbot
