#include "broker/log/namenumbers.h"

#include "broker/log/filing.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QtEndian>

#include <bit>

namespace hookbot {

/// SipHash-2-4 (Aumasson, Bernstein: "SipHash: a fast short-input PRF", 2012) of a text that grows.
class NameNumbers::Hash
{
public:
    explicit Hash(const std::array<quint64, 2> &key)
        : m_state{ key[0] ^ 0x736f6d6570736575, key[1] ^ 0x646f72616e646f6d, key[0] ^ 0x6c7967656e657261,
                   key[1] ^ 0x7465646279746573 }
    {
    }

    /// Of all of @p text, of which what was given before is the beginning.
    [[nodiscard]] quint64 of(QByteArrayView text)
    {
        constexpr qsizetype Word = 8;
        for (; m_done + Word <= text.size(); m_done += Word)
            add(qFromLittleEndian<quint64>(text.data() + m_done));
        quint64 last = quint64(text.size()) << 56;
        for (qsizetype i = m_done; i < text.size(); ++i)
            last |= quint64(static_cast<uchar>(text[i])) << (8 * (i - m_done));
        Hash end = *this;
        end.add(last);
        end.m_state[2] ^= 0xff;
        for (int i = 0; i < 4; ++i)
            end.mix();
        return end.m_state[0] ^ end.m_state[1] ^ end.m_state[2] ^ end.m_state[3];
    }

private:
    void add(quint64 word)
    {
        m_state[3] ^= word;
        mix();
        mix();
        m_state[0] ^= word;
    }

    void mix()
    {
        auto &[a, b, c, d] = m_state;
        a += b;
        b = std::rotl(b, 13) ^ a;
        a = std::rotl(a, 32);
        c += d;
        d = std::rotl(d, 16) ^ c;
        a += d;
        d = std::rotl(d, 21) ^ a;
        c += b;
        b = std::rotl(b, 17) ^ c;
        c = std::rotl(c, 32);
    }

    std::array<quint64, 4> m_state;
    qsizetype m_done = 0;
};

namespace {

qint64 numberOf(quint64 hash, QByteArrayView name)
{
    const quint64 positive = (hash >> 1 & ~quint64(1)) | (name.endsWith('/') ? 0 : 1);
    return ChannelName(name).isUnsafe() ? qint64(positive | quint64(1) << 63) : qint64(positive);
}

} // namespace

QByteArray NameNumbers::newKey()
{
    QByteArray key(KeySize, Qt::Uninitialized);
    QRandomGenerator::system()->generate(reinterpret_cast<quint32 *>(key.data()),
                                         reinterpret_cast<quint32 *>(key.data() + KeySize));
    return key;
}

NameNumbers::NameNumbers(QByteArrayView key)
    : m_key{ qFromLittleEndian<quint64>(key.data()), qFromLittleEndian<quint64>(key.data() + KeySize / 2) }
{
}

qint64 NameNumbers::of(QByteArrayView name) const
{
    return numberOf(Hash(m_key).of(name), name);
}

std::vector<qint64> NameNumbers::ofChannel(QByteArrayView channel) const
{
    std::vector<qint64> numbers;
    Hash hash(m_key); // each name is the beginning of the next
    for (const QByteArrayView name : indexNamesOf(channel))
        numbers.push_back(numberOf(hash.of(name), name));
    return numbers;
}

} // namespace hookbot
