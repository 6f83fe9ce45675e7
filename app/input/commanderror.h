#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <stdexcept>
#include <tl/expected.hpp>

namespace hookbot {

/// Why a command failed, for the user who typed it. Caught once, in runCommandLine(): exit status 1.
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

/// Collects errors, so that all of them can be reported at once.
class Faults
{
public:
    /// Does a step. If it throws CommandError, keeps the message, with @p place before it.
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

    /// If there are errors, throws one CommandError with all of them, one per line.
    void throwIfAny() const
    {
        if (!m_faults.isEmpty())
            throw CommandError(m_faults.join(QStringLiteral("\nhookbot: ")));
    }

private:
    QStringList m_faults;
};

} // namespace hookbot
