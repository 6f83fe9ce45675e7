#include "broker/loop/threadend.h"

#include <QtCore/QDir>

#include <chrono>
#include <thread>

#include <sys/syscall.h>
#include <unistd.h>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

template<typename Condition>
void waitWhile(Condition isSo)
{
    constexpr auto Longest = 1s;
    constexpr auto Pause = 100us;
    for (auto waited = 0us; waited < Longest && isSo(); waited += Pause)
        std::this_thread::sleep_for(Pause);
}

/// Of a thread, as proc(5) has it: what QNetworkAccessManager calls its own, and Linux has room for.
constexpr char NetworkThreadName[] = "QNetworkAccessM\n";

bool hasNetworkThread()
{
    for (const QFileInfo &thread : QDir(QStringLiteral("/proc/self/task")).entryInfoList(QDir::Dirs)) {
        QFile name(thread.filePath() + QStringLiteral("/comm"));
        if (name.open(QIODevice::ReadOnly) && name.readAll() == NetworkThreadName)
            return true;
    }
    return false;
}

} // namespace

void ThreadEnd::isOfThisThread()
{
    m_id = ::syscall(SYS_gettid);
}

void ThreadEnd::wait() const
{
    waitWhile([this] { return m_id != 0 && ::syscall(SYS_tgkill, ::getpid(), m_id, 0) == 0; });
}

void waitForNetworkThreads()
{
    waitWhile(hasNetworkThread);
}

} // namespace hookbot
