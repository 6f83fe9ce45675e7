#include "app/listening/shell.h"

#include <QtCore/QProcess>

namespace hookbot {

void prepareShell(QProcess &process, const QString &command)
{
    process.setProgram(QStringLiteral("/bin/sh"));
    process.setArguments({ QStringLiteral("-c"), command });
}

void killShell(QProcess &process)
{
    process.kill();
}

} // namespace hookbot
