#pragma once

#include "broker/event/channel.h"
#include "broker/event/eventid.h"
#include "broker/log/growth.h"

namespace hookbot {

/// What a log's file keeps of the safe events, or of the unsafe ones: a row of `shelves`. A plain value.
struct SqlitePartition
{
    qint64 events = 0;
    qint64 bytes = 0; ///< what they take (growth.h)
    EventId pruned;   ///< the highest id that was dropped
    qint64 marks = 0; ///< names of which it is known what was dropped
    PageFill in;      ///< where the next event goes
    PageFill out;     ///< where the oldest was
};

/// `shelves.is_unsafe`.
[[nodiscard]] inline qint64 flagOf(Trust trust)
{
    return trust == Trust::Unsafe ? 1 : 0;
}

} // namespace hookbot
