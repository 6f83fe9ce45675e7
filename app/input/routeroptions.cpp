#include "app/input/routeroptions.h"

#include "app/files/webhooksecrets.h"
#include "app/input/commanderror.h"
#include "broker/routers/githubrouter.h"
#include "broker/routers/routesfile.h"

#include <QtCore/QFile>

namespace hookbot {

void RouterOptions::addTo(CLI::App &serve)
{
    serve
        .add_option("--router", m_routers,
                    "Run a router: github publishes GitHub's webhooks on a channel for each repository; repeatable")
        ->check(CLI::IsMember({ "github" }))
        ->type_name("NAME");
    serve.add_option("--routes", m_routesFile, "Route events according to this table (docs/routers.md)")
        ->type_name("FILE");
    m_github.addTo(serve);
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
    Faults faults;
    if (!m_routers.empty()) // there is one, however often it is named
        faults.attempt(
            [&] { settings.routers.push_back(std::make_shared<GitHubRouter>(m_github.rule("--router github"))); });
    else if (m_github.areGiven())
        faults.add(tr("--github-secret-file and --github-allow-sha1 require --router github"));
    if (!m_routesFile.empty())
        faults.attempt([&] { settings.routers.push_back(ruleRouter()); });
    faults.throwIfAny();
}

} // namespace hookbot
