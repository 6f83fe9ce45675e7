#include "broker/requests/subscriberequest.h"

namespace hookbot {

namespace {

using Time = std::chrono::system_clock::time_point;

Refusal badParameter(QByteArrayView name, QByteArrayView rule)
{
    return { 400, "400 Bad Request: ?" + name.toByteArray() + "= " + rule.toByteArray() };
}

/// Whether the client accepts an answer of this type; a weight (`;q=`) is ignored.
bool accepts(const Headers &headers, QByteArrayView type)
{
    for (const auto &[name, value] : headers) {
        if (!equalIgnoringCase(name, "Accept"))
            continue;
        for (QByteArrayView rest = value; !rest.isEmpty();) {
            const qsizetype comma = rest.indexOf(',');
            const QByteArrayView range = comma < 0 ? rest : rest.first(comma);
            const qsizetype semicolon = range.indexOf(';');
            if (equalIgnoringCase((semicolon < 0 ? range : range.first(semicolon)).trimmed(), type))
                return true;
            rest = comma < 0 ? QByteArrayView() : rest.sliced(comma + 1);
        }
    }
    return false;
}

} // namespace

tl::expected<SubscribeRequest, Refusal> SubscribeRequest::of(const Request &request, const Target &target, Time now)
{
    SubscribeRequest wanted;
    for (const char *name : { "since", "format", "poll", "limit" }) {
        if (target.parameters(name).size() > 1)
            return tl::unexpected(badParameter(name, "is given twice"));
    }
    const auto parameter = [&target](const char *name) {
        const QList<QByteArray> values = target.parameters(name);
        return values.isEmpty() ? std::nullopt : std::optional(values.first());
    };

    const auto poll = parameter("poll");
    if (poll && *poll != "1")
        return tl::unexpected(badParameter("poll", "can only be 1"));
    if (poll && request.asksForWebSocket)
        return tl::unexpected(badParameter("poll", "and a WebSocket exclude each other"));
    if (poll)
        wanted.transport = Transport::Poll;
    else if (request.asksForWebSocket)
        wanted.transport = Transport::WebSocket;
    else if (accepts(request.headers, "text/event-stream"))
        wanted.transport = Transport::EventStream;
    else
        return tl::unexpected(Refusal{ 400,
                                       "400 Bad Request: subscribe with a WebSocket (Connection: Upgrade, Upgrade: "
                                       "websocket), with Accept: text/event-stream, or with ?poll=1" });

    if (const auto format = parameter("format")) {
        if (*format != "json")
            return tl::unexpected(badParameter("format", "can only be json"));
        wanted.isJson = true;
    }

    if (const auto limit = parameter("limit")) {
        const auto number = parsePositive(*limit);
        if (!number)
            return tl::unexpected(badParameter("limit", "is a number of events, from 1"));
        if (!poll)
            return tl::unexpected(badParameter("limit", "goes with ?poll=1 alone"));
        wanted.limit = qsizetype(*number);
    }

    if (poll)
        wanted.since = { .after = EventId(), .isExact = false, .from = {} };
    if (const auto text = parameter("since")) {
        const auto since = Since::parse(*text, now);
        if (!since)
            return tl::unexpected(badParameter("since", "is " + Since::Rule.toByteArray()));
        wanted.since = *since;
    }
    // A browser that reconnects asks for the same URL, and sends its position in this field.
    const auto last = request.headers.value("Last-Event-ID");
    if (wanted.transport == Transport::EventStream && last && !last->isEmpty()) {
        const auto id = EventId::parse(*last);
        if (!id)
            return tl::unexpected(Refusal{ 400, "400 Bad Request: Last-Event-ID is not an event's id" });
        wanted.since = { .after = *id, .isExact = true, .from = {} };
    }
    return wanted;
}

} // namespace hookbot
