#pragma once

#include "broker/auth/tokenchecker.h"
#include "broker/http/connection.h"
#include "broker/http/endpoint.h"
#include "broker/http/target.h"
#include "broker/log/eventlog.h"
#include "broker/monitor/observer.h"
#include "broker/requests/intake.h"
#include "broker/requests/requestrules.h"
#include "broker/requests/subscriberequest.h"
#include "broker/stream/framecache.h"
#include "broker/stream/pagequeue.h"

#include <functional>

namespace hookbot {

/// Dispatches HTTP requests: decides what a request may do, in the order of the protocol, and does it: publish through
/// the intake, hand a connection over to a subscription, or answer. The one place that refuses requests for what the
/// pure parts report. Lives in the I/O thread.
class RequestHandler final : public Connection::Handler
{
public:
    /// What others do for it.
    struct Actions
    {
        /// Makes a listener of the connection's wire.
        std::function<void(std::unique_ptr<Wire> wire, const Headers &headers, const Filter &filter,
                           const SubscribeRequest &wanted)>
            subscribe;
        std::function<QByteArray()> metricsText;
    };

    using Now = std::function<std::chrono::system_clock::time_point()>;

    RequestHandler(RequestRules rules, Intake &intake, EventLog &log, PageQueue &pages, FrameCache &frames,
                   Observer &observer, Actions actions, Now now = &std::chrono::system_clock::now);

    Begun begin(Connection &connection, const Request &request) override;
    void finish(Connection &connection, Request request, std::unique_ptr<Connection::Accepted> accepted) override;
    void refused(Connection &connection, const Request &request, const Refusal &refusal) override;

private:
    using Rejection = std::optional<Refusal>; ///< set if the request must be refused

    /// What begin() has understood of a request.
    struct Understood final : Connection::Accepted
    {
        QByteArray path; ///< as sent, for what is reported of a refusal
        Target target;
        Endpoint endpoint;
        SubscribeRequest wanted; ///< of a subscription
    };

    [[nodiscard]] Rejection check(Connection &connection, const Request &request, Understood &understood);
    [[nodiscard]] Rejection authenticate(Connection &connection, const Request &request, const Target &target,
                                         const Endpoint &endpoint);
    [[nodiscard]] Rejection checkOrigin(const Request &request) const;
    [[nodiscard]] Rejection checkPage(const Request &request) const;
    [[nodiscard]] Rejection checkPublish(const Target &target) const;
    [[nodiscard]] Rejection subscribe(Connection &connection, const Request &request, Understood &understood);
    void poll(Connection &connection, const Understood &understood);
    [[nodiscard]] Response pollAnswer(const EventLog::Page &page, EventId after);
    void replay(Connection &connection, const Understood &understood);
    void publish(Connection &connection, Request request, const Understood &understood);
    void append(Connection &connection, Draft draft);
    void noteClient(Connection &connection, const Request &request) const;
    void noteRefusal(const Connection &connection, const QByteArray &method, const QByteArray &path,
                     const Refusal &refusal);
    void refuse(Connection &connection, const QByteArray &method, const QByteArray &path, const Refusal &refusal);

    RequestRules m_rules;
    Intake &m_intake;
    EventLog &m_log;
    PageQueue &m_pages;
    FrameCache &m_frames;
    Observer &m_observer;
    Actions m_actions;
    Now m_now;
    TokenChecker m_tokens;
};

} // namespace hookbot
