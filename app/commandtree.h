#pragma once

#include "app/commands/events.h"
#include "app/commands/listen.h"
#include "app/commands/maketokens.h"
#include "app/commands/publish.h"
#include "app/commands/replay.h"
#include "app/commands/routegithub.h"
#include "app/commands/serve.h"
#include "app/commands/tell.h"
#include "app/input/desktopoptions.h"
#include "app/input/globaloptions.h"

#include <CLI/CLI.hpp>

#include <utility>
#include <vector>

namespace hookbot {

/// The command line as a tree: the program with its global options, and below it every command with its own. It is made
/// without doing anything, also for those who only describe it: the manual pages and the completions of shells.
class CommandTree
{
public:
    CommandTree();
    CommandTree(const CommandTree &) = delete;
    CommandTree &operator=(const CommandTree &) = delete;

    /// Reads arguments into this object; its subcommands are the commands, in the order in which help lists them.
    [[nodiscard]] CLI::App &parser() { return m_parser; }

    /// Runs the command that has been parsed, or the desktop program where there was none; returns the exit status.
    /// Throws CommandError.
    int run(int argc, char **argv);

private:
    void add(Command &command);

    CLI::App m_parser{ "hookbot takes web hooks in one place and passes them on to everyone who listens.", "hookbot" };
    GlobalOptions m_global;
    DesktopOptions m_desktop;
    bool m_noGui = false; ///< runCommandLine() has made it `serve`

    ServeCommand m_serve;
    MakeTokensCommand m_makeTokens;
    PublishCommand m_publish;
    ListenCommand m_listen;
    EventsCommand m_events;
    ReplayCommand m_replay{ m_desktop };
    RouteGitHubCommand m_routeGitHub;
    TellCommand m_status{ m_desktop, "status", "Say in a line how the desktop program is" };
    TellCommand m_pause{ m_desktop, "pause", "Let the desktop program take no events for now" };
    TellCommand m_resume{ m_desktop, "resume", "Let the desktop program take events again" };
    TellCommand m_listeners{ m_desktop, "listeners", "Say who listens to the desktop program, a line each" };
    TellCommand m_disconnect{ m_desktop,
                              "disconnect",
                              "Disconnect one listener of the desktop program",
                              { { "LISTENER", "Its number, as hookbot listeners shows it" } } };
    TellCommand m_explain{ m_desktop,
                           "explain-token",
                           "Say what a token of the desktop program opens",
                           { { "TOKEN", "The token, or a URL with it" },
                             { "PATH", "Whether it opens this, such as /sub/deploy; else all live channels are tried",
                               false } } };
    TellCommand m_reload{ m_desktop, "reload", "Let the desktop program take its changed file of settings" };
    TellCommand m_key{ m_desktop, "key",
                       "Print the key of the desktop program; whoever has it can open every channel" };
    TellCommand m_quit{ m_desktop, "quit", "End the desktop program" };
    std::vector<std::pair<CLI::App *, Command *>> m_commands;
};

} // namespace hookbot
