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
#include <limits>

namespace hookbot {

namespace {

/// A poll's answer ends with the event that reaches so many bytes: its client asks again, after that one.
constexpr qint64 LongestPoll = 1024LL * 1024;
constexpr qint64 CrowdedPoll = 64LL * 1024; // while peers hold too much that they do not read

constexpr QByteArrayView UnsafeIsOk = "I understand the security implications";

Response refusal(int status, const QByteArray &line, const QByteArray &fields = {})
{
    Response response = Response::of({ status, line });
    response.fields += fields;
    return response;
}

Response published(EventId id, int listeners)
{
    Response response;
    response.body = "OK\n";
    response.fields.reserve(96);
    response.fields.append("X-Hookbot-Event-Id: ").append(Decimal(id.value));
    response.fields.append("\r\nX-Hookbot-Listeners: ").append(Decimal(listeners)).append("\r\n");
    return response;
}

struct RequestText
{
    Q_DECLARE_TR_FUNCTIONS(RequestHandler)
};

/// An event that is to be published once more.
Draft again(const Event &event, const QByteArray &remote)
{
    Draft draft = static_cast<const Draft &>(event);
    draft.time = std::chrono::system_clock::now();
    draft.remote = remote;
    draft.replayOf = event.id;
    return draft;
}

/// What publishers are told while nothing is taken in.
Response paused()
{
    Response response = Response::of({ 503, "503 Service Unavailable: publishing is paused; try again later" });
    response.fields = "Retry-After: 30\r\n";
    return response;
}

/// The path alone: some put secrets into the query.
QByteArray pathOf(const Request &request)
{
    const qsizetype mark = request.target.indexOf('?');
    return mark < 0 ? request.target : request.target.first(mark);
}

} // namespace

RequestHandler::RequestHandler(RequestRules rules, EventLog &log, PageQueue &pages, FrameCache &frames,
                               Observer &observer, Actions actions)
    : m_rules(std::move(rules)),
      m_log(log),
      m_pages(pages),
      m_frames(frames),
      m_observer(observer),
      m_actions(std::move(actions)),
      m_tokens(m_rules.key, m_rules.acceptSha1Tokens ? TokenChecker::Sha1::Accepted : TokenChecker::Sha1::Refused)
{
}

std::optional<Response> RequestHandler::begin(Connection &connection, const Request &request)
{
    noteClient(connection, request);
    const auto decide = [&]() -> Checked {
        const auto target = Target::parse(request.target);
        if (!target)
            return Response::of(target.error());
        const Endpoint endpoint = Endpoint::of(request.method, target->path);
        if (endpoint.kind == Endpoint::Kind::Refused) {
            return refusal(endpoint.refusal.status, endpoint.refusal.message,
                           endpoint.allow.isEmpty() ? QByteArray() : "Allow: " + endpoint.allow + "\r\n");
        }
        if (Checked no = endpoint.kind == Endpoint::Kind::Publish ? checkPage(request) : std::nullopt)
            return no;
        if (Checked no = authenticate(connection, request, *target, endpoint))
            return no;
        if (endpoint.kind == Endpoint::Kind::Publish)
            return m_isPaused ? paused() : checkPublish(*target);
        if (endpoint.kind == Endpoint::Kind::Subscribe)
            return subscribe(connection, request, *target, endpoint);
        return std::nullopt;
    };
    Checked no = decide();
    if (no)
        refused(connection, request, { no->status, no->body.trimmed() });
    return no;
}

/// What a proxy may say of whose request it is; before all else, since refusals name the client too.
void RequestHandler::noteClient(Connection &connection, const Request &request) const
{
    if (!m_rules.trustedProxies.isEmpty())
        connection.setClient(m_rules.trustedProxies.clientOf(connection.peer(), request.headers));
}

RequestHandler::Checked RequestHandler::authenticate(Connection &connection, const Request &request,
                                                     const Target &target, const Endpoint &endpoint)
{
    const bool isPublish = endpoint.kind == Endpoint::Kind::Publish;
    // Anybody may post to an unsafe channel; but a replay repeats what somebody else has signed.
    const bool isForAnybody = isPublish && endpoint.isUnsafe && target.parameters("replay").isEmpty();
    if (endpoint.kind == Endpoint::Kind::Status || isForAnybody)
        return std::nullopt;
    if (!isPublish && endpoint.isUnsafe && request.headers.value("X-Hookbot-Unsafe-Is-Ok") != UnsafeIsOk)
        return refusal(400, "400 Bad Request. X-Hookbot-Unsafe-Is-Ok header required.");

    const auto authorization = request.headers.value("Authorization");
    const auto token = authorization ? tokenFromAuthorization(*authorization) : std::nullopt;
    if (!token || !m_tokens.opens(*token, target.path))
        return refusal(401, "401 Unauthorized", "WWW-Authenticate: Basic realm=\"hookbot\"\r\n");
    connection.setOpen();
    return std::nullopt;
}

RequestHandler::Checked RequestHandler::checkOrigin(const Request &request) const
{
    const QByteArrayView host = request.headers.value("Host").value_or("");
    for (const auto &[name, value] : request.headers) {
        if (equalIgnoringCase(name, "Origin") &&
            !isAllowedOrigin(value, host, m_rules.allowedOrigins, m_rules.ownOrigin))
            return refusal(403, "403 Forbidden: the Origin is not this host; --allow-origin can name it");
    }
    return std::nullopt;
}

/// A page of another site can make its visitor's browser post to any server that the browser reaches, with a Basic
/// credential that it remembers; but not with a Bearer token.
RequestHandler::Checked RequestHandler::checkPage(const Request &request) const
{
    const auto authorization = request.headers.value("Authorization");
    if (authorization && isBearer(*authorization))
        return std::nullopt;
    if (Checked no = checkOrigin(request))
        return no;
    if (request.headers.value("Origin") || !listContains(request.headers, "Sec-Fetch-Site", "cross-site"))
        return std::nullopt;
    return refusal(403,
                   "403 Forbidden: a page of another site sent this; use a Bearer token, or name the page's origin "
                   "with --allow-origin and have it sent");
}

RequestHandler::Checked RequestHandler::checkPublish(const Target &target) const
{
    const QList<QByteArray> metadata = target.parameters("extra-metadata");
    const auto isKnown = [&](const QByteArray &value) {
        return (value == "github" || value == "headers") && value == metadata.first();
    };
    if (!std::ranges::all_of(metadata, isKnown))
        return refusal(400, "400 Bad Request (bad ?extra-metadata=)");
    const QList<QByteArray> replays = target.parameters("replay");
    if (replays.isEmpty())
        return std::nullopt;
    if (replays.size() > 1 || !EventId::parse(replays.first()))
        return refusal(400, "400 Bad Request: ?replay= is the id of one event");
    if (!metadata.isEmpty())
        return refusal(400, "400 Bad Request: ?replay= publishes an event as it is, without ?extra-metadata=");
    return std::nullopt;
}

/// Hands the connection over to a listener, or leaves it to finish() to answer a poll.
RequestHandler::Checked RequestHandler::subscribe(Connection &connection, const Request &request, const Target &target,
                                                  const Endpoint &endpoint)
{
    if (Checked no = checkOrigin(request))
        return no;
    const auto wanted = SubscribeRequest::of(request, target, std::chrono::system_clock::now());
    if (!wanted)
        return Response::of(wanted.error());
    if (wanted->transport == SubscribeRequest::Transport::Poll)
        return std::nullopt;
    if (wanted->transport == SubscribeRequest::Transport::WebSocket) {
        switch (Upgrade::faultOf(request.headers)) {
        case Upgrade::Fault::Version:
            return refusal(426, "426 Upgrade Required: Sec-WebSocket-Version has to be 13",
                           "Sec-WebSocket-Version: 13\r\n");
        case Upgrade::Fault::Key:
            return refusal(400, "400 Bad Request: Sec-WebSocket-Key has to be the base64 of 16 bytes");
        case Upgrade::Fault::None:
            break;
        }
    }
    std::unique_ptr<Wire> wire = connection.takeWire();
    if (!wire)
        return refusal(400,
                       "400 Bad Request: a subscription's request has no body, and its client waits for the answer");
    m_actions.subscribe(std::move(wire), request.headers, { endpoint.channel }, *wanted);
    return std::nullopt;
}

void RequestHandler::finish(Connection &connection, Request request)
{
    // begin() has found them good.
    const Target target = *Target::parse(request.target);
    const Endpoint endpoint = Endpoint::of(request.method, target.path);
    switch (endpoint.kind) {
    case Endpoint::Kind::Publish:
        if (m_isPaused) { // since its head came
            refused(connection, request, { 503, paused().body.trimmed() });
            connection.answer(paused());
        } else if (target.parameters("replay").isEmpty()) {
            publish(connection, std::move(request), target, endpoint);
        } else if (request.body.isEmpty()) {
            replay(connection, target, endpoint);
        } else {
            refuse(connection, request.method, target.path,
                   { 400, "400 Bad Request: ?replay= publishes a stored event, and takes no body" });
        }
        break;
    case Endpoint::Kind::Subscribe:
        poll(connection, request, target, endpoint);
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

void RequestHandler::publish(Connection &connection, Request request, const Target &target, const Endpoint &endpoint)
{
    Draft draft;
    draft.time = std::chrono::system_clock::now();
    draft.channel = endpoint.channel;
    draft.method = request.method;
    draft.query = target.query;
    draft.headers = withoutSecrets(request.headers);
    draft.remote = connection.remote();
    const QList<QByteArray> metadata = target.parameters("extra-metadata");
    if (metadata.isEmpty()) {
        draft.body = std::move(request.body);
    } else {
        draft.body = metadata.first() == "github" ? githubEnvelope(request.headers, request.body)
                                                  : headersEnvelope(draft, request.body);
        request.body = {};
        if (!connection.makeRoom(draft.body.size())) { // it is larger than what came
            refuse(connection, request.method, target.path, Connection::noRoom());
            return;
        }
    }
    append(connection, std::move(draft));
}

/// Has the log take it, and tells everybody who is to know; @p answer gets a Published.
template<typename Answer>
void RequestHandler::append(Draft &&draft, Answer answer)
{
    const auto received = std::chrono::steady_clock::now();
    Publication publication{ 0, draft.channel, draft.body.size(), 0, draft.remote };
    m_log.append(std::move(draft), [this, received, publication = std::move(publication),
                                    answer = std::move(answer)](const EventLog::Appended &appended) mutable {
        if (!appended.ok()) {
            m_observer.refused({ 503, "the event was not taken: " + appended.error.toUtf8(), "POST",
                                 publication.channel, publication.remote });
            answer(Published{ {}, 0, appended.error });
            return;
        }
        publication.id = appended.id.value;
        publication.listeners = m_actions.lastTaken();
        m_actions.handedOut(publication.listeners, received);
        m_observer.published(publication);
        answer(Published{ appended.id, publication.listeners, {} });
    });
}

void RequestHandler::append(Connection &connection, Draft draft)
{
    append(std::move(draft), [connection = QPointer(&connection),
                              held = connection.heldBytes()](const Published &result) {
        if (!connection)
            return;
        if (result.error.isEmpty())
            connection->answer(published(result.id, result.listeners));
        else
            connection->answer(Response::of({ 503, "503 Service Unavailable: the event was not taken; try again" }));
    });
}

void RequestHandler::publish(Draft draft, Done done)
{
    if (m_isPaused)
        done({ {}, 0, RequestText::tr("Publishing is paused: resume it, then send again.") });
    else if (draft.body.size() > m_rules.maxBody)
        done({ {},
               0,
               RequestText::tr("The body is larger than the server takes (%n bytes).", nullptr,
                               int(std::min<qint64>(m_rules.maxBody, std::numeric_limits<int>::max()))) });
    else
        append(std::move(draft), std::move(done));
}

void RequestHandler::replay(EventId id, const QByteArray &remote, Done done)
{
    m_log.find(id, [this, remote, done = std::move(done)](const EventPtr &event) {
        if (event)
            publish(again(*event, remote), done);
        else
            done({ {}, 0, RequestText::tr("The log does not have this event any more.") });
    });
}

void RequestHandler::replay(Connection &connection, const Target &target, const Endpoint &endpoint)
{
    const EventId id = *EventId::parse(target.parameters("replay").first());
    m_log.find(id, [this, id, path = target.path, channel = endpoint.channel,
                    connection = QPointer(&connection)](const EventPtr &event) {
        if (!connection)
            return; // it has not been told anything, and nothing has been done
        if (!event || event->channel != channel) {
            refuse(*connection, "POST", path, { 404, "404 Not Found: this channel has no event " + id.toByteArray() });
            return;
        }
        append(*connection, again(*event, connection->remote()));
    });
}

void RequestHandler::poll(Connection &connection, const Request &request, const Target &target,
                          const Endpoint &endpoint)
{
    const SubscribeRequest wanted = *SubscribeRequest::of(request, target, std::chrono::system_clock::now());
    const EventId after = wanted.since.placeIn(m_log).value_or(m_log.head());
    connection.keep(m_pages.read(
        after, { endpoint.channel },
        { .events = wanted.limit, .bytes = m_frames.isCrowded() ? CrowdedPoll : LongestPoll },
        [this, after, path = target.path, &connection](const EventLog::Page &page) {
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

/// Answers a request that begin() had let pass.
void RequestHandler::refuse(Connection &connection, const QByteArray &method, const QByteArray &path,
                            const Refusal &refusal)
{
    m_observer.refused({ refusal.status, refusal.message, method, path, connection.remote() });
    connection.answer(Response::of(refusal));
}

void RequestHandler::refused(Connection &connection, const Request &request, const Refusal &refusal)
{
    noteClient(connection, request);
    m_observer.refused({ refusal.status, refusal.message, request.method, pathOf(request), connection.remote() });
}

} // namespace hookbot
