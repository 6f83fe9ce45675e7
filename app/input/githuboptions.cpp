#include "app/input/githuboptions.h"

#include "app/files/webhooksecrets.h"
#include "app/input/commanderror.h"
#include "broker/signing/secret.h"

namespace hookbot {

void GitHubOptions::addTo(CLI::App &command)
{
    command
        .add_option("--github-secret-file", m_secretFiles,
                    "File with the secrets of GitHub webhooks, one per line, readable only by its owner; repeatable "
                    "(HOOKBOT_GITHUB_SECRET)")
        ->type_name("FILE");
    command.add_flag("--github-allow-sha1", m_allowSha1,
                     "Accept a SHA-1 signature of GitHub if there is no SHA-256 one");
}

SignatureRule GitHubOptions::rule(const char *who) const
{
    SignatureRule rule;
    rule.secrets = orThrow(githubSecrets(m_secretFiles), who);
    rule.allowSha1 = m_allowSha1;
    if (const auto keys = keysOf(rule); !keys)
        throw CommandError(QStringLiteral("%1: %2").arg(QString::fromLatin1(who), keys.error()));
    return rule;
}

} // namespace hookbot
