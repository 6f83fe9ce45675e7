#include "message.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace hookbot {

namespace {

QJsonValue parsedJson(QByteArrayView text)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size()));
    if (document.isObject())
        return document.object();
    if (document.isArray())
        return document.array();
    return QJsonValue::Undefined;
}

std::optional<QByteArray> bytesOf(const QJsonObject &envelope, QStringView field)
{
    const QByteArray text = envelope.value(field).toString().toLatin1();
    if (!envelope.value(field).isString())
        return std::nullopt;
    auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(std::move(*decoded)) : std::nullopt;
}

std::optional<QByteArray> posted(const QJsonValue &json)
{
    const QJsonObject object = json.toObject();
    const QStringList names = object.keys(); // sorted
    static const QStringList ofGitHub{ QStringLiteral("Delivery"), QStringLiteral("Event"), QStringLiteral("Payload"),
                                       QStringLiteral("Signature") };
    static const QStringList ofHeaders{ QStringLiteral("Body"), QStringLiteral("Header"), QStringLiteral("Method"),
                                        QStringLiteral("Query"), QStringLiteral("RemoteAddr") };
    if (names == ofGitHub)
        return bytesOf(object, u"Payload");
    if (names == ofHeaders)
        return bytesOf(object, u"Body");
    return std::nullopt;
}

/// The field `payload` of a form, decoded.
std::optional<QByteArray> payloadField(QByteArrayView body)
{
    constexpr QByteArrayView Name = "payload=";
    while (!body.isEmpty()) {
        const qsizetype end = body.indexOf('&');
        const QByteArrayView field = end < 0 ? body : body.first(end);
        if (field.startsWith(Name))
            return QByteArray::fromPercentEncoding(field.sliced(Name.size()).toByteArray().replace('+', ' '));
        body = end < 0 ? QByteArrayView() : body.sliced(end + 1);
    }
    return std::nullopt;
}

bool mayBeJson(QByteArrayView text)
{
    const auto first = std::ranges::find_if_not(text, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
    return first != text.end() && (*first == '{' || *first == '[');
}

QJsonValue jsonOf(QByteArrayView body)
{
    if (mayBeJson(body))
        return parsedJson(body);
    const auto payload = payloadField(body);
    return payload ? parsedJson(*payload) : QJsonValue(QJsonValue::Undefined);
}

} // namespace

std::optional<QByteArray> unwrapped(QByteArrayView body)
{
    return mayBeJson(body) ? posted(parsedJson(body)) : std::nullopt;
}

const QJsonValue &Message::json() const
{
    if (!m_json) {
        m_json = jsonOf(m_body);
        if (const auto inner = posted(*m_json))
            m_json = jsonOf(*inner);
    }
    return *m_json;
}

} // namespace hookbot
