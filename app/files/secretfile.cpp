#include "app/files/secretfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace hookbot {

namespace {

struct SecretFileText
{
    Q_DECLARE_TR_FUNCTIONS(SecretFile)
};

/// Whether systemd has passed this file to us (LoadCredential=). Such a file lies in a folder that only the service's
/// user can enter, belongs to root, and lets that user read it by an access control list, whose mask is what the mode
/// shows as the group's permission: 0440.
bool isCredential(const QString &path)
{
    const QString folder = QFileInfo(qEnvironmentVariable("CREDENTIALS_DIRECTORY")).canonicalFilePath();
    return !folder.isEmpty() && QFileInfo(QFileInfo(path).canonicalFilePath()).path() == folder;
}

} // namespace

tl::expected<QByteArray, QString> readSecretFile(const QString &path, const QString &what)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(SecretFileText::tr("cannot read the %1 %2: %3").arg(what, path, file.errorString()));
    auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    if (isCredential(path))
        others &= ~QFileDevice::ReadGroup;
    if (file.permissions() & others)
        return tl::unexpected(SecretFileText::tr("other users can read the %1 %2: run chmod 600 %2").arg(what, path));
    const QByteArray secret = file.readAll().trimmed();
    if (secret.isEmpty())
        return tl::unexpected(SecretFileText::tr("the %1 %2 is empty").arg(what, path));
    return secret;
}

} // namespace hookbot
