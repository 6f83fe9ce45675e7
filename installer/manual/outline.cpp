#include "installer/manual/outline.h"

#include <algorithm>
#include <set>

namespace hookbot::manual {

namespace {

/// What the option's checks say of its values; CLI11 shows it behind a colon.
std::vector<std::string> checksOf(CLI::Option &option)
{
    std::vector<std::string> checks;
    try {
        for (int index = 0;; ++index)
            checks.push_back(option.get_validator(index)->get_description());
    } catch (const CLI::OptionNotFound &) { // there are no more
        std::erase(checks, std::string());
        return checks;
    }
}

std::string withoutSuffix(const std::string &text, const std::string &suffix)
{
    return text.ends_with(suffix) ? text.substr(0, text.size() - suffix.size()) : text;
}

/// `{a,b}` is a set of choices; any other check is no more than a rule.
std::vector<std::string> choicesOf(const std::string &check)
{
    if (!check.starts_with('{') || !check.ends_with('}'))
        return {};
    return CLI::detail::split(check.substr(1, check.size() - 2), ',');
}

/// Their longest names, sorted: CLI11 keeps them by their addresses.
std::vector<std::string> namesOf(const std::set<CLI::Option *> &options)
{
    std::vector<std::string> names;
    names.reserve(options.size());
    for (const CLI::Option *option : options)
        names.push_back("--" + option->get_lnames().front());
    std::ranges::sort(names);
    return names;
}

Option describe(CLI::Option &option)
{
    Option described;
    for (const std::string &name : option.get_snames())
        described.names.push_back("-" + name);
    for (const std::string &name : option.get_lnames())
        described.names.push_back("--" + name);
    if (option.get_items_expected_max() > 0) {
        described.value = option.get_type_name();
        for (const std::string &check : checksOf(option)) {
            described.value = withoutSuffix(described.value, ":" + check);
            described.choices = choicesOf(check);
        }
    }
    described.description = option.get_description();
    described.defaultValue = option.get_default_str();
    described.environment = option.get_envname();
    described.needs = namesOf(option.get_needs());
    described.excludes = namesOf(option.get_excludes());
    described.isRepeatable = option.get_items_expected_max() > 1;
    described.isRequired = option.get_required();
    described.isValueOptional = !described.value.empty() && option.get_expected_min() == 0;
    described.isSetting = option.get_configurable();
    return described;
}

} // namespace

std::vector<Option> without(std::vector<Option> options, const std::vector<Option> &others)
{
    std::erase_if(options, [&others](const Option &option) {
        return std::ranges::find(others, option.names, &Option::names) != others.end();
    });
    return options;
}

std::vector<const Outline *> allCommands(const Outline &program)
{
    std::vector<const Outline *> all;
    for (const Outline &command : program.commands) {
        all.push_back(&command);
        for (const Outline &below : command.commands)
            all.push_back(&below);
    }
    return all;
}

Outline outlineOf(CLI::App &app)
{
    Outline outline;
    outline.names = { app.get_name() };
    for (const std::string &alias : app.get_aliases())
        outline.names.push_back(alias);
    outline.description = app.get_description();
    for (CLI::Option *option : app.get_options())
        (option->get_positional() ? outline.arguments : outline.options).push_back(describe(*option));
    for (CLI::App *command : app.get_subcommands([](CLI::App *) { return true; })) {
        outline.commands.push_back(outlineOf(*command));
        Outline &added = outline.commands.back();
        added.words = added.name();
        for (Outline &below : added.commands)
            below.words = added.name() + " " + below.name();
    }
    return outline;
}

} // namespace hookbot::manual
