#pragma once

#include <QtCore/QByteArray>

namespace hookbot {

/// Bytes that are made piece by piece, when their reader has room: large data is never in memory as a whole. Used by
/// one Wire, on its thread.
class ByteSource
{
public:
    ByteSource() = default;
    ByteSource(const ByteSource &) = delete;
    ByteSource &operator=(const ByteSource &) = delete;
    virtual ~ByteSource() = default;

    /// Does at most MostWork of work, and returns the next piece: at most that many bytes, which may lie in the source
    /// and are valid until the next call. Empty if more work is needed before there is a piece: call again.
    /// Precondition: not isAtEnd().
    [[nodiscard]] virtual QByteArray next() = 0;

    /// Whether every byte has been returned.
    [[nodiscard]] virtual bool isAtEnd() const = 0;

    /// The number of bytes that next() has not returned yet; an estimate until it has returned the first.
    [[nodiscard]] virtual qint64 left() const = 0;

    /// Maximum bytes made or examined in one call of next().
    static constexpr qint64 MostWork = 128LL * 1024;
};

} // namespace hookbot
