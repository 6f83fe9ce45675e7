#include "app/commandline.h"

#include "app/commandtree.h"
#include "app/output/printable.h"
#include "app/output/standarderror.h"
#include "broker/broker.h"
#include "broker/loop/threadend.h"

#include <algorithm>
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

/// Options may come before the command: moves the command to the front. `--no-gui` without a command means `serve`.
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

/// A message may repeat what was typed, including URLs with tokens, and what strangers have sent.
int fail(const std::string &typed)
{
    const std::string message = std::regex_replace(typed, std::regex("://[^/@\\s]*@"), "://...@");
    constexpr std::chrono::seconds PatienceWithReader(1); // delays the exit of the process
    StandardError::writeWithin("hookbot: " + printableText(message) + '\n', PatienceWithReader);
    return Failure;
}

} // namespace

int runCommandLine(int argc, char **argv)
{
    const auto networkEnd = qScopeGuard(waitForNetworkThreads);
    CommandTree program;
    CLI::App &parser = program.parser();
    Arguments arguments(argv + 1, argv + argc);
    moveCommandToFront(parser, arguments);
    std::ranges::reverse(arguments); // the order that CLI11 expects
    try {
        parser.parse(arguments);
        return program.run(argc, argv);
    } catch (const CLI::Success &success) { // --help, --version
        return parser.exit(success);
    } catch (const CLI::Error &error) {
        return fail(std::string(error.what()) + "\nTry: hookbot --help");
    } catch (const std::runtime_error &error) { // CommandError, StartError
        return fail(error.what());
    }
}

} // namespace hookbot
