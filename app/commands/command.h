#pragma once

#include "keysource.h"
#include "linelog.h"

#include <CLI/CLI.hpp>

#include <QtCore/QString>

#include <stdexcept>
#include <string>
#include <tl/expected.hpp>

namespace hookbot {

/// What stands before or after any command word.
struct GlobalOptions
{
    KeySource key;
    std::string logLevel = "info";
};

/// What a command cannot do, in words for whoever typed it. Caught once, in runCommandLine(): exit status 1.
class CommandError : public std::runtime_error
{
public:
    explicit CommandError(const QString &message) : std::runtime_error(message.toStdString()) {}
};

/// The value, or a CommandError that names the option.
template<typename T>
[[nodiscard]] T orThrow(tl::expected<T, QString> value, const char *option)
{
    if (!value)
        throw CommandError(QStringLiteral("%1: %2").arg(QString::fromLatin1(option), value.error()));
    return *std::move(value);
}

/// One command of the program. It adds its options to the parser, and runs once they are read.
class Command
{
public:
    Command() = default;
    Command(const Command &) = delete;
    Command &operator=(const Command &) = delete;
    virtual ~Command() = default;

    /// Adds a subcommand with its options; they are read into this object.
    virtual CLI::App *addTo(CLI::App &program) = 0;

    /// Returns the exit status. Throws CommandError.
    virtual int run(const GlobalOptions &global, int &argc, char **argv) = 0;
};

} // namespace hookbot
