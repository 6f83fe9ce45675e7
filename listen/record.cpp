#include "record.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace hookbot::listen {

namespace {

struct RecordText
{
    Q_DECLARE_TR_FUNCTIONS(Watch)
};

QByteArray bytes(const QJsonObject &object, QLatin1String name)
{
    return object.value(name).toString().toUtf8();
}

} // namespace

std::variant<Event, Gap, Malformed> parseRecord(const QByteArray &json)
{
    // A string that begins with a byte order mark loses it in QJsonValue::toString(), unless it was escaped.
    constexpr QByteArrayView Mark("\xEF\xBB\xBF");
    QByteArray escaped = json;
    if (escaped.contains(Mark)) // or replace() would copy it for nothing
        escaped.replace(Mark, "\\uFEFF");
    QJsonParseError error{};
    const QJsonObject object = QJsonDocument::fromJson(escaped, &error).object();
    if (error.error != QJsonParseError::NoError)
        return Malformed{ RecordText::tr("the server sent what is not JSON: %1").arg(error.errorString()) };
    if (const QJsonValue gap = object.value(QLatin1String("gap")); gap.isObject())
        return Gap{ bytes(gap.toObject(), QLatin1String("after")), bytes(gap.toObject(), QLatin1String("oldest")) };

    Event event;
    event.id = bytes(object, QLatin1String("id"));
    event.time = QDateTime::fromString(object.value(QLatin1String("time")).toString(), Qt::ISODateWithMs).toUTC();
    event.channel = bytes(object, QLatin1String("channel"));
    const QJsonValue text = object.value(QLatin1String("body"));
    const QJsonValue base64 = object.value(QLatin1String("body_base64"));
    const bool hasChannel = object.value(QLatin1String("channel")).isString(); // that of /pub/ has an empty name
    if (event.id.isEmpty() || !hasChannel || !(text.isString() || base64.isString()))
        return Malformed{ RecordText::tr("the server sent an object that is no event: it lacks id, channel or body") };
    event.method = bytes(object, QLatin1String("method"));
    event.query = bytes(object, QLatin1String("query"));
    const QJsonArray headers = object.value(QLatin1String("headers")).toArray();
    event.headers.reserve(headers.size());
    for (const auto &header : headers) {
        const QJsonArray pair = header.toArray();
        if (pair.at(0).isString() && pair.at(1).isString())
            event.headers.append({ pair.at(0).toString().toUtf8(), pair.at(1).toString().toUtf8() });
    }
    event.remote = bytes(object, QLatin1String("remote"));
    event.replayOf = bytes(object, QLatin1String("replay_of"));
    if (text.isString()) {
        event.body = text.toString().toUtf8();
    } else {
        auto decoded =
            QByteArray::fromBase64Encoding(base64.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return Malformed{ RecordText::tr("the server sent an event whose body_base64 is not base64") };
        event.body = std::move(*decoded);
    }
    return event;
}

} // namespace hookbot::listen
