#pragma once

#include "broker/signing/signature.h"

#include <CLI/CLI.hpp>

#include <QtCore/QCoreApplication>

#include <string>
#include <vector>

namespace hookbot {

/// The options to verify GitHub's webhooks, for every command that routes them.
class GitHubOptions
{
    Q_DECLARE_TR_FUNCTIONS(GitHubOptions)

public:
    void addTo(CLI::App &command);

    /// Whether any of them was given.
    [[nodiscard]] bool areGiven() const { return !m_secretFiles.empty() || m_allowSha1; }

    /// Throws CommandError, which begins with @p who, if there is no secret.
    [[nodiscard]] SignatureRule rule(const char *who) const;

private:
    std::vector<std::string> m_secretFiles;
    bool m_allowSha1 = false;
};

} // namespace hookbot
