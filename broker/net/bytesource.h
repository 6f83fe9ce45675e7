#pragma once

#include <QtCore/QByteArray>

namespace hookbot {

/// Bytes that are made a piece at a time, when their reader has room for them: what is large is never there as a whole.
/// Used by one Wire, in its thread.
class ByteSource
{
public:
    ByteSource() = default;
    ByteSource(const ByteSource &) = delete;
    ByteSource &operator=(const ByteSource &) = delete;
    virtual ~ByteSource() = default;

    /// Does at most MostWork, and returns the next piece: at most that many bytes, which may lie in the source and are
    /// valid until the next call or its end. Empty where more work must be done before there is a piece: call again.
    /// Precondition: not isAtEnd().
    [[nodiscard]] virtual QByteArray next() = 0;

    /// Every byte has been returned.
    [[nodiscard]] virtual bool isAtEnd() const = 0;

    /// Bytes that next() has still to return; an estimate until it has returned the first.
    [[nodiscard]] virtual qint64 left() const = 0;

    /// Bytes made or looked at in one call of next().
    static constexpr qint64 MostWork = 128LL * 1024;
};

} // namespace hookbot
