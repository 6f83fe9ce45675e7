#include "broker/net/memorylimit.h"

#include <QtCore/QByteArray>
#include <QtCore/QFile>

#include <algorithm>
#include <limits>

#include <sys/resource.h>
#include <unistd.h>

namespace hookbot {

namespace {

constexpr qint64 Unlimited = qint64(1) << 62;

QByteArray systemFile(const QByteArray &path)
{
    QFile file(QString::fromLocal8Bit(path));
    return file.open(QIODevice::ReadOnly) ? file.read(65'536) : QByteArray();
}

/// The number in a cgroup's file; unlimited if there is no file, or it contains `max`.
qint64 limitIn(const QByteArray &path)
{
    bool isNumber = false;
    const qint64 bytes = systemFile(path).trimmed().toLongLong(&isNumber);
    return isNumber && bytes > 0 ? bytes : Unlimited;
}

/// Of a group and all above it: each may have a limit.
qint64 leastLimit(const QByteArray &root, QByteArray group, QByteArrayView file)
{
    qint64 least = Unlimited;
    while (true) {
        least = std::min(least, limitIn(root + group + file.toByteArray()));
        const qsizetype slash = group.lastIndexOf('/');
        if (slash < 0)
            return least;
        group.truncate(slash);
    }
}

qint64 cgroupLimit()
{
    qint64 least = Unlimited;
    for (const QByteArray &line : systemFile("/proc/self/cgroup").split('\n')) { // number:controllers:path
        const qsizetype first = line.indexOf(':');
        const qsizetype second = line.indexOf(':', first + 1);
        if (first < 0 || second < 0)
            continue;
        const QByteArray controllers = line.sliced(first + 1, second - first - 1);
        const QByteArray group = line.sliced(second + 1);
        if (controllers.isEmpty())
            least = std::min(least, leastLimit("/sys/fs/cgroup", group, "/memory.max"));
        else if (controllers.split(',').contains("memory"))
            least = std::min(least, leastLimit("/sys/fs/cgroup/memory", group, "/memory.limit_in_bytes"));
    }
    return least;
}

/// What the address space can still grow by.
qint64 addressSpace(qint64 pageSize)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur >= rlim_t(Unlimited))
        return Unlimited;
    const qint64 pages = systemFile("/proc/self/statm").split(' ').first().toLongLong();
    return std::max<qint64>(0, qint64(limit.rlim_cur) - pages * pageSize);
}

} // namespace

qint64 availableMemory()
{
    const qint64 pageSize = ::sysconf(_SC_PAGESIZE);
    const qint64 pages = ::sysconf(_SC_PHYS_PAGES);
    const qint64 physical = pages > 0 ? pages * pageSize : Unlimited;
    return std::min({ physical, cgroupLimit(), addressSpace(pageSize) });
}

} // namespace hookbot
