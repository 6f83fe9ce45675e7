#pragma once

#include "broker/loop/callqueue.h"
#include "broker/routers/router.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace hookbot {

/// Routes events in a thread of its own, which begins with the first: for those that would hold up the I/O thread, as a
/// hash of 25 MiB does. Owned by a RouterRunner, in whose thread it lives and answers. Its end waits for the event that
/// is being routed, and drops the answer.
class RoutingThread final
{
public:
    using Done = std::function<void(Router::Routed)>;

    explicit RoutingThread(std::shared_ptr<const Router> router) : m_router(std::move(router)) {}
    RoutingThread(const RoutingThread &) = delete;
    RoutingThread &operator=(const RoutingThread &) = delete;
    ~RoutingThread();

    /// Answers from the event loop. Precondition: what was asked before was answered.
    void route(EventPtr event, Done done);

private:
    void run();

    std::shared_ptr<const Router> m_router;
    CallQueue m_calls;

    std::mutex m_mutex; // for all from here to the thread
    std::condition_variable m_asked;
    EventPtr m_event; ///< to be routed; null for none
    Done m_done;
    bool m_ends = false;

    std::thread m_thread;
};

} // namespace hookbot
