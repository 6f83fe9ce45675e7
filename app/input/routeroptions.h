#pragma once

#include "app/input/githuboptions.h"
#include "broker/settings.h"

#include <CLI/CLI.hpp>

#include <QtCore/QCoreApplication>

#include <string>
#include <vector>

namespace hookbot {

/// Which routers the server runs.
class RouterOptions
{
    Q_DECLARE_TR_FUNCTIONS(RouterOptions)

public:
    void addTo(CLI::App &serve);

    /// Throws CommandError.
    void applyTo(Settings &settings) const;

private:
    [[nodiscard]] std::shared_ptr<const Router> ruleRouter() const;

    std::vector<std::string> m_routers;
    std::string m_routesFile;
    GitHubOptions m_github;
};

} // namespace hookbot
