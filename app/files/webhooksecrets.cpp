#include "app/files/webhooksecrets.h"

#include "app/files/secretfile.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

namespace {

struct SecretsText
{
    Q_DECLARE_TR_FUNCTIONS(HookSecrets)
};

std::vector<QByteArray> linesOf(const QByteArray &text)
{
    std::vector<QByteArray> lines;
    for (const QByteArray &line : text.split('\n')) {
        if (const QByteArray secret = line.trimmed(); !secret.isEmpty())
            lines.push_back(secret);
    }
    return lines;
}

} // namespace

tl::expected<std::vector<QByteArray>, QString> secretsInFile(const QString &path)
{
    return readSecretFile(path, SecretsText::tr("secret file")).map(linesOf);
}

tl::expected<std::vector<QByteArray>, QString> secretsInEnvironment(const QString &name)
{
    std::vector<QByteArray> secrets = linesOf(qgetenv(name.toUtf8().constData()));
    if (secrets.empty())
        return tl::unexpected(
            SecretsText::tr("the environment variable %1 is not set: set it to the secret").arg(name));
    return secrets;
}

tl::expected<std::vector<QByteArray>, QString> githubSecrets(const std::vector<std::string> &files)
{
    if (files.empty()) {
        return secretsInEnvironment(QStringLiteral("HOOKBOT_GITHUB_SECRET")).map_error([](const QString &) {
            return SecretsText::tr("no secret: set HOOKBOT_GITHUB_SECRET to the secret of GitHub's webhook, or write "
                                   "it into a file that only you can read and use --github-secret-file FILE");
        });
    }
    std::vector<QByteArray> secrets;
    for (const std::string &file : files) {
        auto more = secretsInFile(QString::fromStdString(file));
        if (!more)
            return more;
        secrets.insert(secrets.end(), more->begin(), more->end());
    }
    return secrets;
}

} // namespace hookbot
