#include "requesthandler.h"

#include "githubenvelope.h"
#include "origin.h"
#include "upgrade.h"

#include <QtCore/QPointer>

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

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

/// The path alone: some put secrets into the query.
QByteArray pathOf(const Request &request)
{
    const qsizetype mark = request.target.indexOf('?');
    return mark < 0 ? request.target : request.target.first(mark);
}

} // namespace

RequestHandler::RequestHandler(const Settings &settings, EventLog &log, Observer &observer, Actions actions)
    : m_settings(settings),
      m_log(log),
      m_observer(observer),
      m_actions(std::move(actions)),
      m_tokens(settings.key, settings.acceptSha1Tokens ? TokenChecker::Sha1::Accepted : TokenChecker::Sha1::Refused)
{
}

std::optional<Response> RequestHandler::begin(Connection &connection, const Request &request)
{
    const auto decide = [&]() -> Checked {
        const auto target = Target::parse(request.target);
        if (!target)
            return Response::of(target.error());
        const Endpoint endpoint = Endpoint::of(request.method, target->path);
        if (endpoint.kind == Endpoint::Kind::Refused) {
            return refusal(endpoint.refusal.status, endpoint.refusal.message,
                           endpoint.allow.isEmpty() ? QByteArray() : "Allow: " + endpoint.allow + "\r\n");
        }
        if (Checked no = authenticate(request, *target, endpoint))
            return no;
        if (endpoint.kind == Endpoint::Kind::Publish)
            return checkPublish(*target);
        if (endpoint.kind != Endpoint::Kind::Subscribe)
            return std::nullopt;
        if (Checked no = checkSubscribe(request, *target))
            return no;
        return subscribe(connection, request, endpoint);
    };
    Checked no = decide();
    if (no)
        refused(connection, request, { no->status, no->body.trimmed() });
    return no;
}

RequestHandler::Checked RequestHandler::authenticate(const Request &request, const Target &target,
                                                     const Endpoint &endpoint)
{
    const bool isPublish = endpoint.kind == Endpoint::Kind::Publish;
    if (endpoint.kind == Endpoint::Kind::Status || (isPublish && endpoint.isUnsafe))
        return std::nullopt;
    if (endpoint.isUnsafe && request.headers.value("X-Hookbot-Unsafe-Is-Ok") != UnsafeIsOk)
        return refusal(400, "400 Bad Request. X-Hookbot-Unsafe-Is-Ok header required.");

    const auto authorization = request.headers.value("Authorization");
    const auto token = authorization ? tokenFromAuthorization(*authorization) : std::nullopt;
    if (!token || !m_tokens.opens(*token, target.path))
        return refusal(401, "401 Unauthorized", "WWW-Authenticate: Basic realm=\"hookbot\"\r\n");
    return std::nullopt;
}

RequestHandler::Checked RequestHandler::checkPublish(const Target &target) const
{
    const QList<QByteArray> metadata = target.parameters("extra-metadata");
    if (!std::ranges::all_of(metadata, [](const QByteArray &value) { return value == "github"; }))
        return refusal(400, "400 Bad Request (bad ?extra-metadata=)");
    if (!target.parameters("replay").isEmpty())
        return refusal(400, "400 Bad Request: ?replay= is not supported by this version");
    return std::nullopt;
}

RequestHandler::Checked RequestHandler::checkSubscribe(const Request &request, const Target &target) const
{
    const auto origin = request.headers.value("Origin");
    if (origin && !isAllowedOrigin(*origin, request.headers.value("Host").value_or(""), m_settings.allowedOrigins))
        return refusal(403, "403 Forbidden: the Origin is not this host; --allow-origin can name it");
    for (const char *parameter : { "since", "format", "poll", "limit" }) {
        if (!target.parameters(parameter).isEmpty())
            return refusal(400, "400 Bad Request: ?" + QByteArray(parameter) + "= is not supported by this version");
    }
    if (!request.asksForWebSocket)
        return refusal(400, "400 Bad Request: subscribe with a WebSocket (Connection: Upgrade, Upgrade: websocket)");
    switch (Upgrade::faultOf(request.headers)) {
    case Upgrade::Fault::Version:
        return refusal(426, "426 Upgrade Required: Sec-WebSocket-Version has to be 13",
                       "Sec-WebSocket-Version: 13\r\n");
    case Upgrade::Fault::Key:
        return refusal(400, "400 Bad Request: Sec-WebSocket-Key has to be the base64 of 16 bytes");
    case Upgrade::Fault::None:
        break;
    }
    return std::nullopt;
}

RequestHandler::Checked RequestHandler::subscribe(Connection &connection, const Request &request,
                                                  const Endpoint &endpoint)
{
    std::unique_ptr<Wire> wire = connection.takeWire();
    if (!wire)
        return refusal(400, "400 Bad Request: a WebSocket request has no body, and its client waits for the answer");
    m_actions.subscribe(std::move(wire), request.headers, { endpoint.channel });
    return std::nullopt;
}

void RequestHandler::finish(Connection &connection, Request request)
{
    // begin() has found them good.
    const Target target = *Target::parse(request.target);
    const Endpoint endpoint = Endpoint::of(request.method, target.path);
    switch (endpoint.kind) {
    case Endpoint::Kind::Publish:
        publish(connection, std::move(request), target, endpoint);
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
    const auto received = std::chrono::steady_clock::now();
    Draft draft;
    draft.time = std::chrono::system_clock::now();
    draft.channel = endpoint.channel;
    draft.method = request.method;
    draft.query = target.query;
    draft.headers = withoutSecrets(request.headers);
    draft.remote = connection.remote();
    draft.body = target.query.isEmpty() || target.parameters("extra-metadata").isEmpty()
                     ? std::move(request.body)
                     : githubEnvelope(request.headers, request.body);

    Publication publication{ 0, endpoint.channel, draft.body.size(), 0, draft.remote };
    m_log.append(std::move(draft), [this, received, publication = std::move(publication),
                                    connection = QPointer(&connection)](const EventLog::Appended &appended) mutable {
        if (!appended.ok()) {
            const Refusal refusal{ 503,
                                   "503 Service Unavailable: the event was not taken: " + appended.error.toUtf8() };
            m_observer.refused({ 503, refusal.message, "POST", publication.channel, publication.remote });
            if (connection)
                connection->answer(Response::of(refusal));
            return;
        }
        publication.id = appended.id.value;
        publication.listeners = m_actions.lastTaken();
        m_actions.handedOut(publication.listeners, received);
        m_observer.published(publication);
        if (connection)
            connection->answer(published(appended.id, publication.listeners));
    });
}

void RequestHandler::refused(Connection &connection, const Request &request, const Refusal &refusal)
{
    m_observer.refused({ refusal.status, refusal.message, request.method, pathOf(request), connection.remote() });
}

} // namespace hookbot
