#pragma once

#include "broker/hub/hub.h"
#include "broker/log/eventlog.h"
#include "broker/monitor/observer.h"
#include "broker/routers/router.h"
#include "broker/routing/routingattempts.h"
#include "broker/routing/routingthread.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <variant>
#include <vector>

namespace hookbot {

/// Runs a router over the log: a cursor of its own, whose position is kept in the log with what the router makes.
///
/// Up to its position everything that the router subscribes to was routed, and the results are committed together with
/// the position, so no end of the server makes it route an event twice or miss one. At the head it takes events from
/// the hub, behind it pages from the log, as a listener's Cursor does; unlike that it reads several channels in one
/// order, and its position moves only when its work is committed. It routes one event per turn of the loop, and a long
/// one in a thread of its own, so that others have their turns. Lives in the I/O thread.
///
/// After a run that did not end in order, what the log had then is routed one event at a time, each attempt being noted
/// in the log before (RoutingAttempts): an event that ends the process again and again is passed over and reported.
class RouterRunner final : public QObject, private Subscriber
{
    Q_OBJECT

public:
    /// Called when the log has committed what the router made, with the time of the append.
    using Answered = std::function<void(std::chrono::steady_clock::time_point asked)>;

    RouterRunner(std::shared_ptr<const Router> router, EventLog &log, Hub &hub, Observer &observer, Answered answered);

    /// Waits for a long event that is being routed.
    ~RouterRunner() override;

    /// Continues where it ended before; the first time at the log's end. Precondition: the log is open, and the hub at
    /// its head.
    void start();

    /// Once a second: retries what failed, and stores the position if it has moved.
    void tick();

    /// Routes no more, and stores the position.
    void stop();

private:
    bool offer(const EventPtr &event) override;
    void readOn();
    void takePages();
    void enqueue(const EventPtr &event);
    void wake();
    void routeNext();
    void routeSuspect(const EventPtr &event);
    void passOver(const Event &event);
    void route(const EventPtr &event);
    void take(const Event &event, Router::Routed routed);
    [[nodiscard]] bool hasTooMuch() const;
    void commit();
    void committed(const EventLog::Appended &appended);

    std::shared_ptr<const Router> m_router;
    EventLog &m_log;
    Hub &m_hub;
    Observer &m_observer;
    Answered m_answered;
    std::vector<Filter> m_channels;
    QTimer m_next; ///< of the next turn of the loop
    RoutingAttempts m_attempts;
    std::unique_ptr<RoutingThread> m_thread; ///< for long events
    EventId m_suspectsUpTo;                  ///< up to here an event may have ended the process; zero for none
    bool m_isBusy = false;                   ///< with one event, whose attempt is being noted or which is in the thread

    std::deque<EventPtr> m_queue; ///< received, and not routed yet; in the order of ids
    qint64 m_queuedBytes = 0;
    EventId m_heard;  ///< everything up to here is in the queue or was routed
    EventId m_routed; ///< everything up to here was routed
    EventId m_kept;   ///< the position that the log has
    bool m_isLive = false;

    std::vector<EventLog::Page> m_pages; ///< while the log is read: one for each channel
    size_t m_missingPages = 0;

    std::vector<Draft> m_made; ///< what came of the routed events and is not committed
    qint64 m_madeBytes = 0;
    size_t m_asked = 0; ///< how many of them the log was asked to append
    EventId m_askedUpTo;
    std::chrono::steady_clock::time_point m_askedAt;
    bool m_isAsking = false;
    bool m_isRefused = false; ///< the log did not append them: retried in a second
    bool m_isStopped = false;
    std::shared_ptr<std::monostate> m_alive =
        std::make_shared<std::monostate>(); ///< an answer after our end finds it gone
};

} // namespace hookbot
