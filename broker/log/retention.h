#pragma once

#include "broker/event/channel.h"
#include "broker/event/event.h"

#include <algorithm>
#include <chrono>

namespace hookbot {

/// How much a log keeps; what is beyond any of it is dropped, oldest first. A plain value.
///
/// Unsafe channels, to which anybody may publish, have a budget of their own, so that no stranger's flood pushes out
/// what was authenticated: their bytes are `unsafeBytes`, and their number is a quarter of `events`.
struct Retention
{
    qint64 events = 1'000'000; ///< `--keep-events`
    qint64 bytes =
        1024LL * 1024 * 1024; ///< `--keep-bytes`: of a file, what it grows by (growth.h); in memory, memoryOf()
    qint64 unsafeBytes = 256LL * 1024 * 1024;  ///< `--keep-unsafe-bytes`
    std::chrono::seconds age{ 7 * 24 * 3600 }; ///< `--keep-for`

    /// The given limits, with the default share for unsafe channels: a quarter of @p bytes.
    [[nodiscard]] static constexpr Retention withDefaultShare(qint64 events, qint64 bytes, std::chrono::seconds age)
    {
        return { events, bytes, bytes / 4, age };
    }

    [[nodiscard]] qint64 eventsOf(Trust trust) const { return trust == Trust::Unsafe ? (events - 1) / 4 + 1 : events; }
    [[nodiscard]] qint64 bytesOf(Trust trust) const { return trust == Trust::Unsafe ? unsafeBytes : bytes; }

    /// What the marks of what was dropped may take of that: they alone push out no event.
    [[nodiscard]] qint64 marksBytesOf(Trust trust) const { return bytesOf(trust) / 8; }
    /// For how many names it is known what was dropped, where a mark takes @p weight; of all others a log says what is
    /// true of the last that it has forgotten.
    [[nodiscard]] qint64 marksOf(Trust trust, qint64 weight) const
    {
        return std::clamp<qint64>(marksBytesOf(trust) / weight, 16, 100'000);
    }
};

/// What an event counts as while it is passed on, in bytes: what was sent, and a little beside that.
[[nodiscard]] constexpr qint64 weightOf(qint64 bytesSent)
{
    constexpr qint64 KeptBeside = 128;
    return KeptBeside + bytesSent;
}

[[nodiscard]] inline qint64 weightOf(const Draft &event)
{
    return weightOf(event.body.size() + event.headers.bytes().size() + event.channel.size() + event.query.size());
}

/// What an event takes that is kept in memory, in bytes: itself, what its bytes lie in, and what the allocator adds.
[[nodiscard]] inline qint64 memoryOf(const Event &event)
{
    constexpr qint64 Block = 32; // a head of Qt's or of a shared pointer's, and the allocator's
    constexpr qint64 PlaceInALog = 16;
    qint64 bytes = qint64(sizeof(Event)) + Block + PlaceInALog;
    for (const QByteArray *part :
         { &event.channel, &event.method, &event.query, &event.headers.bytes(), &event.remote, &event.body })
        bytes += std::max(part->capacity(), part->size()) + (part->isEmpty() ? 0 : Block);
    return bytes;
}

} // namespace hookbot
