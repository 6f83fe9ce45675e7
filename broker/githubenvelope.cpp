#include "githubenvelope.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace hookbot {

namespace {

QString valueOf(const Headers &headers, QByteArrayView name)
{
    return QString::fromUtf8(headers.value(name).value_or(QByteArrayView()));
}

} // namespace

QByteArray githubEnvelope(const Headers &headers, const QByteArray &payload)
{
    QString signature = valueOf(headers, "X-Hub-Signature-256");
    if (signature.isEmpty())
        signature = valueOf(headers, "X-Hub-Signature");
    const QJsonObject envelope{ { QStringLiteral("Delivery"), valueOf(headers, "X-GitHub-Delivery") },
                                { QStringLiteral("Event"), valueOf(headers, "X-GitHub-Event") },
                                { QStringLiteral("Payload"), QString::fromLatin1(payload.toBase64()) },
                                { QStringLiteral("Signature"), signature } };

    // Go's encoder escapes what HTML or JavaScript might take amiss; outside of strings these do not occur in JSON.
    QByteArray json = QJsonDocument(envelope).toJson(QJsonDocument::Compact);
    json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    json.replace("\xe2\x80\xa8", "\\u2028").replace("\xe2\x80\xa9", "\\u2029");
    return json;
}

} // namespace hookbot
