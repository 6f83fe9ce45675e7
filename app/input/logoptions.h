#pragma once

#include "broker/event/event.h"
#include "broker/settings.h"

#include <QtCore/QCoreApplication>

#include <CLI/CLI.hpp>

#include <string>

namespace hookbot {

/// The option `--log`: the log that a command uses.
struct LogLocation
{
    std::string log; ///< as given; empty for the default

    CLI::Option *addTo(CLI::App &command, const char *what);

    /// The file of `sqlite:PATH` or of the default; nullopt for `memory:`. Throws CommandError.
    [[nodiscard]] std::optional<QString> file() const;

    /// Likewise for a command that reads the log next to the server. Throws CommandError for `memory:` too.
    [[nodiscard]] QString readableFile() const;

    /// The event of this id, as given on the command line. Throws CommandError if the log does not have it.
    [[nodiscard]] EventPtr find(const std::string &id) const;
};

/// The options of the server's log.
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
