// Writes the manual pages and what completes command lines in shells, from the options of the program that is being
// built, so that they cannot differ from it: hookbot_manual PROSE OUTPUT VERSION CHANGELOG. PROSE is the folder of what
// help does not say; OUTPUT gets the folders man1, man5 and completions. Runs at build time, and is not installed.

#include "app/commandtree.h"
#include "app/desktop/rundesktop.h"
#include "installer/manual/completions.h"
#include "installer/manual/manpages.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace {

using namespace hookbot;
namespace fs = std::filesystem;

/// The day of SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), or of the newest version in
/// the changelog: never today, so that one source gives one page.
std::string dateOf(const fs::path &changelog)
{
    if (const char *seconds = std::getenv("SOURCE_DATE_EPOCH")) {
        const std::time_t time = std::stoll(seconds);
        std::ostringstream date;
        date << std::put_time(std::gmtime(&time), "%Y-%m-%d");
        return date.str();
    }
    std::ifstream file(changelog);
    static const std::regex heading(R"(## \[[0-9.]+\] - (\d{4}-\d\d-\d\d))");
    std::smatch match;
    for (std::string line; std::getline(file, line);) {
        if (std::regex_match(line, match, heading))
            return match[1];
    }
    throw std::runtime_error(changelog.string() + " has no line like: ## [1.2.3] - 2026-01-31");
}

void write(const fs::path &path, const std::string &text)
{
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file)
        throw std::runtime_error("cannot write " + path.string());
}

void writeManual(const fs::path &prose, const fs::path &output, const std::string &version, const fs::path &changelog)
{
    CommandTree program;
    const manual::Outline outline = manual::outlineOf(program.parser());
    const manual::Edition edition{ version, dateOf(changelog) };
    const fs::path commands = output / "man1";
    const fs::path files = output / "man5";
    const fs::path completions = output / "completions";
    fs::remove_all(commands); // there may be pages of commands that are no more
    for (const fs::path &folder : { commands, files, completions })
        fs::create_directories(folder);

    std::vector<fs::path> ofProgram{ prose / "hookbot.man" };
    if (hasDesktop())
        ofProgram.push_back(prose / "desktop.man");
    write(commands / "hookbot.1", manual::programPage(outline, manual::Prose(ofProgram), edition));
    for (const manual::Outline &command : outline.commands)
        write(commands / ("hookbot-" + command.name() + ".1"),
              manual::commandPage(command, manual::Prose({ prose / (command.name() + ".man") }), edition));
    const auto serve = std::ranges::find(outline.commands, "serve", &manual::Outline::name);
    write(files / "hookbot.conf.5",
          manual::settingsPage(outline, *serve, manual::Prose({ prose / "hookbot.conf.man" }), edition));

    write(completions / "hookbot", manual::bashCompletion(outline));
    write(completions / "_hookbot", manual::zshCompletion(outline));
    write(completions / "hookbot.fish", manual::fishCompletion(outline));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 5) {
        std::cerr << "Usage: hookbot_manual PROSE OUTPUT VERSION CHANGELOG\n";
        return 1;
    }
    try {
        writeManual(argv[1], argv[2], argv[3], argv[4]);
        return 0;
    } catch (const std::exception &error) {
        std::cerr << "hookbot_manual: " << error.what() << '\n';
        return 1;
    }
}
