#include "app/input/githuboptions.h"

#include "app/files/hooksecrets.h"
#include "app/input/commanderror.h"
#include "broker/signing/secret.h"

namespace hookbot {

void GitHubOptions::addTo(CLI::App &command)
{
    command
        .add_option("--github-secret-file", m_secretFiles,
                    "Secrets of GitHub's hooks, one a line, that only you can read; repeatable (HOOKBOT_GITHUB_SECRET)")
        ->type_name("FILE");
    command.add_flag("--github-allow-sha1", m_allowSha1, "Take GitHub's old signatures where there is no new one");
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
