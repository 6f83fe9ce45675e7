#pragma once

#include "broker/event/channel.h"
#include "broker/event/eventid.h"
#include "broker/log/growth.h"

namespace hookbot {

/// The totals of the safe events in a log's file, or of the unsafe ones: a row of `shelves`. A plain value.
struct SqlitePartition
{
    qint64 events = 0;
    qint64 bytes = 0; ///< by which the file has grown (growth.h)
    EventId pruned;   ///< the highest id that was dropped
    qint64 marks = 0; ///< the number of names that have a mark
    PageFill in;      ///< for the next event to be added
    PageFill out;     ///< for the next event to be dropped
};

/// The value of `shelves.is_unsafe`.
[[nodiscard]] inline qint64 flagOf(Trust trust)
{
    return trust == Trust::Unsafe ? 1 : 0;
}

} // namespace hookbot
