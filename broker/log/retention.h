#pragma once

#include "broker/event/channel.h"
#include "broker/event/event.h"

#include <algorithm>
#include <chrono>

namespace hookbot {

/// How much a log keeps. What exceeds any of the limits is dropped, oldest first. A plain value.
///
/// Unsafe channels, to which anybody may publish, have a budget of their own, so that a stranger cannot displace
/// authenticated events: their bytes are `unsafeBytes`, and their number is a quarter of `events`.
struct Retention
{
    qint64 events = 1'000'000;           ///< `--keep-events`
    qint64 bytes = 1024LL * 1024 * 1024; ///< `--keep-bytes`: the growth of a file (growth.h); in memory, memoryOf()
    qint64 unsafeBytes = 256LL * 1024 * 1024;  ///< `--keep-unsafe-bytes`
    std::chrono::seconds age{ 7 * 24 * 3600 }; ///< `--keep-for`

    /// The given limits, with the default share for unsafe channels: a quarter of @p bytes.
    [[nodiscard]] static constexpr Retention withDefaultShare(qint64 events, qint64 bytes, std::chrono::seconds age)
    {
        return { events, bytes, bytes / 4, age };
    }

    [[nodiscard]] qint64 eventsOf(Trust trust) const { return trust == Trust::Unsafe ? (events - 1) / 4 + 1 : events; }
    [[nodiscard]] qint64 bytesOf(Trust trust) const { return trust == Trust::Unsafe ? unsafeBytes : bytes; }

    /// How much of that marks may use. Marks alone never displace an event.
    [[nodiscard]] qint64 marksBytesOf(Trust trust) const { return bytesOf(trust) / 8; }
    /// The number of names for which the log knows what was dropped, if a mark takes @p weight bytes. For all other
    /// names it reports the highest id that it has forgotten.
    [[nodiscard]] qint64 marksOf(Trust trust, qint64 weight) const
    {
        return std::clamp<qint64>(marksBytesOf(trust) / weight, 16, 100'000);
    }
};

/// The size of an event while it is passed on, in bytes: what was sent, and some overhead.
[[nodiscard]] constexpr qint64 weightOf(qint64 bytesSent)
{
    constexpr qint64 KeptBeside = 128;
    return KeptBeside + bytesSent;
}

[[nodiscard]] inline qint64 weightOf(const Draft &event)
{
    return weightOf(event.body.size() + event.headers.bytes().size() + event.channel.size() + event.query.size());
}

/// The memory that a stored event uses, in bytes: the object, the blocks of its data, and the allocator's overhead.
[[nodiscard]] inline qint64 memoryOf(const Event &event)
{
    constexpr qint64 Block = 32; // the header of Qt's data or of a shared pointer, and the allocator's
    constexpr qint64 PlaceInALog = 16;
    qint64 bytes = qint64(sizeof(Event)) + Block + PlaceInALog;
    for (const QByteArray *part :
         { &event.channel, &event.method, &event.query, &event.headers.bytes(), &event.remote, &event.body })
        bytes += std::max(part->capacity(), part->size()) + (part->isEmpty() ? 0 : Block);
    return bytes;
}

} // namespace hookbot
