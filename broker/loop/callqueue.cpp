#include "broker/loop/callqueue.h"

#include <mutex>
#include <vector>

namespace hookbot {

struct CallQueue::State
{
    std::mutex mutex;
    CallQueue *queue; ///< null after its end
    std::vector<std::function<void()>> calls;
};

CallQueue::CallQueue(QObject *parent) : QObject(parent), m_state(std::make_shared<State>())
{
    m_state->queue = this;
}

CallQueue::~CallQueue()
{
    std::vector<std::function<void()>> dropped; // released without the lock
    const std::lock_guard lock(m_state->mutex);
    m_state->queue = nullptr;
    dropped.swap(m_state->calls);
}

void CallQueue::Sender::post(std::function<void()> call) const
{
    const std::lock_guard lock(m_state->mutex);
    if (!m_state->queue)
        return;
    m_state->calls.push_back(std::move(call));
    if (m_state->calls.size() == 1) // under the lock, so the queue still exists
        QMetaObject::invokeMethod(m_state->queue, &CallQueue::makeCalls, Qt::QueuedConnection);
}

void CallQueue::makeCalls()
{
    const std::shared_ptr<State> state = m_state; // a call may delete the queue
    std::vector<std::function<void()>> calls;
    {
        const std::lock_guard lock(state->mutex);
        calls.swap(state->calls);
    }
    for (const auto &call : calls) {
        if (!state->queue)
            return;
        call();
    }
}

} // namespace hookbot
