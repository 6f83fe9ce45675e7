#include "processfigures.h"

#include <QtCore/QByteArray>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QList>

#include <sys/resource.h>
#include <unistd.h>

namespace hookbot {

namespace {

QByteArray contents(const char *path)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// When the system started, in seconds since 1970: /proc/stat, field btime.
double bootTime()
{
    const QByteArray stat = contents("/proc/stat");
    const qsizetype at = stat.indexOf("\nbtime ");
    return at < 0 ? 0 : stat.sliced(at + 7, stat.indexOf('\n', at + 7) - at - 7).toDouble();
}

} // namespace

std::optional<ProcessFigures> readProcessFigures()
{
    // The fields of proc(5) from the third on, since the second, in brackets, may hold blanks.
    const QByteArray stat = contents("/proc/self/stat");
    const QList<QByteArray> fields = stat.sliced(stat.lastIndexOf(')') + 1).trimmed().split(' ');
    constexpr qsizetype UserTime = 11;
    constexpr qsizetype SystemTime = 12;
    constexpr qsizetype StartTime = 19;
    constexpr qsizetype VirtualSize = 20;
    constexpr qsizetype ResidentPages = 21;
    if (fields.size() <= ResidentPages)
        return std::nullopt;

    const auto ticks = double(::sysconf(_SC_CLK_TCK));
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    ProcessFigures figures;
    figures.cpuSeconds = (fields[UserTime].toDouble() + fields[SystemTime].toDouble()) / ticks;
    figures.startTime = bootTime() + fields[StartTime].toDouble() / ticks;
    figures.virtualBytes = fields[VirtualSize].toDouble();
    figures.residentBytes = fields[ResidentPages].toDouble() * double(::sysconf(_SC_PAGESIZE));
    figures.openDescriptors = double(QDir(QStringLiteral("/proc/self/fd")).count() - 2);
    figures.maxDescriptors = double(limit.rlim_cur);
    return figures;
}

} // namespace hookbot
