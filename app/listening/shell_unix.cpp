#include "app/listening/shell.h"

#include <QtCore/QProcess>

#include <csignal>

#include <unistd.h>

namespace hookbot {

void prepareShell(QProcess &process, const QString &command)
{
    process.setProgram(QStringLiteral("/bin/sh"));
    process.setArguments({ QStringLiteral("-c"), command });
    process.setChildProcessModifier([] { ::setpgid(0, 0); });
}

void killShell(QProcess &process)
{
    if (const auto group = pid_t(process.processId()); group > 0)
        ::kill(-group, SIGKILL);
    process.kill();
}

} // namespace hookbot
