#include "routeroptions.h"

#include "command.h"
#include "githubrouter.h"
#include "hooksecrets.h"
#include "routesfile.h"
#include "secret.h"

#include <QtCore/QFile>

namespace hookbot {

void RouterOptions::addTo(CLI::App &serve)
{
    serve.add_option("--router", m_routers, "Pass events on: github, GitHub's hooks to their repositories; repeatable")
        ->check(CLI::IsMember({ "github" }))
        ->type_name("NAME");
    serve.add_option("--routes", m_routesFile, "Pass events on as this table says (docs/routers.md)")
        ->type_name("FILE");
    serve
        .add_option("--github-secret-file", m_githubSecretFiles,
                    "Secrets of GitHub's hooks, one a line, that only you can read; repeatable (HOOKBOT_GITHUB_SECRET)")
        ->type_name("FILE");
    serve.add_flag("--github-allow-sha1", m_githubAllowSha1, "Take GitHub's old signatures where there is no new one");
}

std::shared_ptr<const Router> RouterOptions::gitHubRouter() const
{
    SignatureRule rule;
    rule.secrets = orThrow(githubSecrets(m_githubSecretFiles), "--router github");
    rule.allowSha1 = m_githubAllowSha1;
    if (const auto keys = keysOf(rule); !keys)
        throw CommandError(tr("--router github: %1").arg(keys.error()));
    return std::make_shared<GitHubRouter>(std::move(rule));
}

std::shared_ptr<const Router> RouterOptions::ruleRouter() const
{
    const QString path = QString::fromStdString(m_routesFile);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw CommandError(tr("--routes: cannot read %1: %2").arg(path, file.errorString()));
    auto routes = parseRoutes(file.readAll(), { secretsInEnvironment, secretsInFile });
    if (!routes)
        throw CommandError(tr("--routes: %1, %2").arg(path, routes.error()));
    return std::make_shared<RuleRouter>(*std::move(routes));
}

void RouterOptions::applyTo(Settings &settings) const
{
    if (!m_routers.empty()) // there is one, however often it is named
        settings.routers.push_back(gitHubRouter());
    else if (!m_githubSecretFiles.empty() || m_githubAllowSha1)
        throw CommandError(tr("--github-secret-file and --github-allow-sha1 are for --router github: give that too"));
    if (!m_routesFile.empty())
        settings.routers.push_back(ruleRouter());
}

} // namespace hookbot
