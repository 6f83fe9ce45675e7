#pragma once

#include "broker/event/headers.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <cstdlib>
#include <optional>

namespace hookbot {

/// Fails the target if @p condition, which must be true for every input, is false.
inline void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// The rest of an input, read from its start. After the end, reads return zeros and empty pieces.
class Input
{
public:
    Input(const unsigned char *data, size_t size) : m_rest(data, qsizetype(size)) {}

    [[nodiscard]] bool isEmpty() const { return m_rest.isEmpty(); }
    [[nodiscard]] QByteArrayView rest() const { return m_rest; }

    unsigned char byte()
    {
        const QByteArrayView taken = bytes(1);
        return taken.isEmpty() ? 0 : static_cast<unsigned char>(taken.front());
    }

    QByteArrayView bytes(qsizetype most)
    {
        const QByteArrayView taken = m_rest.first(std::min(most, m_rest.size()));
        m_rest = m_rest.sliced(taken.size());
        return taken;
    }

    /// Up to the next line feed, without it.
    QByteArrayView line()
    {
        const qsizetype lineFeed = m_rest.indexOf('\n');
        const QByteArrayView taken = bytes(lineFeed < 0 ? m_rest.size() : lineFeed);
        bytes(1);
        return taken;
    }

private:
    QByteArrayView m_rest;
};

/// The fields of a block of bytes; nullopt if Headers refuses the block.
template<typename Block = Headers>
std::optional<Block> headersFrom(const QByteArray &bytes)
{
    if constexpr (requires { Block::parse(bytes); })
        return Block::parse(bytes);
    else
        return std::nullopt;
}

} // namespace hookbot
