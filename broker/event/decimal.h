#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QtGlobal>

#include <array>
#include <charconv>
#include <limits>
#include <optional>

namespace hookbot {

/// A number's decimal digits, made without an allocation: for the log lines of every event, where QByteArray::number()
/// would cost more than the rest of the line. A plain value.
class Decimal
{
public:
    explicit Decimal(qint64 number)
        : m_size(std::to_chars(m_digits.data(), m_digits.data() + m_digits.size(), number).ptr - m_digits.data())
    {
    }

    operator QByteArrayView() const { return { m_digits.data(), m_size }; }
    [[nodiscard]] QByteArray toByteArray() const { return { m_digits.data(), m_size }; }

private:
    std::array<char, std::numeric_limits<qint64>::digits10 + 2> m_digits; ///< all digits and a sign
    qsizetype m_size;
};

/// Parses decimal digits, from 1 to 2^63 - 1. Returns nullopt for anything else.
[[nodiscard]] inline std::optional<qint64> parsePositive(QByteArrayView text)
{
    qint64 number = 0;
    const char *end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && rest == end && number > 0 ? std::optional(number) : std::nullopt;
}

} // namespace hookbot
