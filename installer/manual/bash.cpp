#include "installer/manual/completions.h"

namespace hookbot::manual {

namespace {

/// Finds where the cursor is, and asks the tables, which follow. `command` is the command's words; a bash without
/// compopt (before 4, as macOS has) completes files wherever there is nothing better.
constexpr const char *Body = R"BASH(
_hookbot() {
    COMPREPLY=()
    # Bash cuts words at = and : too; what stands together on the line is one word.
    local line=${COMP_LINE:0:COMP_POINT} part i last=-1
    local -a words=()
    for ((i = 0; i <= COMP_CWORD; i++)); do
        part=${COMP_WORDS[i]}
        if ((i == 0)) || [[ $line == [[:blank:]]* ]]; then
            last=$((last + 1))
        fi
        words[last]=${words[last]-}$part
        line=${line#"${line%%[![:blank:]]*}"}
        line=${line#"$part"}
    done

    local command='' commands options kind word=${words[last]} name='' value list
    for ((i = 1; i < last; i++)); do
        case ${words[i]} in
        --) return ;;
        --*=*) ;;
        -*)
            _hookbot_value "$command" "${words[i]}"
            if [[ $kind != none ]]; then
                i=$((i + 1))
                ((i < last)) || name=${words[last - 1]}
            fi
            ;;
        *)
            _hookbot_table "$command"
            [[ " $commands " != *" ${words[i]} "* ]] || command=${command:+$command }${words[i]}
            ;;
        esac
    done
    _hookbot_table "$command"

    value=$word
    if [[ -z $name && $word == --*=* ]]; then
        name=${word%%=*} value=${word#*=}
    fi
    if [[ -n $name ]]; then
        _hookbot_value "$command" "$name"
    elif [[ $word == -* ]]; then
        kind="words $options"
    elif [[ -n $commands ]]; then
        kind="words $commands"
    else
        _hookbot_value "$command" ''
    fi
    case $kind in
    file)
        type compopt >/dev/null 2>&1 && compopt -o default 2>/dev/null
        return
        ;;
    words*) list=${kind#words} ;;
    *) return ;;
    esac

    # Only what stands behind the last = or : is replaced.
    local replaced=${COMP_WORDS[COMP_CWORD]} before=''
    case $replaced in = | :) replaced='' ;; esac
    [[ $value == *"$replaced" ]] && before=${value%"$replaced"}
    for part in $list; do
        [[ $part != "$value"* ]] || COMPREPLY[${#COMPREPLY[@]}]=${part#"$before"}
    done
}
)BASH";

std::string words(const std::vector<std::string> &each)
{
    std::string all;
    for (const std::string &word : each)
        all += (all.empty() ? "" : " ") + word;
    return all;
}

std::vector<std::string> optionNames(const std::vector<Option> &options)
{
    std::vector<std::string> names;
    for (const Option &option : options)
        names.insert(names.end(), option.names.begin(), option.names.end());
    return names;
}

std::vector<std::string> commandNames(const Outline &outline)
{
    std::vector<std::string> names;
    for (const Outline &command : outline.commands)
        names.insert(names.end(), command.names.begin(), command.names.end());
    return names;
}

/// `events list`, and every other way to say it, quoted for a pattern.
std::vector<std::string> waysToSay(const Outline &command)
{
    std::vector<std::string> ways;
    for (const std::string &name : command.names)
        ways.push_back("'" + command.words.substr(0, command.words.size() - command.name().size()) + name + "'");
    return ways;
}

std::string tableEntry(const std::string &pattern, const Outline &outline, const std::vector<Option> &global)
{
    const std::vector<std::string> own = optionNames(without(outline.options, global));
    return "    " + pattern + ") commands='" + words(commandNames(outline)) + "' options='" + words(own) +
           (own.empty() || global.empty() ? "" : " ") + words(optionNames(global)) + "' ;;\n";
}

std::string kindOf(const Option &option)
{
    if (!option.choices.empty())
        return "'words " + words(option.choices) + "'";
    return option.isFile() ? "'file'" : "'any'";
}

std::string valueEntries(const std::string &command, const Outline &outline)
{
    std::string entries;
    for (const Option &option : outline.options) {
        if (option.value.empty())
            continue;
        std::string pattern;
        for (const std::string &name : option.names)
            pattern.append(pattern.empty() ? "" : " | ").append(command).append(":").append(name);
        entries += "    " + pattern + ") kind=" + kindOf(option) + " ;;\n";
    }
    for (const Option &argument : outline.arguments) {
        if (argument.isFile())
            entries += "    " + command + ":) kind='file' ;;\n";
    }
    return entries;
}

} // namespace

std::string bashCompletion(const Outline &program)
{
    std::string table = tableEntry("''", program, {});
    std::string values;
    for (const Outline *command : allCommands(program)) {
        for (const std::string &way : waysToSay(*command)) {
            table += tableEntry(way, *command, program.options);
            values += valueEntries(way, *command);
        }
    }
    values += valueEntries("*", program);
    return "# Completes the command line of hookbot in bash; needs nothing but bash itself.\n"
           "# Written by hookbot_manual from the program's own options.\n" +
           std::string(Body) + "\n# _hookbot_table COMMAND: what may follow it.\n_hookbot_table() {\n    case $1 in\n" +
           table +
           "    *) commands='' options='' ;;\n    esac\n}\n"
           "\n# _hookbot_value COMMAND OPTION: what the value is, if it has one; without OPTION, an argument.\n"
           "_hookbot_value() {\n    case $1:$2 in\n" +
           values +
           "    *) kind=none ;;\n    esac\n}\n\n"
           "if type compopt >/dev/null 2>&1; then\n    complete -F _hookbot hookbot\n"
           "else\n    complete -o default -F _hookbot hookbot\nfi\n";
}

} // namespace hookbot::manual
