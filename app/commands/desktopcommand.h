#pragma once

#include "app/commands/command.h"
#include "app/input/desktopoptions.h"

#include <QtCore/QCoreApplication>

#include <vector>

namespace hookbot {

/// `hookbot status`, `pause`, `disconnect` and others: sends a request to the running desktop program, and prints its
/// answer.
class DesktopCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(DesktopCommand)

public:
    /// A positional argument of the command.
    struct Argument
    {
        const char *name; ///< in capitals, as in the help
        const char *what;
        bool isRequired = true;
    };

    /// @p desktop outlives it.
    DesktopCommand(const DesktopOptions &desktop, const char *name, const char *what,
                   std::vector<Argument> arguments = {})
        : m_desktop(desktop),
          m_name(name),
          m_what(what),
          m_arguments(std::move(arguments)),
          m_values(m_arguments.size())
    {
    }

    CLI::App *addTo(CLI::App &program) override;
    int run(const GlobalOptions &global, int &argc, char **argv) override;

private:
    const DesktopOptions &m_desktop;
    const char *m_name;
    const char *m_what;
    std::vector<Argument> m_arguments;
    std::vector<std::string> m_values; ///< of each
};

/// Sends a request to the desktop program of these options, prints its answer, and returns the exit status. Throws
/// CommandError if it is not running or refuses.
[[nodiscard]] int sendToDesktop(const DesktopOptions &desktop, const QString &command, const QStringList &arguments);

} // namespace hookbot
