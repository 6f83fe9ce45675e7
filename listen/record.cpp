#include "listen/record.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

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

/// Decimal digits of a number from 1 to 2^63 - 1 (protocol, section 6); empty if it is not one.
QByteArray id(const QJsonObject &object, QLatin1String name)
{
    QByteArray text = bytes(object, name);
    const bool isDigits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isDigits && text.toLongLong() > 0 ? text : QByteArray(); // toLongLong() returns 0 if it is too large
}

bool isControl(char c)
{
    return (c >= 0 && c < 0x20) || c == 0x7f;
}

/// A token of RFC 9110, section 5.6.2.
bool isFieldName(const QByteArray &text)
{
    static constexpr QByteArrayView Marks = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || Marks.contains(c);
    });
}

/// Whether it can be sent as exactly one header field (RFC 9110, section 5.5).
bool isField(const QByteArray &name, const QByteArray &value)
{
    return isFieldName(name) &&
           std::none_of(value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

/// Text without control characters and spaces, as in a query or an address; empty if it has any.
QByteArray word(const QJsonObject &object, QLatin1String name)
{
    QByteArray text = bytes(object, name);
    const bool isWord = std::none_of(text.begin(), text.end(), [](char c) { return isControl(c) || c == ' '; });
    return isWord ? text : QByteArray();
}

/// A time whose milliseconds fit into 43 bits, as in ids; invalid if they do not.
QDateTime time(const QJsonObject &object, QLatin1String name)
{
    constexpr qint64 MostMilliseconds = (1LL << 43) - 1;
    const QDateTime time = QDateTime::fromString(object.value(name).toString(), Qt::ISODateWithMs).toUTC();
    const bool isInRange =
        time.isValid() && time.toMSecsSinceEpoch() >= 0 && time.toMSecsSinceEpoch() <= MostMilliseconds;
    return isInRange ? time : QDateTime();
}

} // namespace

std::variant<Event, Gap, Malformed> parseRecord(const QByteArray &json)
{
    // QJsonValue::toString() removes a byte order mark at the start of a string unless it is escaped.
    constexpr QByteArrayView Mark("\xEF\xBB\xBF");
    QByteArray escaped = json;
    if (escaped.contains(Mark)) // avoids a copy by replace()
        escaped.replace(Mark, "\\uFEFF");
    QJsonParseError error{};
    const QJsonObject object = QJsonDocument::fromJson(escaped, &error).object();
    if (error.error != QJsonParseError::NoError)
        return Malformed{ RecordText::tr("the server sent a message that is not JSON: %1").arg(error.errorString()) };
    if (const QJsonValue gap = object.value(QLatin1String("gap")); gap.isObject())
        return Gap{ id(gap.toObject(), QLatin1String("after")), id(gap.toObject(), QLatin1String("oldest")) };

    Event event;
    event.id = id(object, QLatin1String("id"));
    event.time = time(object, QLatin1String("time"));
    event.channel = bytes(object, QLatin1String("channel"));
    const QJsonValue text = object.value(QLatin1String("body"));
    const QJsonValue base64 = object.value(QLatin1String("body_base64"));
    const bool hasChannel = object.value(QLatin1String("channel")).isString(); // the channel of /pub/ has an empty name
    if (event.id.isEmpty() || !hasChannel || !(text.isString() || base64.isString()))
        return Malformed{ RecordText::tr("the server sent an object without id, channel or body") };
    if (std::any_of(event.channel.begin(), event.channel.end(), isControl))
        return Malformed{ RecordText::tr("the server sent an event whose channel has a control character") };
    event.method = bytes(object, QLatin1String("method"));
    if (!isFieldName(event.method))
        event.method.clear();
    event.query = word(object, QLatin1String("query"));
    const QJsonArray headers = object.value(QLatin1String("headers")).toArray();
    event.headers.reserve(headers.size());
    for (const auto &header : headers) {
        const QJsonArray pair = header.toArray();
        if (!pair.at(0).isString() || !pair.at(1).isString())
            continue;
        const QByteArray name = pair.at(0).toString().toUtf8();
        const QByteArray value = pair.at(1).toString().toUtf8();
        if (isField(name, value))
            event.headers.append({ name, value });
    }
    event.remote = word(object, QLatin1String("remote"));
    event.replayOf = id(object, QLatin1String("replay_of"));
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
