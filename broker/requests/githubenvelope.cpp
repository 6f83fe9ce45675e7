#include "broker/requests/githubenvelope.h"

#include "broker/json/gojson.h"

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
                                { QStringLiteral("Signature"), signature } };
    return goJson(envelope, QStringLiteral("Payload"), payload);
}

} // namespace hookbot
