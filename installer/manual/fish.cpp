#include "installer/manual/completions.h"

namespace hookbot::manual {

namespace {

std::string literal(const std::string &text)
{
    std::string result = "'";
    for (const char each : text) {
        if (each == '\'' || each == '\\')
            result += '\\';
        result += each;
    }
    return result + "'";
}

/// `complete`, where the command stands at these words; everywhere, without any.
std::string beginning(const Outline &outline)
{
    return outline.words.empty() ? "complete -c hookbot"
                                 : "complete -c hookbot -n " + literal("__hookbot_is " + literal(outline.words));
}

std::string optionLine(const Outline &outline, const Option &option)
{
    std::string line = beginning(outline);
    for (const std::string &name : option.names)
        line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    if (!option.choices.empty()) {
        std::string choices;
        for (const std::string &choice : option.choices)
            choices += (choices.empty() ? "" : " ") + choice;
        line += " -x -a " + literal(choices);
    } else if (option.isFile()) {
        line += " -r -F";
    } else if (!option.value.empty()) {
        line += " -x";
    }
    return line + " -d " + literal(option.description) + "\n";
}

std::string lines(const Outline &outline)
{
    std::string all;
    for (const Outline &command : outline.commands) {
        const std::string where =
            "complete -c hookbot -n " + literal("__hookbot_is " + literal(outline.words)) + " -a ";
        for (const std::string &name : command.names)
            all += where + name + " -d " + literal(command.description) + "\n";
    }
    for (const Option &option : outline.options)
        all += optionLine(outline, option);
    for (const Option &argument : outline.arguments) {
        if (argument.isFile())
            all += beginning(outline) + " -F\n";
    }
    return all;
}

/// The names of options that are followed by a value.
std::string namesWithValue(const Outline &outline)
{
    std::string names;
    for (const Option &option : outline.options) {
        for (const std::string &name : option.names)
            names += option.value.empty() ? "" : " " + name;
    }
    return names;
}

/// What turns the words so far into the command's own words, in the loop of __hookbot_command.
std::string commandCases(const Outline &program)
{
    std::string cases;
    for (const Outline &command : program.commands) {
        for (const std::string &name : command.names)
            cases += "            case ':" + name + "'\n                set command " + command.words + "\n";
        for (const Outline &below : command.commands)
            cases += "            case '" + command.words + ":" + below.name() + "'\n                set command " +
                     literal(below.words) + "\n";
    }
    return cases;
}

} // namespace

std::string fishCompletion(const Outline &program)
{
    std::string valued;
    std::string all = lines(program);
    for (const Outline *command : allCommands(program)) {
        Outline own = *command;
        own.options = without(own.options, program.options);
        all += lines(own);
        if (const std::string names = namesWithValue(*command); !names.empty())
            valued += "        case " + literal(command->words) + "\n            set own" + names + "\n";
    }
    return "# Completes the command line of hookbot in fish.\n"
           "# Written by hookbot_manual from the program's own options.\n\n"
           "function __hookbot_command --description 'The command that the words before the cursor name'\n"
           "    set -l command ''\n"
           "    set -l is_value no\n"
           "    for word in (commandline -opc)[2..-1]\n"
           "        if test $is_value = yes\n"
           "            set is_value no\n"
           "            continue\n"
           "        end\n"
           "        if string match -q -- '-*' $word\n"
           "            __hookbot_takes_value \"$command\" $word; and set is_value yes\n"
           "            continue\n"
           "        end\n"
           "        switch \"$command:$word\"\n" +
           commandCases(program) +
           "        end\n"
           "    end\n"
           "    echo $command\n"
           "end\n\n"
           "function __hookbot_takes_value --argument-names command option\n"
           "    set -l own\n"
           "    switch $command\n" +
           valued +
           "    end\n"
           "    contains -- $option $own" +
           namesWithValue(program) +
           "\n"
           "end\n\n"
           "function __hookbot_is --argument-names wanted\n"
           "    test (__hookbot_command) = \"$wanted\"\n"
           "end\n\n"
           "complete -c hookbot -f\n" +
           all;
}

} // namespace hookbot::manual
