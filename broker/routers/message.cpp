#include "broker/routers/message.h"

#include "broker/routers/envelope.h"

#include <algorithm>

namespace hookbot {

namespace {

const JsonPathSet NoPaths;

int hexDigit(char c)
{
    const char lower = char(c | 0x20);
    if (c >= '0' && c <= '9')
        return c - '0';
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// A form's value, decoded in place; what is not an escape stays.
QByteArray decodedForm(QByteArrayView field)
{
    QByteArray text = field.toByteArray();
    char *const data = text.data();
    qsizetype end = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool mayBeEscape = data[i] == '%' && i + 2 < text.size();
        const int high = mayBeEscape ? hexDigit(data[i + 1]) : -1;
        const int low = mayBeEscape ? hexDigit(data[i + 2]) : -1;
        if (high >= 0 && low >= 0) {
            data[end++] = char(high * 16 + low);
            i += 2;
        } else {
            data[end++] = data[i] == '+' ? ' ' : data[i];
        }
    }
    text.truncate(end);
    return text;
}

/// The field `payload` of a form, decoded.
std::optional<QByteArray> payloadField(QByteArrayView body)
{
    constexpr QByteArrayView Name = "payload=";
    while (!body.isEmpty()) {
        const qsizetype end = body.indexOf('&');
        const QByteArrayView field = end < 0 ? body : body.first(end);
        if (field.startsWith(Name))
            return decodedForm(field.sliced(Name.size()));
        body = end < 0 ? QByteArrayView() : body.sliced(end + 1);
    }
    return std::nullopt;
}

bool mayBeJson(QByteArrayView text)
{
    const auto first = std::ranges::find_if_not(text, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
    return first != text.end() && (*first == '{' || *first == '[');
}

/// The JSON that a body is or, as a form, has in its field `payload`, which is kept in @p decoded then. Empty where it
/// is neither.
QByteArrayView jsonOf(QByteArrayView body, QByteArray &decoded)
{
    if (mayBeJson(body))
        return body;
    decoded = payloadField(body).value_or(QByteArray());
    return mayBeJson(decoded) ? QByteArrayView(decoded) : QByteArrayView();
}

std::optional<JsonLookup> lookUp(QByteArrayView body, const JsonPathSet &paths)
{
    QByteArray decoded;
    const QByteArrayView json = jsonOf(body, decoded);
    const auto posted = unwrapped(json);
    if (!posted)
        return JsonLookup::read(json, paths);
    QByteArray decodedPosted;
    return JsonLookup::read(jsonOf(*posted, decodedPosted), paths);
}

} // namespace

const std::optional<JsonLookup> &Message::lookup() const
{
    if (!std::exchange(m_isRead, true))
        m_lookup = lookUp(m_body, m_paths ? *m_paths : NoPaths);
    return m_lookup;
}

JsonValue::Kind Message::jsonKind() const
{
    return lookup() ? lookup()->kind() : JsonValue::Kind::Absent;
}

JsonValue Message::json(const JsonPath &path) const
{
    if (m_paths)
        return lookup() ? lookup()->value(path) : JsonValue();
    JsonPathSet paths;
    paths.add(path);
    const auto found = lookUp(m_body, paths);
    return found ? found->value(path) : JsonValue();
}

} // namespace hookbot
