#pragma once

#include "broker/event/channel.h"
#include "broker/event/event.h"
#include "broker/log/damagedevent.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QString>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace hookbot {

/// An event with the beginning of its body, for a list.
struct EventPreview
{
    Event event;     ///< its body is cut
    qint64 size = 0; ///< of the whole body, in bytes
};

/// Which events to find, and how much work one call may do. An event must meet all terms that are set. A plain value.
struct SearchTerms
{
    enum class Direction {
        Older, ///< than `from`, the newest of them first
        Newer  ///< than `from`, the oldest of them first
    };

    /// The limits of one call, so that a search of the whole log does not stall live listeners: the event that reaches
    /// one of them is the last that the call examines, whether it matches or not. A call examines at least one event,
    /// however large.
    struct Budget
    {
        qsizetype events = 2000;
        qint64 bytes = 4LL * 1024 * 1024; ///< of bodies read; a body counts in full
    };

    std::optional<Filter> channel; ///< nullopt: all channels, safe and unsafe
    QByteArrayList words;          ///< see WordSearch
    std::optional<std::chrono::system_clock::time_point> notBefore;
    std::optional<EventId> replayOf;
    /// Whether to include an event that meets all other terms. Called once for each such event, in order, on the thread
    /// that reads the log; it may keep results for the caller, whose answer comes later. Destroyed on the owner's
    /// thread.
    std::function<bool(const EventPreview &)> accepts;

    Direction direction = Direction::Older;
    EventId from; ///< zero: from the end of the log (Older), or from its beginning (Newer)
    qsizetype limit = 100;
    qsizetype bodyPrefix = qsizetype(16) * 1024; ///< maximum bytes of a body in a preview
    Budget budget;
};

/// What one call of EventSearch::search() found.
struct SearchPage
{
    std::vector<EventPreview> found;   ///< in the direction of the search
    EventId upTo;                      ///< the page is complete up to this id: `from` of the next call
    bool isEnd = false;                ///< there are no more events
    QString error;                     ///< why the log could not be read; then the other fields are meaningless
    std::vector<DamagedEvent> damaged; ///< cannot be read back and were skipped
};

} // namespace hookbot
