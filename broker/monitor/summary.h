#pragma once

#include "broker/event/event.h"
#include "broker/monitor/snapshots.h"

namespace hookbot {

/// What a list says of an event: everything but `deliveredTo`, which the event does not know. Of its body, of which
/// @p size bytes were posted, the beginning is enough. For services that we know it says who did what, from the header
/// fields and a few members of the payload, and never shows a payload as it is. Pure, and bounded in work: at most 64
/// KiB of the body are looked at.
[[nodiscard]] EventSummary summaryOf(const Event &event, qint64 size);

} // namespace hookbot
