#include "app/files/keysource.h"

#include "app/files/secretfile.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

namespace {

struct KeyText
{
    Q_DECLARE_TR_FUNCTIONS(KeySource)
};

} // namespace

tl::expected<QByteArray, QString> KeySource::read() const
{
    if (!key.empty())
        return QByteArray::fromStdString(key);
    if (!keyFile.empty())
        return readSecretFile(QString::fromStdString(keyFile), KeyText::tr("key file"));
    if (const QByteArray environment = qgetenv("HOOKBOT_KEY"); !environment.isEmpty())
        return environment;
    return tl::unexpected(KeyText::tr("no key: set HOOKBOT_KEY, or make a key file with (umask 077; openssl rand -hex "
                                      "32 > hookbot.key) and use it with --key-file hookbot.key"));
}

bool KeySource::isGiven() const
{
    return !key.empty() || !keyFile.empty() || !qEnvironmentVariableIsEmpty("HOOKBOT_KEY");
}

} // namespace hookbot
