#include "broker/metrics/processfigures.h"

#include <QtCore/QByteArray>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QList>

#include <ctime>

#include <sys/resource.h>
#include <unistd.h>

namespace hookbot {

namespace {

QByteArray contents(const char *path)
{
    QFile file(QString::fromLatin1(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

double secondsOf(clockid_t clock)
{
    constexpr double NanosecondsPerSecond = 1e9;
    timespec time{};
    ::clock_gettime(clock, &time);
    return double(time.tv_sec) + double(time.tv_nsec) / NanosecondsPerSecond;
}

/// When the system started, in seconds since 1970. Not from /proc/stat, which a service may not see (ProcSubset=pid).
double bootTime()
{
    static const double time = secondsOf(CLOCK_REALTIME) - secondsOf(CLOCK_BOOTTIME);
    return time;
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
