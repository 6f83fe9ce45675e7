#pragma once

#include "command.h"
#include "desktop/desktopoptions.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

/// `hookbot pause`, `resume`, `status`, `quit`: tells the desktop program that runs something, and prints its answer.
class TellCommand final : public Command
{
    Q_DECLARE_TR_FUNCTIONS(TellCommand)

public:
    /// @p desktop outlives it.
    TellCommand(const DesktopOptions &desktop, const char *name, const char *what)
        : m_desktop(desktop),
          m_name(name),
          m_what(what)
    {
    }

    CLI::App *addTo(CLI::App &program) override { return program.add_subcommand(m_name, m_what); }
    int run(const GlobalOptions &global, int &argc, char **argv) override;

private:
    const DesktopOptions &m_desktop;
    const char *m_name;
    const char *m_what;
};

} // namespace hookbot
