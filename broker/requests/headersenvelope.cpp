#include "broker/requests/headersenvelope.h"

#include "broker/json/gojson.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <map>

namespace hookbot {

namespace {

/// As text where it is UTF-8, else as its bytes read as Latin-1.
QString textOf(QByteArrayView bytes)
{
    return bytes.isValidUtf8() ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
}

/// `x-github-event` as `X-Github-Event`.
QString canonical(QByteArrayView name)
{
    QByteArray result = name.toByteArray().toLower();
    bool isFirst = true;
    for (char &c : result) {
        if (isFirst && c >= 'a' && c <= 'z')
            c = char(c - 'a' + 'A');
        isFirst = c == '-';
    }
    return QString::fromLatin1(result);
}

} // namespace

QByteArray headersEnvelope(const Draft &event, const QByteArray &body)
{
    std::map<QString, QJsonArray> values; // to put one more into a QJsonObject takes longer the more it has
    for (const auto &[name, value] : event.headers)
        values[canonical(name)].append(textOf(value));
    QJsonObject header;
    for (const auto &[name, list] : values)
        header.insert(name, list);
    return goJson({ { QStringLiteral("Method"), QString::fromLatin1(event.method) },
                    { QStringLiteral("Query"), textOf(event.query) },
                    { QStringLiteral("Header"), header },
                    { QStringLiteral("RemoteAddr"), QString::fromLatin1(event.remote) } },
                  QStringLiteral("Body"), body);
}

} // namespace hookbot
