#pragma once

#include "broker/event/channel.h"

#include <QtCore/QByteArray>

#include <array>
#include <vector>

namespace hookbot {

/// The numbers by which a log knows names (filing.h): however long a name is, it is filed and marked in few bytes, and
/// a channel that is filed under many prefixes costs no more than their number.
///
/// A number is a keyed hash (SipHash-2-4), negative for unsafe names, and odd for those that are no prefix. Who does
/// not know the key cannot make two names share a number, and no unsafe name ever shares one with a safe name. Should
/// two names share one all the same, a reader passes over what it does not hear, and may report a gap too many. A plain
/// value; any thread.
class NameNumbers
{
public:
    static constexpr qsizetype KeySize = 16;

    /// A key that nobody knows.
    [[nodiscard]] static QByteArray newKey();

    /// @p key has KeySize bytes.
    explicit NameNumbers(QByteArrayView key);

    [[nodiscard]] qint64 of(QByteArrayView name) const;

    /// Of the names that hear @p channel, in the order of indexNamesOf().
    [[nodiscard]] std::vector<qint64> ofChannel(QByteArrayView channel) const;

    [[nodiscard]] static Trust trustOf(qint64 number) { return number < 0 ? Trust::Unsafe : Trust::Safe; }
    [[nodiscard]] static bool isPrefix(qint64 number) { return (number & 1) == 0; }

private:
    class Hash;

    std::array<quint64, 2> m_key;
};

} // namespace hookbot
