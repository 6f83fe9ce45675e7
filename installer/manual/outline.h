#pragma once

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace hookbot::manual {

/// An option or an argument, as its user sees it.
struct Option
{
    std::vector<std::string> names;   ///< with their dashes, short ones first; an argument has none
    std::string value;                ///< what stands for its value, as FILE; empty for a flag
    std::vector<std::string> choices; ///< all the values that there are, where they are few
    std::string description;
    std::string defaultValue;          ///< empty where there is none
    std::string environment;           ///< the variable that gives it as well, if there is one
    std::vector<std::string> needs;    ///< names of others without which it means nothing
    std::vector<std::string> excludes; ///< names of others that it cannot go with
    bool isRepeatable = false;         ///< or, for an argument, that there may be several
    bool isRequired = false;
    bool isValueOptional = false;
    bool isSetting = false; ///< may stand in the configuration file

    [[nodiscard]] bool isFile() const { return value == "FILE"; }
};

/// The program, or one of its commands.
struct Outline
{
    std::string words; ///< of the command, without the program's name: `events list`; empty for the program
    std::vector<std::string> names; ///< its last word, and other names for it; of the program, its name
    std::string description;
    std::vector<Option> options;
    std::vector<Option> arguments;
    std::vector<Outline> commands;

    [[nodiscard]] const std::string &name() const { return names.front(); }
};

/// The options but those that @p others have too: `--help`, which every command has.
[[nodiscard]] std::vector<Option> without(std::vector<Option> options, const std::vector<Option> &others);

/// The program's commands, and those below them, in their order.
[[nodiscard]] std::vector<const Outline *> allCommands(const Outline &program);

/// What the parser's tree holds, in its order.
[[nodiscard]] Outline outlineOf(CLI::App &app);

} // namespace hookbot::manual
