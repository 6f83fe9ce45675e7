#include "threadend.h"

#include <chrono>
#include <thread>

#include <sys/syscall.h>
#include <unistd.h>

namespace hookbot {

void ThreadEnd::isOfThisThread()
{
    m_id = ::syscall(SYS_gettid);
}

void ThreadEnd::wait() const
{
    using namespace std::chrono_literals;
    constexpr auto Longest = 1s;
    constexpr auto Pause = 100us;
    const auto isThere = [this] { return m_id != 0 && ::syscall(SYS_tgkill, ::getpid(), m_id, 0) == 0; };
    for (auto waited = 0us; waited < Longest && isThere(); waited += Pause)
        std::this_thread::sleep_for(Pause);
}

} // namespace hookbot
