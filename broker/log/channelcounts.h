#pragma once

#include "broker/event/eventid.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <chrono>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace hookbot {

/// How many events a log has of each channel, counted in steps: counting a million events must not stall live
/// listeners. One channel may appear in several steps, in any order; add them up.
///
/// Channels that end in a slash are left out: the log files their events under the name of a prefix.
struct ChannelCounts
{
    /// Where the next step continues. Only the log interprets it.
    struct Continuation
    {
        QByteArray name;
        EventId id;
        qint64 number = std::numeric_limits<qint64>::min(); ///< of a name (namenumbers.h)
        bool isOld = false;                                 ///< among the events filed by hookbot 0.1.0, by `name`
    };

    /// What to count.
    struct Terms
    {
        EventId upTo;  ///< ignore events after it
        EventId today; ///< `today` counts from this id on
        EventId hour;  ///< `minutes` count from this id on
    };

    struct Channel
    {
        QByteArray name;
        qint64 events = 0;
        qint64 today = 0;
        EventId last;
        std::vector<std::pair<qint64, qint64>> minutes = {}; ///< minute since 1970, events; in any order
        std::chrono::system_clock::time_point time = {};     ///< when the last event was appended
    };

    std::vector<Channel> channels;
    Continuation next;
    bool isEnd = false;
    QString error; ///< why the log could not be read; then the other fields are meaningless
};

/// The minute since 1970.
[[nodiscard]] inline qint64 minuteOf(std::chrono::system_clock::time_point time)
{
    return std::chrono::floor<std::chrono::minutes>(time).time_since_epoch().count();
}

[[nodiscard]] inline qint64 minuteOf(EventId id)
{
    return minuteOf(id.time());
}

/// The totals of a log.
struct LogTotals
{
    qint64 events = 0;
    qint64 bytes = 0;                                            ///< as retention counts them (growth.h)
    std::optional<std::chrono::system_clock::time_point> oldest; ///< when the oldest event was appended
    QString error;                                               ///< why the log could not be read

    bool operator==(const LogTotals &) const = default;
};

} // namespace hookbot
