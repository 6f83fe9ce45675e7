#pragma once

#include "app/commands/desktopcommand.h"
#include "app/commands/events.h"
#include "app/commands/listen.h"
#include "app/commands/maketokens.h"
#include "app/commands/publish.h"
#include "app/commands/replay.h"
#include "app/commands/routegithub.h"
#include "app/commands/serve.h"
#include "app/input/desktopoptions.h"
#include "app/input/globaloptions.h"

#include <CLI/CLI.hpp>

#include <utility>
#include <vector>

namespace hookbot {

/// The command line as a tree: the program with its global options, and below it every command with its own. The
/// constructor has no side effects, so that the manual pages and the completions of shells can be made from it too.
class CommandTree
{
public:
    CommandTree();
    CommandTree(const CommandTree &) = delete;
    CommandTree &operator=(const CommandTree &) = delete;

    /// Parses arguments into this object. Its subcommands are the commands, in the order of the help.
    [[nodiscard]] CLI::App &parser() { return m_parser; }

    /// Runs the parsed command, or the desktop program if there was none. Returns the exit status.
    /// Throws CommandError.
    int run(int argc, char **argv);

private:
    void add(Command &command);

    CLI::App m_parser{ "hookbot receives webhooks in one place and delivers them to every program that listens.",
                       "hookbot" };
    GlobalOptions m_global;
    DesktopOptions m_desktop;
    bool m_noGui = false; ///< runCommandLine() replaces it by `serve`

    ServeCommand m_serve;
    MakeTokensCommand m_makeTokens;
    PublishCommand m_publish;
    ListenCommand m_listen;
    EventsCommand m_events;
    ReplayCommand m_replay{ m_desktop };
    RouteGitHubCommand m_routeGitHub;
    DesktopCommand m_status{ m_desktop, "status", "Show the desktop program's status in one line" };
    DesktopCommand m_pause{ m_desktop, "pause", "Pause the desktop program: publishers get 503 until it is resumed" };
    DesktopCommand m_resume{ m_desktop, "resume", "Resume the desktop program after a pause" };
    DesktopCommand m_listeners{ m_desktop, "listeners", "List the listeners of the desktop program, one per line" };
    DesktopCommand m_disconnect{ m_desktop,
                                 "disconnect",
                                 "Disconnect a listener of the desktop program",
                                 { { "LISTENER", "Number of the listener, as printed by hookbot listeners" } } };
    DesktopCommand m_explain{
        m_desktop,
        "explain-token",
        "Describe what a token of the desktop program gives access to",
        { { "TOKEN", "Token, or a URL with a token" },
          { "PATH", "Path to check, such as /sub/deploy (default: the paths of all live channels)", false } }
    };
    DesktopCommand m_reload{ m_desktop, "reload", "Apply the edited settings file of the desktop program" };
    DesktopCommand m_key{ m_desktop, "key", "Print the desktop program's key, which gives access to every channel" };
    DesktopCommand m_quit{ m_desktop, "quit", "Quit the desktop program" };
    std::vector<std::pair<CLI::App *, Command *>> m_commands;
};

} // namespace hookbot
