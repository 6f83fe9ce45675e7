#pragma once

#include <CLI/CLI.hpp>
#include <QtNetwork/QSslConfiguration>

namespace hookbot {

/// `--ca-file`, for every command that calls a server.
class CaFile
{
public:
    void addTo(CLI::App &command);

    [[nodiscard]] QString path() const { return QString::fromStdString(m_path); }

    /// The TLS configuration with these authorities. Throws CommandError if the file is not valid.
    [[nodiscard]] QSslConfiguration tls() const;

private:
    std::string m_path;
};

} // namespace hookbot
