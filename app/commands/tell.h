#pragma once

#include "app/commands/command.h"
#include "app/input/desktopoptions.h"

#include <QtCore/QCoreApplication>

#include <vector>

namespace hookbot {

/// `hookbot status`, `pause`, `disconnect` and others: tells the desktop program that runs something, and prints its
/// answer.
class TellCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(TellCommand)

public:
    /// What it is about, where a command needs that.
    struct Argument
    {
        const char *name; ///< in capitals, as the help has it
        const char *what;
        bool isRequired = true;
    };

    /// @p desktop outlives it.
    TellCommand(const DesktopOptions &desktop, const char *name, const char *what, std::vector<Argument> arguments = {})
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

/// Prints what the desktop program of these options answers, and returns the exit status; a CommandError where none
/// runs, or it refuses.
[[nodiscard]] int tellDesktop(const DesktopOptions &desktop, const QString &command, const QStringList &arguments);

} // namespace hookbot
