#pragma once

#include "app/input/globaloptions.h"

#include <CLI/CLI.hpp>

namespace hookbot {

/// A command of the program: adds its options to the parser, and runs after they are parsed.
class Command
{
public:
    Command() = default;
    Command(const Command &) = delete;
    Command &operator=(const Command &) = delete;
    virtual ~Command() = default;

    /// Adds a subcommand with its options; they are parsed into this object.
    virtual CLI::App *addTo(CLI::App &program) = 0;

    /// Returns the exit status. Throws CommandError.
    virtual int run(const GlobalOptions &global, int &argc, char **argv) = 0;
};

} // namespace hookbot
