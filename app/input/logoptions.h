#pragma once

#include "broker/event/event.h"
#include "broker/settings.h"

#include <QtCore/QCoreApplication>

#include <CLI/CLI.hpp>

#include <string>

namespace hookbot {

/// Which log a command is about: `--log`.
struct LogLocation
{
    std::string log; ///< as given; empty for the default

    CLI::Option *addTo(CLI::App &command, const char *what);

    /// The file of `sqlite:PATH` or of the default; nothing for `memory:`. Throws CommandError.
    [[nodiscard]] std::optional<QString> file() const;

    /// The same for a command that reads it beside the server; `memory:` throws too.
    [[nodiscard]] QString readableFile() const;

    /// The event of that id, as given on the command line. Throws CommandError where the log does not have it.
    [[nodiscard]] EventPtr find(const std::string &id) const;
};

/// What the server is told about its log.
class LogOptions
{
    Q_DECLARE_TR_FUNCTIONS(LogOptions)

public:
    void addTo(CLI::App &serve);

    /// Throws CommandError.
    void applyTo(Settings &settings) const;

private:
    LogLocation m_location;
    std::string m_sync = "full";
    std::string m_keepEvents = "1000000";
    std::string m_keepBytes;
    std::string m_keepUnsafeBytes;
    std::string m_keepFor = "7d";
};

} // namespace hookbot
