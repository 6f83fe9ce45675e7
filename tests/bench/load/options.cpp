#include "tests/bench/load/options.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <stdexcept>

namespace hookbot {

namespace {

std::string help()
{
    std::string text =
        "Usage: load SHAPE --port PORT --pid PID [--token TOKEN] [--NUMBER COUNT]...\n"
        "Opens listeners at 127.0.0.1:PORT, publishes, and checks that every listener hears every event.\n"
        "Numbers: listeners idle channels publishers events size history late at-once\nShapes:";
    for (const Shape &shape : Shapes)
        text += " " + shape.name;
    return text;
}

int toNumber(const std::string &name, const std::string &text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0)
        throw std::runtime_error(name + " takes a number, not \"" + text + "\"");
    return number;
}

Shape shapeCalled(const std::string &name)
{
    const auto found = std::ranges::find(Shapes, name, &Shape::name);
    if (found == Shapes.end())
        throw std::runtime_error(help());
    return *found;
}

void check(const Options &options)
{
    const Shape &shape = options.shape;
    if (options.port == 0 || options.pid == 0)
        throw std::runtime_error("--port and --pid are needed");
    if (shape.channels == 0 || shape.atOnce == 0 || (shape.events + shape.history > 0 && shape.publishers == 0))
        throw std::runtime_error("channels, at-once and, with events, publishers are at least 1");
}

} // namespace

Options readOptions(int argc, char **argv)
{
    const std::span arguments(argv, size_t(argc));
    if (arguments.size() < 2)
        throw std::runtime_error(help());

    Options options;
    Shape &shape = options.shape;
    shape = shapeCalled(arguments[1]);
    const std::pair<std::string, int *> numbers[] = {
        { "--port", &options.port },
        { "--pid", &options.pid },
        { "--listeners", &shape.listeners },
        { "--idle", &shape.idle },
        { "--channels", &shape.channels },
        { "--events", &shape.events },
        { "--publishers", &shape.publishers },
        { "--size", &shape.size },
        { "--at-once", &shape.atOnce },
        { "--history", &shape.history },
        { "--late", &shape.late },
    };
    for (size_t i = 2; i < arguments.size(); i += 2) {
        const std::string name = arguments[i];
        if (i + 1 == arguments.size())
            throw std::runtime_error(name + " takes a value");
        const std::string value = arguments[i + 1];
        const auto number = std::ranges::find(numbers, name, &std::pair<std::string, int *>::first);
        if (name == "--token")
            options.token = value;
        else if (number != std::end(numbers))
            *number->second = toNumber(name, value);
        else
            throw std::runtime_error("unknown option " + name + "\n" + help());
    }
    check(options);
    return options;
}

} // namespace hookbot
