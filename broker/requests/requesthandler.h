#pragma once

#include "broker/auth/tokenchecker.h"
#include "broker/http/connection.h"
#include "broker/http/endpoint.h"
#include "broker/http/target.h"
#include "broker/hub/hub.h"
#include "broker/log/eventlog.h"
#include "broker/monitor/observer.h"
#include "broker/requests/requestrules.h"
#include "broker/requests/subscriberequest.h"
#include "broker/stream/framecache.h"
#include "broker/stream/pagequeue.h"

#include <functional>

namespace hookbot {

/// Decides what a request may do, in the order of the protocol, and does it: publish to the log, hand a connection over
/// to a subscription, or answer. The one place where refusals are made from what the pure parts say. Lives in the I/O
/// thread.
class RequestHandler final : public Connection::Handler
{
public:
    /// What it asks of its surroundings.
    struct Actions
    {
        /// Makes a listener of the connection's wire.
        std::function<void(std::unique_ptr<Wire> wire, const Headers &headers, const Filter &filter,
                           const SubscribeRequest &wanted)>
            subscribe;
        std::function<QByteArray()> metricsText;
        /// How many listeners took the event that the log committed last.
        std::function<int()> lastTaken;
        /// An event was published; its frames leave at the end of this turn.
        std::function<void(int listeners, std::chrono::steady_clock::time_point received)> handedOut;
    };

    RequestHandler(RequestRules rules, EventLog &log, PageQueue &pages, FrameCache &frames, Observer &observer,
                   Actions actions);

    /// What became of an event that was sent from within.
    struct Published
    {
        EventId id;
        int listeners = 0; ///< that it was handed to at once
        QString error;     ///< why it was not taken, for a person
    };
    using Done = std::function<void(const Published &)>;

    /// While paused, nothing is taken in: publishers are told to come back. What the log was given before is answered.
    void setPaused(bool isPaused) { m_isPaused = isPaused; }

    /// Takes an event in as if it had been posted; under the same limits.
    void publish(Draft draft, Done done);

    /// Takes an event in again, as it was.
    void replay(EventId id, const QByteArray &remote, Done done);

    std::optional<Response> begin(Connection &connection, const Request &request) override;
    void finish(Connection &connection, Request request) override;
    void refused(Connection &connection, const Request &request, const Refusal &refusal) override;

private:
    using Checked = std::optional<Response>; ///< why not; nothing where all is well

    [[nodiscard]] Checked authenticate(Connection &connection, const Request &request, const Target &target,
                                       const Endpoint &endpoint);
    [[nodiscard]] Checked checkOrigin(const Request &request) const;
    [[nodiscard]] Checked checkPage(const Request &request) const;
    [[nodiscard]] Checked checkPublish(const Target &target) const;
    [[nodiscard]] Checked subscribe(Connection &connection, const Request &request, const Target &target,
                                    const Endpoint &endpoint);
    void poll(Connection &connection, const Request &request, const Target &target, const Endpoint &endpoint);
    [[nodiscard]] Response pollAnswer(const EventLog::Page &page, EventId after);
    void replay(Connection &connection, const Target &target, const Endpoint &endpoint);
    void append(Connection &connection, Draft draft);
    template<typename Answer>
    void append(Draft &&draft, Answer answer);
    void noteClient(Connection &connection, const Request &request) const;
    void refuse(Connection &connection, const QByteArray &method, const QByteArray &path, const Refusal &refusal);
    void publish(Connection &connection, Request request, const Target &target, const Endpoint &endpoint);

    RequestRules m_rules;
    EventLog &m_log;
    PageQueue &m_pages;
    FrameCache &m_frames;
    Observer &m_observer;
    Actions m_actions;
    TokenChecker m_tokens;
    bool m_isPaused = false;
};

} // namespace hookbot
