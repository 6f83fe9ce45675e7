#include "broker/stream/eventjson.h"

#include "broker/event/decimal.h"
#include "broker/json/jsonescape.h"

#include <QtCore/QDateTime>

namespace hookbot {

namespace {

void appendString(QByteArray &json, QByteArrayView utf8)
{
    json.append('"');
    appendEscaped(json, utf8);
    json.append('"');
}

/// As text where it is UTF-8, else as its bytes read as Latin-1: header fields and queries may be either.
void appendText(QByteArray &json, QByteArrayView bytes)
{
    if (bytes.isValidUtf8())
        appendString(json, bytes);
    else
        appendString(json, QString::fromLatin1(bytes).toUtf8());
}

void appendId(QByteArray &json, EventId id)
{
    json.append('"').append(Decimal(id.value)).append('"');
}

void appendTime(QByteArray &json, std::chrono::system_clock::time_point time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    json.append('"').append(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs).toLatin1());
    json.append('"');
}

} // namespace

QByteArray eventJson(const Event &event)
{
    const bool isUtf8 = event.body.isValidUtf8();
    QByteArray json = jsonBeforeBody(event, isUtf8);
    if (isUtf8)
        appendEscaped(json, event.body);
    else
        json.append(event.body.toBase64());
    json.append(jsonBehindBody(event));
    return json;
}

QByteArray jsonBeforeBody(const Event &event, bool bodyIsUtf8)
{
    // With room for what is behind it, unless the body is large: then it is made in pieces.
    constexpr qsizetype SmallBody = 128LL * 1024;
    QByteArray json;
    json.reserve(512 + 2 * event.headers.bytes().size() + std::min(event.body.size(), SmallBody) * 4 / 3);
    json.append(R"({"id":)");
    appendId(json, event.id);
    json.append(R"(,"time":)");
    appendTime(json, event.time);
    json.append(R"(,"channel":)");
    appendText(json, event.channel);
    json.append(R"(,"method":)");
    appendText(json, event.method);
    json.append(R"(,"query":)");
    appendText(json, event.query);
    json.append(R"(,"headers":[)");
    bool isFirst = true;
    for (const auto &[name, value] : event.headers) {
        json.append(std::exchange(isFirst, false) ? "[" : ",[");
        appendText(json, name);
        json.append(',');
        appendText(json, value);
        json.append(']');
    }
    json.append(R"(],"remote":)");
    appendText(json, event.remote);
    json.append(bodyIsUtf8 ? R"(,"body":")" : R"(,"body_base64":")");
    return json;
}

QByteArray jsonBehindBody(const Event &event)
{
    QByteArray json = R"(")";
    if (event.replayOf > EventId()) {
        json.append(R"(,"replay_of":)");
        appendId(json, event.replayOf);
    }
    json.append('}');
    return json;
}

QByteArray gapJson(EventId after, EventId oldest)
{
    QByteArray json = R"({"gap":{"after":)";
    appendId(json, after);
    json.append(R"(,"oldest":)");
    if (oldest > EventId())
        appendId(json, oldest);
    else
        json.append("null");
    json.append("}}");
    return json;
}

} // namespace hookbot
