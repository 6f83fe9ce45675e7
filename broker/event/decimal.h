#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QtGlobal>

#include <array>
#include <charconv>
#include <limits>

namespace hookbot {

/// A number's decimal digits, made without an allocation: for the lines that every event writes, where
/// QByteArray::number() would cost more than the rest of the line. A plain value.
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

} // namespace hookbot
