#include "broker/loop/wakeup.h"

#include <QtCore/QThread>

#include <poll.h>
#include <sys/eventfd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace hookbot {

WakeUp::WakeUp() : m_descriptor(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    if (!m_descriptor.isOpen())
        throw std::system_error(errno, std::generic_category(), "eventfd");
}

void WakeUp::call()
{
    if (QThread::currentThreadId() == m_thread.load(std::memory_order_relaxed)) {
        m_called = true;
        return;
    }
    if (m_state.exchange(State::Called, std::memory_order_acq_rel) == State::Waiting) {
        // Cannot fail before 2^64 calls. It may come after the wait has ended for another reason, and end the next one
        // needlessly: a turn with nothing to do.
        [[maybe_unused]] const int result = ::eventfd_write(descriptor(), 1);
    }
}

bool WakeUp::beginTurn()
{
    m_thread.store(QThread::currentThreadId(), std::memory_order_relaxed);
    ++m_depth;
    const bool calledHere = std::exchange(m_called, false);
    const bool calledElsewhere = m_state.exchange(State::Working, std::memory_order_acq_rel) == State::Called;
    m_calledBefore = m_calledBefore || calledHere || calledElsewhere;
    return std::exchange(m_unsent, false) || m_calledBefore;
}

bool WakeUp::isPending() const
{
    return m_called || m_state.load(std::memory_order_acquire) == State::Called;
}

bool WakeUp::beginWait()
{
    State expected = State::Working;
    return !m_called && !m_calledBefore &&
           m_state.compare_exchange_strong(expected, State::Waiting, std::memory_order_acq_rel);
}

bool WakeUp::endWait()
{
    const bool calledBefore = std::exchange(m_calledBefore, false);
    const bool calledElsewhere = m_state.exchange(State::Working, std::memory_order_acq_rel) == State::Called;
    m_unsent = m_unsent || calledElsewhere;
    return m_called || calledBefore || calledElsewhere;
}

void WakeUp::endTurn()
{
    // A turn within another may have put events back that only the outer one can send (a deferred delete of its level),
    // or swallowed a call that was meant for it: the outer one must not wait.
    m_unsent = std::exchange(m_called, --m_depth > 0) || m_unsent;
}

void WakeUp::waitAlone(int timeout)
{
    // Nothing else reads the descriptor, and poll() goes by its level. Before beginWait(), for what is written after it
    // is meant for this wait.
    eventfd_t calls = 0;
    [[maybe_unused]] const int result = ::eventfd_read(descriptor(), &calls);

    pollfd waited{ descriptor(), POLLIN, 0 };
    ::poll(&waited, 1, timeout != 0 && beginWait() ? timeout : 0);
}

} // namespace hookbot
