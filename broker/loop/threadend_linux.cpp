#include "threadend.h"

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

/// proc(5).
qsizetype threadCount()
{
    return QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
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

OtherThreads::OtherThreads() : m_count(threadCount()) {}

OtherThreads::~OtherThreads()
{
    waitWhile([this] { return threadCount() > m_count; });
}

} // namespace hookbot
