#include "broker/monitor/summary.h"

#include "broker/monitor/jsonskim.h"
#include "broker/monitor/servicesummary.h"

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

constexpr qsizetype LongestLook = qsizetype(64) * 1024;
constexpr qsizetype LongestField = 200;
constexpr qsizetype LongestKind = 80;
constexpr qsizetype LongestText = 200;

QByteArray bounded(std::optional<QByteArrayView> bytes, qsizetype longest)
{
    return bytes ? bytes->first(std::min(bytes->size(), longest)).toByteArray() : QByteArray();
}

QString oneLine(const QString &text, qsizetype longest)
{
    QString line = text.simplified();
    if (line.size() <= longest)
        return line;
    line.truncate(longest - 1);
    if (line.back().isHighSurrogate())
        line.chop(1);
    return line + u'…';
}

/// What was posted, where the broker has wrapped it up (protocol, section 3); else the body.
QByteArray postedOf(const Event &event)
{
    QByteArray body = event.body.first(std::min(event.body.size(), LongestLook));
    const bool isGithub = event.query.contains("extra-metadata=github");
    if (!isGithub && !event.query.contains("extra-metadata=headers"))
        return body;
    const std::array<std::string_view, 1> wanted{ isGithub ? "Payload" : "Body" };
    const JsonSkim envelope(body, wanted);
    if (!envelope.has(wanted.front()))
        return body;
    const QByteArrayView base64 = envelope.raw(wanted.front());
    return QByteArray::fromBase64(base64.first(base64.size() - base64.size() % 4).toByteArray());
}

/// The kind of a body, in a word.
QString formatOf(QByteArrayView contentType, const QByteArray &body)
{
    const qsizetype semicolon = contentType.indexOf(';');
    const QByteArray type =
        (semicolon < 0 ? contentType : contentType.first(semicolon)).trimmed().toByteArray().toLower();
    if (type.endsWith("/json") || type.endsWith("+json") || type.endsWith("/x-ndjson"))
        return QStringLiteral("json");
    if (type == "application/x-www-form-urlencoded")
        return body.startsWith('{') ? QStringLiteral("json") : QStringLiteral("form"); // curl's default for any text
    if (type.endsWith("/xml") || type.endsWith("+xml"))
        return QStringLiteral("xml");
    for (const char *word : { "html", "csv", "yaml", "pdf", "zip" }) {
        if (type.endsWith(word))
            return QString::fromLatin1(word);
    }
    for (const char *word : { "text", "image", "audio", "video", "multipart" }) {
        if (type.startsWith(QByteArray(word) + '/'))
            return QString::fromLatin1(word);
    }
    const QByteArray begin = body.first(std::min<qsizetype>(body.size(), 64)).trimmed();
    if (begin.isEmpty())
        return body.isEmpty() ? QStringLiteral("empty") : QStringLiteral("text");
    if (begin.startsWith('{') || begin.startsWith('['))
        return QStringLiteral("json");
    const bool isText = std::ranges::none_of(begin, [](char c) { return static_cast<uchar>(c) < 0x20 && c != '\n'; });
    return isText && type.isEmpty() ? QStringLiteral("text") : QStringLiteral("binary");
}

} // namespace

EventSummary summaryOf(const Event &event, qint64 size)
{
    EventSummary summary;
    summary.id = event.id.value;
    summary.time = event.time;
    summary.channel = event.channel;
    summary.method = bounded(event.method, LongestField);
    summary.contentType = bounded(event.headers.value("Content-Type"), LongestField);
    summary.remote = event.remote;
    summary.size = size;
    summary.replayOf = event.replayOf.value;

    const QByteArray posted = postedOf(event);
    const ServiceSummary known = summaryOfService(event.headers, posted);
    summary.service = known.service;
    summary.kind = oneLine(known.kind, LongestKind);
    summary.text = oneLine(known.text, LongestText);
    if (summary.kind.isEmpty())
        summary.kind =
            oneLine(QString::fromUtf8(summary.method) + u' ' + formatOf(summary.contentType, posted), LongestKind);
    return summary;
}

} // namespace hookbot
