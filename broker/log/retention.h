#pragma once

#include "channel.h"
#include "event.h"

#include <chrono>

namespace hookbot {

/// How much a log keeps; what is beyond any of it is dropped, oldest first. A plain value.
///
/// Unsafe channels, to which anybody may publish, have a budget of their own, so that no stranger's flood pushes out
/// what was authenticated: their bytes are `unsafeBytes`, and their number is a quarter of `events`.
struct Retention
{
    qint64 events = 1'000'000;                 ///< `--keep-events`
    qint64 bytes = 1024LL * 1024 * 1024;       ///< `--keep-bytes`, as weighed by weightOf()
    qint64 unsafeBytes = 256LL * 1024 * 1024;  ///< `--keep-unsafe-bytes`
    std::chrono::seconds age{ 7 * 24 * 3600 }; ///< `--keep-for`

    [[nodiscard]] qint64 eventsOf(Trust trust) const { return trust == Trust::Unsafe ? (events - 1) / 4 + 1 : events; }
    [[nodiscard]] qint64 bytesOf(Trust trust) const { return trust == Trust::Unsafe ? unsafeBytes : bytes; }
};

/// What an event counts as, in bytes: what was sent, and about what keeping it takes beside that.
[[nodiscard]] constexpr qint64 weightOf(qint64 bytesSent)
{
    constexpr qint64 KeptBeside = 128;
    return KeptBeside + bytesSent;
}

[[nodiscard]] inline qint64 weightOf(const Draft &event)
{
    return weightOf(event.body.size() + event.headers.bytes().size() + event.channel.size() + event.query.size());
}

} // namespace hookbot
