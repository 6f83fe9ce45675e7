#include "broker/requests/requesthandler.h"

#include "broker/requests/githubenvelope.h"
#include "broker/requests/headersenvelope.h"
#include "broker/requests/origin.h"
#include "broker/stream/eventjson.h"
#include "broker/stream/upgrade.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

/// A poll's answer ends with the event that reaches this many bytes: its client asks again, after that one.
constexpr qint64 LongestPoll = 1024LL * 1024;
constexpr qint64 CrowdedPoll = 64LL * 1024; // while peers hold too much that they do not read

constexpr QByteArrayView UnsafeIsOk = "I understand the security implications";

/// For publishers while the intake is paused.
Refusal paused()
{
    return { 503, "503 Service Unavailable: publishing is paused; try again later", "Retry-After: 30\r\n" };
}

Response answerTo(const Intake::Published &published)
{
    Response response;
    response.body = "OK\n";
    response.fields.reserve(96);
    response.fields.append("X-Hookbot-Event-Id: ").append(Decimal(published.id.value));
    response.fields.append("\r\nX-Hookbot-Listeners: ").append(Decimal(published.listeners)).append("\r\n");
    return response;
}

} // namespace

RequestHandler::RequestHandler(RequestRules rules, Intake &intake, EventLog &log, PageQueue &pages, FrameCache &frames,
                               Observer &observer, Actions actions, Now now)
    : m_rules(std::move(rules)),
      m_intake(intake),
      m_log(log),
      m_pages(pages),
      m_frames(frames),
      m_observer(observer),
      m_actions(std::move(actions)),
      m_now(std::move(now)),
      m_tokens(m_rules.key, m_rules.acceptSha1Tokens ? TokenChecker::Sha1::Accepted : TokenChecker::Sha1::Refused)
{
}

Connection::Handler::Begun RequestHandler::begin(Connection &connection, const Request &request)
{
    noteClient(connection, request);
    auto understood = std::make_unique<Understood>();
    understood->path = request.path();
    if (const Rejection no = check(connection, request, *understood)) {
        noteRefusal(connection, request.method, understood->path, *no);
        return tl::unexpected(*no);
    }
    return understood;
}

RequestHandler::Rejection RequestHandler::check(Connection &connection, const Request &request, Understood &understood)
{
    auto target = Target::parse(request.target);
    if (!target)
        return target.error();
    understood.target = std::move(*target);
    understood.endpoint = Endpoint::of(request.method, understood.target.path);
    const Endpoint &endpoint = understood.endpoint;
    if (endpoint.kind == Endpoint::Kind::Refused)
        return endpoint.refusal;
    if (Rejection no = endpoint.kind == Endpoint::Kind::Publish ? checkPage(request) : std::nullopt)
        return no;
    if (Rejection no = authenticate(connection, request, understood.target, endpoint))
        return no;
    if (endpoint.kind == Endpoint::Kind::Publish)
        return m_intake.isPaused() ? paused() : checkPublish(understood.target);
    if (endpoint.kind == Endpoint::Kind::Subscribe)
        return subscribe(connection, request, understood);
    return std::nullopt;
}

/// Finds the client behind a trusted proxy. Comes first, since refusals name the client.
void RequestHandler::noteClient(Connection &connection, const Request &request) const
{
    if (!m_rules.trustedProxies.isEmpty())
        connection.setClient(m_rules.trustedProxies.clientOf(connection.peer(), request.headers));
}

RequestHandler::Rejection RequestHandler::authenticate(Connection &connection, const Request &request,
                                                       const Target &target, const Endpoint &endpoint)
{
    const bool isPublish = endpoint.kind == Endpoint::Kind::Publish;
    // Anybody may post to an unsafe channel; but a replay repeats what somebody else has signed.
    const bool isForAnybody = isPublish && endpoint.isUnsafe && target.parameters("replay").isEmpty();
    if (endpoint.kind == Endpoint::Kind::Status || isForAnybody)
        return std::nullopt;
    if (!isPublish && endpoint.isUnsafe && request.headers.value("X-Hookbot-Unsafe-Is-Ok") != UnsafeIsOk)
        return Refusal{ 400, "400 Bad Request. X-Hookbot-Unsafe-Is-Ok header required." };

    const auto authorization = request.headers.value("Authorization");
    const auto token = authorization ? tokenFromAuthorization(*authorization) : std::nullopt;
    if (!token || !m_tokens.opens(*token, target.path))
        return Refusal{ 401, "401 Unauthorized", "WWW-Authenticate: Basic realm=\"hookbot\"\r\n" };
    connection.setOpen();
    return std::nullopt;
}

RequestHandler::Rejection RequestHandler::checkOrigin(const Request &request) const
{
    const QByteArrayView host = request.headers.value("Host").value_or("");
    for (const auto &[name, value] : request.headers) {
        if (equalIgnoringCase(name, "Origin") &&
            !isAllowedOrigin(value, host, m_rules.allowedOrigins, m_rules.ownOrigin))
            return Refusal{ 403, "403 Forbidden: the Origin is not this host; --allow-origin can name it" };
    }
    return std::nullopt;
}

/// A page of another site can make its visitor's browser post to any server that the browser reaches, with a Basic
/// credential that it remembers; but not with a Bearer token.
RequestHandler::Rejection RequestHandler::checkPage(const Request &request) const
{
    const auto authorization = request.headers.value("Authorization");
    if (authorization && isBearer(*authorization))
        return std::nullopt;
    if (Rejection no = checkOrigin(request))
        return no;
    if (request.headers.value("Origin") || !listContains(request.headers, "Sec-Fetch-Site", "cross-site"))
        return std::nullopt;
    return Refusal{ 403,
                    "403 Forbidden: a page of another site sent this; use a Bearer token, or name the page's origin "
                    "with --allow-origin and have it sent" };
}

RequestHandler::Rejection RequestHandler::checkPublish(const Target &target) const
{
    const QList<QByteArray> metadata = target.parameters("extra-metadata");
    const auto isKnown = [&](const QByteArray &value) {
        return (value == "github" || value == "headers") && value == metadata.first();
    };
    if (!std::ranges::all_of(metadata, isKnown))
        return Refusal{ 400, "400 Bad Request (bad ?extra-metadata=)" };
    const QList<QByteArray> replays = target.parameters("replay");
    if (replays.isEmpty())
        return std::nullopt;
    if (replays.size() > 1 || !EventId::parse(replays.first()))
        return Refusal{ 400, "400 Bad Request: ?replay= is the id of one event" };
    if (!metadata.isEmpty())
        return Refusal{ 400, "400 Bad Request: ?replay= publishes an event as it is, without ?extra-metadata=" };
    return std::nullopt;
}

/// Hands the connection over to a listener, or leaves it to finish() to answer a poll.
RequestHandler::Rejection RequestHandler::subscribe(Connection &connection, const Request &request,
                                                    Understood &understood)
{
    if (Rejection no = checkOrigin(request))
        return no;
    auto wanted = SubscribeRequest::of(request, understood.target, m_now());
    if (!wanted)
        return wanted.error();
    understood.wanted = *wanted;
    if (understood.wanted.transport == SubscribeRequest::Transport::Poll)
        return std::nullopt;
    if (understood.wanted.transport == SubscribeRequest::Transport::WebSocket) {
        switch (Upgrade::faultOf(request.headers)) {
        case Upgrade::Fault::Version:
            return Refusal{ 426, "426 Upgrade Required: Sec-WebSocket-Version has to be 13",
                            "Sec-WebSocket-Version: 13\r\n" };
        case Upgrade::Fault::Key:
            return Refusal{ 400, "400 Bad Request: Sec-WebSocket-Key has to be the base64 of 16 bytes" };
        case Upgrade::Fault::None:
            break;
        }
    }
    std::unique_ptr<Wire> wire = connection.takeWire();
    if (!wire)
        return Refusal{ 400,
                        "400 Bad Request: a subscription's request has no body, and its client waits for the answer" };
    m_actions.subscribe(std::move(wire), request.headers, { understood.endpoint.channel }, understood.wanted);
    return std::nullopt;
}

void RequestHandler::finish(Connection &connection, Request request, std::unique_ptr<Connection::Accepted> accepted)
{
    const auto &understood = static_cast<const Understood &>(*accepted);
    switch (understood.endpoint.kind) {
    case Endpoint::Kind::Publish:
        if (m_intake.isPaused()) { // since its head came
            refuse(connection, request.method, understood.path, paused());
        } else if (understood.target.parameters("replay").isEmpty()) {
            publish(connection, std::move(request), understood);
        } else if (request.body.isEmpty()) {
            replay(connection, understood);
        } else {
            refuse(connection, request.method, understood.path,
                   { 400, "400 Bad Request: ?replay= publishes a stored event, and takes no body" });
        }
        break;
    case Endpoint::Kind::Subscribe:
        poll(connection, understood);
        break;
    case Endpoint::Kind::Metrics: {
        Response response;
        response.contentType = "text/plain; version=0.0.4; charset=utf-8";
        response.body = m_actions.metricsText();
        connection.answer(response);
        break;
    }
    default:
        connection.answer({ .body = "OK\n" });
        break;
    }
}

void RequestHandler::publish(Connection &connection, Request request, const Understood &understood)
{
    Draft draft;
    draft.time = m_now();
    draft.channel = understood.endpoint.channel;
    draft.method = request.method;
    draft.query = understood.target.query;
    draft.headers = withoutSecrets(request.headers);
    draft.remote = connection.remote();
    const QList<QByteArray> metadata = understood.target.parameters("extra-metadata");
    if (metadata.isEmpty()) {
        draft.body = std::move(request.body);
    } else {
        draft.body = metadata.first() == "github" ? githubEnvelope(request.headers, request.body)
                                                  : headersEnvelope(draft, request.body);
        request.body = {};
        if (!connection.makeRoom(draft.body.size())) { // it is larger than what came
            refuse(connection, request.method, understood.path, Connection::noRoom());
            return;
        }
    }
    append(connection, std::move(draft));
}

void RequestHandler::append(Connection &connection, Draft draft)
{
    m_intake.append(std::move(draft), [connection = QPointer(&connection),
                                       held = connection.heldBytes()](const Intake::Result &result) {
        if (!connection)
            return;
        if (result)
            connection->answer(answerTo(*result));
        else
            connection->answer(Response::of({ 503, "503 Service Unavailable: the event was not taken; try again" }));
    });
}

void RequestHandler::replay(Connection &connection, const Understood &understood)
{
    const EventId id = *EventId::parse(understood.target.parameters("replay").first());
    m_log.find(id, [this, id, path = understood.path, channel = understood.endpoint.channel,
                    connection = QPointer(&connection)](const EventPtr &event) {
        if (!connection)
            return; // nothing was answered, and nothing was done
        if (!event || event->channel != channel) {
            refuse(*connection, "POST", path, { 404, "404 Not Found: this channel has no event " + id.toByteArray() });
            return;
        }
        append(*connection, m_intake.replayOf(*event, connection->remote()));
    });
}

void RequestHandler::poll(Connection &connection, const Understood &understood)
{
    const EventId after = understood.wanted.since.placeIn(m_log).value_or(m_log.head());
    connection.keep(m_pages.read(
        after, { understood.endpoint.channel },
        { .events = understood.wanted.limit, .bytes = m_frames.isCrowded() ? CrowdedPoll : LongestPoll },
        [this, after, path = understood.path, &connection](const EventLog::Page &page) {
            if (page.error.isEmpty())
                connection.answer(pollAnswer(page, after));
            else
                refuse(connection, "GET", path, { 503, "503 Service Unavailable: the log cannot be read" });
        }));
}

/// What is small is made at once; large events are made in pieces as the client reads them.
Response RequestHandler::pollAnswer(const EventLog::Page &page, EventId after)
{
    Response response;
    response.contentType = "application/x-ndjson";
    std::vector<EventSource::Part> parts;
    QByteArray &bytes = response.body;
    if (page.hasGapAfter(after))
        bytes += gapJson(after, page.oldest) + '\n';
    for (const EventPtr &event : page.events) {
        if (LargeEvent::isLarge(*event)) {
            parts.emplace_back(std::exchange(bytes, {}));
            parts.emplace_back(EventSource::Json{ m_frames.large(event) });
        } else {
            bytes += eventJson(*event);
        }
        bytes += '\n';
    }
    if (!parts.empty()) {
        parts.emplace_back(std::exchange(bytes, {}));
        response.makeSource = [parts = std::move(parts)](Response::Head head) {
            return std::make_shared<EventSource>(parts, std::move(head));
        };
    }
    return response;
}

/// Refuses a request that begin() has accepted.
void RequestHandler::refuse(Connection &connection, const QByteArray &method, const QByteArray &path,
                            const Refusal &refusal)
{
    noteRefusal(connection, method, path, refusal);
    connection.answer(Response::of(refusal));
}

void RequestHandler::noteRefusal(const Connection &connection, const QByteArray &method, const QByteArray &path,
                                 const Refusal &refusal)
{
    m_observer.refused({ .status = refusal.status,
                         .reason = refusal.message,
                         .method = method,
                         .path = path,
                         .remote = connection.remote() });
}

/// Its head may not have been whole, so begin() may not have noted the client.
void RequestHandler::refused(Connection &connection, const Request &request, const Refusal &refusal)
{
    noteClient(connection, request);
    noteRefusal(connection, request.method, request.path(), refusal);
}

} // namespace hookbot
