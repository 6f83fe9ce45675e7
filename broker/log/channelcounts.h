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

/// What a log holds of each channel, counted in steps: who counts a million events must not keep those waiting who
/// hear. A channel may come in several steps, and in any order; what they say of it is to be added up.
///
/// Channels that end in a slash are left out: the log files their events under the name of a prefix.
struct ChannelCounts
{
    /// Where the next step goes on; for the log alone.
    struct Continuation
    {
        QByteArray name;
        EventId id;
        qint64 number = std::numeric_limits<qint64>::min(); ///< of a name (namenumbers.h)
        bool isOld = false;                                 ///< among what hookbot 0.1.0 has filed, by `name`
    };

    /// What is counted.
    struct Terms
    {
        EventId upTo;  ///< nothing beyond
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
        std::chrono::system_clock::time_point time = {};     ///< when the last was taken in
    };

    std::vector<Channel> channels;
    Continuation next;
    bool isEnd = false;
    QString error; ///< why the log could not be read; then the rest says nothing
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

/// What a log holds in all.
struct LogTotals
{
    qint64 events = 0;
    qint64 bytes = 0;                                            ///< as retention weighs them
    std::optional<std::chrono::system_clock::time_point> oldest; ///< when the oldest event was taken in
    QString error;                                               ///< why the log could not be read
};

} // namespace hookbot
