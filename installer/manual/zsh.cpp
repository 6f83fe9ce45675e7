#include "installer/manual/completions.h"

namespace hookbot::manual {

namespace {

/// Text inside single quotes, with a backslash before what _arguments would take for its own.
std::string escapedFor(const std::string &special, const std::string &text)
{
    std::string escaped;
    for (const char each : text) {
        if (each == '\'') {
            escaped += "'\\''";
        } else {
            if (special.find(each) != std::string::npos)
                escaped += '\\';
            escaped += each;
        }
    }
    return escaped;
}

/// `:MESSAGE:ACTION`, the last two parts of what _arguments takes.
std::string valueOf(const Option &option)
{
    std::string action;
    if (!option.choices.empty()) {
        for (const std::string &choice : option.choices)
            action += (action.empty() ? "(" : " ") + choice;
        action += ')';
    } else if (option.isFile()) {
        action = "_files";
    }
    return ":" + escapedFor("\\:", option.value) + ":" + action;
}

std::string specification(const Option &option)
{
    std::string all;
    for (const std::string &name : option.names)
        all += (all.empty() ? "" : " ") + name;
    const std::string before = "        '" + (option.isRepeatable ? "*" : "(" + all + ")");
    const std::string behind = "[" + escapedFor("\\[]:", option.description) + "]" +
                               (option.value.empty()     ? ""
                                : option.isValueOptional ? ":" + valueOf(option)
                                                         : valueOf(option)) +
                               "'\n";
    std::string specifications;
    for (const std::string &name : option.names) {
        // A value may stand behind a blank; or at once behind a short name, and behind the = of a long one.
        const char *joint = option.value.empty() ? "" : name.starts_with("--") ? "=" : "+";
        specifications.append(before).append(name).append(joint).append(behind);
    }
    return specifications;
}

std::string specifications(const Outline &outline)
{
    std::string all;
    for (const Option &option : outline.options)
        all += specification(option);
    for (const Option &argument : outline.arguments)
        all += "        '" +
               std::string(argument.isRepeatable ? "*"
                           : argument.isRequired ? ""
                                                 : ":") +
               // Without an action it would be a message, beside which no option is completed.
               valueOf(argument) + (argument.isFile() ? "" : "{:}") + "'\n";
    return all;
}

std::string functionName(const Outline &command)
{
    std::string name = "_hookbot";
    if (!command.words.empty())
        name += "_" + command.words;
    for (char &each : name)
        each = each == ' ' || each == '-' ? '_' : each;
    return name;
}

std::string commandList(const Outline &outline)
{
    std::string list;
    for (const Outline &command : outline.commands) {
        for (const std::string &name : command.names)
            list += "        '" + name + ":" + escapedFor("\\", command.description) + "'\n";
    }
    return list;
}

/// With commands below it, a function offers them, and leaves the rest to the command's own; without, it is the end.
std::string function(const Outline &outline)
{
    std::string text = functionName(outline) + "() {\n    local -a specifications=(\n" + specifications(outline);
    if (outline.commands.empty())
        return text + "    )\n    _arguments -s -S $specifications $hookbot_global\n}\n\n";
    std::string cases;
    for (const Outline &command : outline.commands) {
        std::string names;
        for (const std::string &name : command.names)
            names += (names.empty() ? "" : "|") + name;
        cases += "    (" + names + ") " + functionName(command) + " ;;\n";
    }
    return text + "    )\n    local -a commands=(\n" + commandList(outline) +
           "    )\n"
           "    local curcontext=$curcontext context state state_descr line\n"
           "    typeset -A opt_args\n"
           "    _arguments -C -s -S $specifications $hookbot_global '1: :->command' '*:: :->arguments' && return\n"
           "    case $state in\n"
           "    (command) _describe -t commands 'command' commands; return ;;\n"
           "    (arguments) ;;\n"
           "    (*) return 1 ;;\n"
           "    esac\n"
           "    case $words[1] in\n" +
           cases + "    (*) return 1 ;;\n    esac\n}\n\n";
}

} // namespace

std::string zshCompletion(const Outline &program)
{
    Outline top = program;
    top.options.clear(); // every command takes them
    std::string text = "#compdef hookbot\n"
                       "# Completes the command line of hookbot in zsh.\n"
                       "# Written by hookbot_manual from the program's own options.\n\n";
    for (const Outline *command : allCommands(program)) {
        Outline own = *command;
        own.options = without(own.options, program.options);
        text += function(own);
    }
    std::string global;
    for (const Option &option : program.options)
        global += specification(option);
    text += function(top);
    const size_t begin = text.rfind("_hookbot() {\n");
    text.insert(begin + std::string("_hookbot() {\n").size(), "    local -a hookbot_global=(\n" + global + "    )\n");
    return text + "_hookbot \"$@\"\n";
}

} // namespace hookbot::manual
