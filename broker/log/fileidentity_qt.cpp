#include "fileidentity.h"

#include <QtCore/QFile>

namespace hookbot {

QByteArray fileIdentity(const QString &path)
{
    return QFile::exists(path) ? QByteArray("exists") : QByteArray();
}

} // namespace hookbot
