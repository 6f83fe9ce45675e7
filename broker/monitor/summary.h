#pragma once

#include "broker/event/event.h"
#include "broker/monitor/snapshots.h"

namespace hookbot {

/// A row of a list of events: everything but `deliveredTo`, which the event does not know. The beginning of the body is
/// enough; @p size is that of the whole. For known services it describes who did what, from the header fields and a few
/// members of the payload, and never shows a payload unchanged. Pure, and bounded: reads at most 64 KiB of the body.
[[nodiscard]] EventSummary summaryOf(const Event &event, qint64 size);

} // namespace hookbot
