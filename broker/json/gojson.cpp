#include "broker/json/gojson.h"

#include <QtCore/QJsonDocument>

#include <algorithm>

namespace hookbot {

namespace {

constexpr qsizetype Base64Piece = 48LL * 1024; // a multiple of three: no padding within

} // namespace

QByteArray goJson(const QJsonObject &object)
{
    // Outside of strings these do not occur in JSON.
    QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    json.replace("\xe2\x80\xa8", "\\u2028").replace("\xe2\x80\xa9", "\\u2029");
    return json;
}

QByteArray goJson(QJsonObject object, const QString &name, QByteArrayView bytes)
{
    object.insert(name, QString());
    const QByteArray json = goJson(object);
    // Inside of a string every quote has a backslash before it, so this stands once.
    const QByteArray empty = '"' + name.toUtf8() + "\":\"\"";
    const qsizetype at = json.indexOf(empty) + empty.size() - 1;

    QByteArray whole;
    whole.reserve(json.size() + (bytes.size() + 2) / 3 * 4);
    whole.append(QByteArrayView(json).first(at));
    while (!bytes.isEmpty()) {
        const QByteArrayView piece = bytes.first(std::min(bytes.size(), Base64Piece));
        whole.append(QByteArray::fromRawData(piece.data(), piece.size()).toBase64());
        bytes = bytes.sliced(piece.size());
    }
    whole.append(QByteArrayView(json).sliced(at));
    return whole;
}

} // namespace hookbot
