#pragma once

#include "app/commands/command.h"
#include "app/input/cafile.h"
#include "app/publishing/examples.h"
#include "app/publishing/publisher.h"

#include <QtCore/QCoreApplication>

#include <optional>
#include <vector>

namespace hookbot {

/// `hookbot publish`: posts files, standard input or an example to a channel, one event after another.
class PublishCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(PublishCommand)

public:
    CLI::App *addTo(CLI::App &program) override;
    int run(const GlobalOptions &global, int &argc, char **argv) override;

private:
    /// The source of a body.
    struct Source
    {
        QString file;                   ///< `-` for standard input; empty if the body is known
        std::optional<QByteArray> body; ///< known without reading
    };

    [[nodiscard]] std::vector<Source> sources(const std::optional<Example> &example) const;
    [[nodiscard]] Headers givenHeaders() const;
    [[nodiscard]] std::optional<SignatureRule> rule(const std::optional<Example> &example) const;
    [[nodiscard]] Publisher::Settings settings() const;

    std::string m_url;
    std::vector<std::string> m_files;
    std::vector<std::string> m_headers;
    std::optional<std::string> m_data;
    std::optional<std::string> m_example;
    std::string m_sign;
    std::string m_signHeader = "X-Signature";
    std::string m_secretFile;
    CaFile m_caFile;
    std::string m_timeout = "30s";
    int m_retries = 0;
};

} // namespace hookbot
