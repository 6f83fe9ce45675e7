#include "broker/routing/routingthread.h"

#include <utility>

namespace hookbot {

RoutingThread::~RoutingThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ends = true;
    }
    m_asked.notify_one();
    if (m_thread.joinable())
        m_thread.join();
}

void RoutingThread::route(EventPtr event, Done done)
{
    {
        const std::lock_guard lock(m_mutex);
        Q_ASSERT(!m_event);
        m_event = std::move(event);
        m_done = std::move(done);
    }
    if (m_thread.joinable())
        m_asked.notify_one();
    else
        m_thread = std::thread([this] { run(); });
}

/// The thread. What the caller's function holds is the caller's: it is handed back, and never ends here.
void RoutingThread::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_asked.wait(lock, [this] { return m_ends || m_event; });
        if (m_ends)
            return;
        const EventPtr event = std::exchange(m_event, nullptr);
        lock.unlock();
        const auto routed = std::make_shared<Router::Routed>(m_router->route(*event));
        lock.lock();
        m_calls.post([routed, done = std::exchange(m_done, nullptr)] { done(std::move(*routed)); });
    }
}

} // namespace hookbot
