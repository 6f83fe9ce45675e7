#include "commandline.h"

#include "broker.h"
#include "commands/events.h"
#include "commands/listen.h"
#include "commands/maketokens.h"
#include "commands/publish.h"
#include "commands/replay.h"
#include "commands/routegithub.h"
#include "commands/serve.h"
#include "commands/tell.h"
#include "rundesktop.h"
#include "threadend.h"

#include <algorithm>
#include <cstdio>
#include <regex>
#include <vector>

namespace hookbot {

namespace {

/// Exit status of everything that goes wrong before or while a command runs.
constexpr int Failure = 1;

using Arguments = std::vector<std::string>;

/// Whether this option, of the program or of any command, is followed by a value.
bool takesValue(CLI::App &program, const std::string &argument)
{
    if (argument.find('=') != std::string::npos)
        return false;
    std::vector<CLI::App *> apps = program.get_subcommands([](CLI::App *) { return true; });
    apps.push_back(&program);
    return std::ranges::any_of(apps, [&argument](CLI::App *app) {
        const CLI::Option *option = app->get_option_no_throw(argument);
        return option && option->get_type_size() > 0 && option->get_items_expected_max() > 0;
    });
}

/// Options may stand before the command word: moves the word to the front. `--no-gui` without one stands for `serve`.
void moveCommandToFront(CLI::App &program, Arguments &arguments)
{
    for (auto argument = arguments.begin(); argument != arguments.end(); ++argument) {
        if (*argument == "--")
            break;
        if (argument->starts_with('-')) {
            if (takesValue(program, *argument) && std::next(argument) != arguments.end())
                ++argument;
        } else {
            std::rotate(arguments.begin(), argument, std::next(argument));
            return;
        }
    }
    if (std::ranges::find(arguments, "--no-gui") != arguments.end())
        arguments.insert(arguments.begin(), "serve");
}

/// A message may repeat what was typed, URLs with their tokens too.
int fail(const std::string &typed)
{
    const std::string message = std::regex_replace(typed, std::regex("://[^/@\\s]*@"), "://...@");
    std::fprintf(stderr, "hookbot: %s\n", message.c_str());
    return Failure;
}

} // namespace

int runCommandLine(int argc, char **argv)
{
    const auto networkEnd = qScopeGuard(waitForNetworkThreads);
    CLI::App program("hookbot takes web hooks in one place and passes them on to everyone who listens.", "hookbot");
    program.set_version_flag("--version", HOOKBOT_VERSION);
    program.require_subcommand(0, 1);
    program.fallthrough();

    GlobalOptions global;
    program.add_option("--key", global.key.key, "The secret key; others see it in ps, so rather set HOOKBOT_KEY")
        ->type_name("KEY");
    program.add_option("--key-file", global.key.keyFile, "A file that holds the key, and that only you can read")
        ->type_name("FILE");
    program.add_option("--log-level", global.logLevel, "debug, info, warning or error")
        ->check(CLI::IsMember({ "debug", "info", "warning", "error" }))
        ->capture_default_str()
        ->type_name("LEVEL");
    bool noGui = false; // moveCommandToFront() has made it `serve`
    program.add_flag("--no-gui", noGui, "No window: the same as serve");
    DesktopOptions desktop;
    desktop.addTo(program);

    ServeCommand serve;
    MakeTokensCommand makeTokens;
    EventsCommand events;
    ReplayCommand replay(desktop);
    ListenCommand listen;
    PublishCommand publish;
    RouteGitHubCommand routeGitHub;
    TellCommand status(desktop, "status", "Say in a line how the desktop program is");
    TellCommand pause(desktop, "pause", "Let the desktop program take no events for now");
    TellCommand resume(desktop, "resume", "Let it take events again");
    TellCommand listeners(desktop, "listeners", "Say who listens to the desktop program, a line each");
    TellCommand disconnect(desktop, "disconnect", "Disconnect one of its listeners",
                           { { "LISTENER", "Its number, as hookbot listeners shows it" } });
    TellCommand explain(
        desktop, "explain-token", "Say what a token of the desktop program opens",
        { { "TOKEN", "The token, or a URL with it" },
          { "PATH", "Whether it opens this, such as /sub/deploy; else all live channels are tried", false } });
    TellCommand reload(desktop, "reload", "Let it take its file of settings again, which you have changed");
    TellCommand key(desktop, "key", "Print its key, as for HOOKBOT_KEY; whoever has it can open every channel");
    TellCommand quit(desktop, "quit", "End the desktop program");
    std::vector<std::pair<CLI::App *, Command *>> commands;
    for (Command *command : std::initializer_list<Command *>{ &serve, &makeTokens, &publish, &listen, &events, &replay,
                                                              &routeGitHub, &status, &pause, &resume, &listeners,
                                                              &disconnect, &explain, &reload, &key, &quit }) {
        CLI::App *parser = command->addTo(program);
        parser->fallthrough();
        commands.emplace_back(parser, command);
    }

    Arguments arguments(argv + 1, argv + argc);
    moveCommandToFront(program, arguments);
    std::ranges::reverse(arguments); // as CLI11 wants them
    try {
        program.parse(arguments);
        for (const auto &[parser, command] : commands) {
            if (parser->parsed())
                return command->run(global, argc, argv);
        }
        return runDesktop(global, desktop, argc, argv);
    } catch (const CLI::Success &success) { // --help, --version
        return program.exit(success);
    } catch (const CLI::Error &error) {
        return fail(std::string(error.what()) + "\nTry: hookbot --help");
    } catch (const std::runtime_error &error) { // CommandError, StartError
        return fail(error.what());
    }
}

} // namespace hookbot
