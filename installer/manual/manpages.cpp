#include "installer/manual/manpages.h"

#include "installer/manual/roff.h"

#include <algorithm>
#include <cctype>

namespace hookbot::manual {

namespace {

using roff::bold;
using roff::escaped;
using roff::italic;
using roff::sentence;

std::string capitals(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char each) { return char(std::toupper(each)); });
    return text;
}

/// `Print it` as the second half of NAME, which goes on after a dash: `print it`.
std::string whatis(std::string description)
{
    description.front() = char(std::tolower(static_cast<unsigned char>(description.front())));
    return description.ends_with('.') ? description.substr(0, description.size() - 1) : description;
}

std::string header(const std::string &title, const std::string &section, const Edition &edition)
{
    return ".\\\" Written by hookbot_manual from the program's own options.\n"
           ".TH \"" +
           escaped(capitals(title)) + "\" " + section + " \"" + edition.date + "\" \"hookbot " + edition.version +
           "\" \"hookbot\"\n"
           ".nh\n.ad l\n"; // no word is cut, and no line stretched: people copy from here
}

std::string name(const std::string &title, const std::string &description)
{
    return ".SH NAME\n" + escaped(title) + " \\- " + escaped(description) + "\n";
}

/// `a, b, c`, or with another word before the last one.
std::string boldList(const std::vector<std::string> &words, const std::string &last = ", ")
{
    std::string all;
    for (size_t index = 0; index < words.size(); ++index)
        all += (index == 0 ? "" : index + 1 < words.size() ? ", " : last) + bold(words[index]);
    return all;
}

/// `-b, --bind ADDRESS`
std::string term(const Option &option)
{
    const std::string value = option.value.empty() ? std::string() : italic(option.value);
    return boldList(option.names) + (option.isValueOptional ? " [" + value + "]" : value.empty() ? "" : " " + value);
}

/// What help says in brackets and braces, in words.
std::string rulesOf(const Option &option)
{
    std::string rules;
    const auto say = [&rules](const std::string &rule) { rules += rule + "\n"; };
    if (!option.choices.empty())
        say(option.choices.size() > 1 ? "One of " + boldList(option.choices, " or ") + "."
                                      : "The only value is " + bold(option.choices.front()) + ".");
    if (!option.defaultValue.empty())
        say("The default is " + bold(option.defaultValue) + ".");
    if (!option.environment.empty())
        say("Can also be set in the environment variable " + bold(option.environment) + ".");
    if (!option.needs.empty())
        say("Requires " + boldList(option.needs) + ".");
    if (!option.excludes.empty())
        say("Cannot be combined with " + boldList(option.excludes, " or ") + ".");
    return rules;
}

std::string entry(const std::string &term, const Option &option)
{
    return ".TP\n" + term + "\n" + sentence(option.description) + "\n" + rulesOf(option);
}

std::string entries(const std::vector<Option> &options)
{
    std::string all;
    for (const Option &option : options)
        all += entry(term(option), option);
    return all;
}

std::string argumentEntries(const std::vector<Option> &arguments)
{
    std::string all;
    for (const Option &argument : arguments)
        all += entry(italic(argument.value) + (argument.isRepeatable ? "..." : ""), argument);
    return all;
}

/// One line: what must be given, what may be.
std::string synopsis(const Outline &command, const std::string &words)
{
    std::string line = bold("hookbot " + words);
    for (const Option &option : command.options) {
        if (option.isRequired)
            line += " " + bold(option.names.front()) + " " + italic(option.value);
    }
    line += " [" + italic("OPTION") + "...]";
    for (const Option &argument : command.arguments) {
        const std::string value = italic(argument.value) + (argument.isRepeatable ? "..." : "");
        line += argument.isRequired ? " " + value : " [" + value + "]";
    }
    return line + "\n";
}

std::string commandTable(const std::vector<Outline> &commands)
{
    std::string table = ".SH COMMANDS\n";
    for (const Outline &command : commands)
        table += ".TP\n" + boldList(command.names) + "\n" + sentence(command.description) + "\n";
    return table;
}

std::string optionSections(const Outline &command)
{
    std::string sections;
    if (!command.arguments.empty())
        sections += ".SH ARGUMENTS\n" + argumentEntries(command.arguments);
    for (const Outline &below : command.commands) {
        if (&below == &command.commands.front())
            sections += ".SH COMMANDS\n";
        sections += ".SS hookbot " + escaped(below.words) + "\n" + sentence(below.description) + "\n" +
                    argumentEntries(below.arguments) + entries(without(below.options, command.options));
    }
    return sections + ".SH OPTIONS\n" + entries(command.options);
}

} // namespace

std::string programPage(const Outline &program, Prose prose, const Edition &edition)
{
    std::string page = header("hookbot", "1", edition) +
                       name("hookbot", "receive webhooks in one place, listen to them anywhere") + ".SH SYNOPSIS\n" +
                       bold("hookbot") + " [" + italic("OPTION") + "...]\n.br\n" + bold("hookbot") + " " +
                       italic("COMMAND") + " [" + italic("OPTION") + "...] [" + italic("ARGUMENT") + "...]\n";
    page += prose.take("DESCRIPTION");
    page += commandTable(program.commands) + ".SH OPTIONS\n" + entries(program.options);
    page += prose.takeRest();
    page += ".SH SEE ALSO\n";
    for (const Outline &command : program.commands)
        page += ".BR hookbot\\-" + escaped(command.name()) + " (1),\n";
    return page + ".BR hookbot.conf (5)\n";
}

std::string commandPage(const Outline &command, Prose prose, const Edition &edition)
{
    const std::string title = "hookbot-" + command.name();
    std::string synopses;
    const auto addSynopsis = [&synopses](const std::string &line) {
        synopses += (synopses.empty() ? "" : ".br\n") + line;
    };
    if (command.commands.empty()) {
        for (const std::string &words : command.names)
            addSynopsis(synopsis(command, words));
    }
    for (const Outline &below : command.commands)
        addSynopsis(synopsis(below, below.words));
    std::string page = header(title, "1", edition) + name(title, whatis(command.description));
    page += ".SH SYNOPSIS\n" + synopses;
    page += prose.take("DESCRIPTION");
    page += optionSections(command) + ".PP\nThe options of\n.BR hookbot (1)\ncan be given as well.\n";
    page += prose.takeRest();
    return page;
}

std::string settingsPage(const Outline &program, const Outline &serve, Prose prose, const Edition &edition)
{
    std::string settings = ".SH SETTINGS\n";
    for (const Outline *outline : { &serve, &program }) {
        for (const Option &option : outline->options) {
            if (!option.isSetting)
                continue;
            const std::string setting = option.names.back().substr(2);
            settings += entry(bold(setting) + " = " +
                                  (option.value.empty() ? bold("true") + " | " + bold("false") : italic(option.value)),
                              option);
        }
    }
    std::string page =
        header("hookbot.conf", "5", edition) + name("hookbot.conf", "configuration file of hookbot serve");
    page += prose.take("SYNOPSIS");
    page += prose.take("DESCRIPTION");
    page += settings;
    page += prose.takeRest();
    return page;
}

} // namespace hookbot::manual
