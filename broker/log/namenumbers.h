#pragma once

#include "broker/event/channel.h"

#include <QtCore/QByteArray>

#include <array>
#include <vector>

namespace hookbot {

/// The numbers that a log uses for names (filing.h): a name of any length is filed and marked in a few bytes.
///
/// A number is a keyed hash (SipHash-2-4), negative for unsafe names, and odd for names that are not prefixes. Without
/// the key, nobody can make two names share a number, and no unsafe name ever shares one with a safe name. If two names
/// do share one, a reader skips what does not match, and may report a gap where there is none. A plain value; any
/// thread.
class NameNumbers
{
public:
    static constexpr qsizetype KeySize = 16;

    /// A random key.
    [[nodiscard]] static QByteArray newKey();

    /// @p key has KeySize bytes.
    explicit NameNumbers(QByteArrayView key);

    [[nodiscard]] qint64 of(QByteArrayView name) const;

    /// The numbers of indexNamesOf(), in their order.
    [[nodiscard]] std::vector<qint64> ofChannel(QByteArrayView channel) const;

    [[nodiscard]] static Trust trustOf(qint64 number) { return number < 0 ? Trust::Unsafe : Trust::Safe; }
    [[nodiscard]] static bool isPrefix(qint64 number) { return (number & 1) == 0; }

private:
    class Hash;

    std::array<quint64, 2> m_key;
};

} // namespace hookbot
