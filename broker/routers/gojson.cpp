#include "gojson.h"

#include <QtCore/QJsonDocument>

namespace hookbot {

QByteArray goJson(const QJsonObject &object)
{
    // Outside of strings these do not occur in JSON.
    QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    json.replace("\xe2\x80\xa8", "\\u2028").replace("\xe2\x80\xa9", "\\u2029");
    return json;
}

QByteArray goJson(const QJsonObject &object, QByteArrayView name, const QByteArray &bytes)
{
    QByteArray json = goJson(object);
    // No text in JSON has this in it: its quotes would be escaped. And base64 has nothing that is.
    const QByteArray member = '"' + name.toByteArray() + "\":\"";
    json.insert(json.indexOf(member) + member.size(), bytes.toBase64());
    return json;
}

} // namespace hookbot
