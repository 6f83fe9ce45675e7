#include "app/publishing/contenttype.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QMimeDatabase>

namespace hookbot {

QByteArray contentTypeOf(const QByteArray &body, const QString &fileName)
{
    QJsonParseError error;
    QJsonDocument::fromJson(body, &error);
    if (error.error == QJsonParseError::NoError)
        return "application/json";
    // By its name alone, application/octet-stream if the name is not known: a guess by content would change
    // with the content.
    return QMimeDatabase().mimeTypeForFile(fileName, QMimeDatabase::MatchExtension).name().toLatin1();
}

} // namespace hookbot
