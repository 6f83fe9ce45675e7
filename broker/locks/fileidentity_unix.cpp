#include "broker/locks/fileidentity.h"

#include <QtCore/QFile>

#include <sys/stat.h>

namespace hookbot {

QByteArray fileIdentity(const QString &path)
{
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &status) != 0)
        return {};
    return QByteArray::number(quint64(status.st_dev)) + ':' + QByteArray::number(quint64(status.st_ino));
}

bool isIdentityOfOne()
{
    return true;
}

qint64 linksOf(const QString &path)
{
    struct stat status
    {
    };
    const bool isFile = ::stat(QFile::encodeName(path).constData(), &status) == 0 && S_ISREG(status.st_mode);
    return isFile ? qint64(status.st_nlink) : 1; // of a folder it is something else
}

} // namespace hookbot
