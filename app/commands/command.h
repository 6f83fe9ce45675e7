#pragma once

#include "keysource.h"
#include "linelog.h"

#include <CLI/CLI.hpp>

#include <QtCore/QString>
#include <QtCore/QStringList>

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

/// Collects what is wrong, so that all of it can be told at once.
class Faults
{
public:
    /// Does a step. Where it throws CommandError, that is kept, with the @p place before it.
    template<typename Step>
    void attempt(Step step, const QString &place = {})
    {
        try {
            step();
        } catch (const CommandError &error) {
            add(place + QString::fromUtf8(error.what()));
        }
    }
    void add(const QString &fault) { m_faults.append(fault); }
    [[nodiscard]] qsizetype count() const { return m_faults.size(); }

    /// Throws one CommandError with all of them, each a line; none where there are none.
    void throwIfAny() const
    {
        if (!m_faults.isEmpty())
            throw CommandError(m_faults.join(QStringLiteral("\nhookbot: ")));
    }

private:
    QStringList m_faults;
};

/// A check of an option's values with what parses them: they are judged when they are read, not when they are used.
template<typename Parse>
[[nodiscard]] CLI::Validator parsedBy(Parse parse)
{
    const auto fault = [parse](const std::string &text) {
        const auto value = parse(QString::fromStdString(text));
        return value ? std::string() : value.error().toStdString();
    };
    return { fault, std::string() };
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
