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

    /// How to speak TLS with it. Throws CommandError where the file is none.
    [[nodiscard]] QSslConfiguration tls() const;

private:
    std::string m_path;
};

} // namespace hookbot
