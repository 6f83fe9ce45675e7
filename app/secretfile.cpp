#include "secretfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

namespace hookbot {

namespace {

struct SecretFileText
{
    Q_DECLARE_TR_FUNCTIONS(SecretFile)
};

} // namespace

tl::expected<QByteArray, QString> readSecretFile(const QString &path, const QString &what)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(SecretFileText::tr("cannot read the %1 %2: %3").arg(what, path, file.errorString()));
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    if (file.permissions() & others)
        return tl::unexpected(SecretFileText::tr("others may read the %1 %2: chmod 600 %2").arg(what, path));
    const QByteArray secret = file.readAll().trimmed();
    if (secret.isEmpty())
        return tl::unexpected(SecretFileText::tr("the %1 %2 is empty").arg(what, path));
    return secret;
}

} // namespace hookbot
