#include "keysource.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

namespace hookbot {

namespace {

struct KeyText
{
    Q_DECLARE_TR_FUNCTIONS(KeySource)
};

tl::expected<QByteArray, QString> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(KeyText::tr("cannot read the key file %1: %2").arg(path, file.errorString()));
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup | QFileDevice::WriteOther;
    if (file.permissions() & others)
        return tl::unexpected(KeyText::tr("others may read the key file %1: chmod 600 %1").arg(path));
    const QByteArray key = file.readAll().trimmed();
    if (key.isEmpty())
        return tl::unexpected(KeyText::tr("the key file %1 is empty").arg(path));
    return key;
}

} // namespace

tl::expected<QByteArray, QString> KeySource::read() const
{
    if (!key.empty())
        return QByteArray::fromStdString(key);
    if (!keyFile.empty())
        return readFile(QString::fromStdString(keyFile));
    if (const QByteArray environment = qgetenv("HOOKBOT_KEY"); !environment.isEmpty())
        return environment;
    return tl::unexpected(
        KeyText::tr("no key: set HOOKBOT_KEY, or make a key file with "
                    "(umask 077; openssl rand -hex 32 > hookbot.key) and give --key-file hookbot.key"));
}

} // namespace hookbot
