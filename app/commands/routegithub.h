#pragma once

#include "app/commands/command.h"
#include "app/input/cafile.h"
#include "app/input/routeroptions.h"

#include "app/listening/listensession.h"
#include "app/listening/routehandler.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

/// `hookbot route-github`: the GitHub router as a separate process, for any hookbot server, including the one in Go.
class RouteGitHubCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(RouteGitHubCommand)

public:
    CLI::App *addTo(CLI::App &program) override;
    int run(const GlobalOptions &global, int &argc, char **argv) override;

private:
    [[nodiscard]] listen::Watch::Options watch(const QByteArray &key) const;
    [[nodiscard]] RouteHandler::Server server(const QByteArray &key) const;

    std::string m_monitorUrl;
    std::string m_origin;
    std::vector<std::string> m_headers;
    CaFile m_caFile;
    std::string m_state;
    bool m_sha1 = false;
    GitHubOptions m_github;
};

} // namespace hookbot
