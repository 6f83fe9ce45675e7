#include "app/output/terminal.h"

#include <QtCore/QByteArray>

#include <sys/stat.h>
#include <unistd.h>

namespace hookbot {

bool stderrIsTerminal()
{
    return ::isatty(STDERR_FILENO) == 1 && qgetenv("TERM") != "dumb";
}

bool stdoutIsTerminal()
{
    return ::isatty(STDOUT_FILENO) == 1;
}

bool stderrIsJournal()
{
    struct stat file
    {
    };
    if (::fstat(STDERR_FILENO, &file) != 0)
        return false;
    const QByteArray ours =
        QByteArray::number(qulonglong(file.st_dev)) + ':' + QByteArray::number(qulonglong(file.st_ino));
    return qgetenv("JOURNAL_STREAM") == ours;
}

} // namespace hookbot
