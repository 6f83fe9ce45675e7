#include "broker/monitor/snapshots.h"

namespace hookbot {

bool EventQuery::fits(const EventSummary &event) const
{
    if (channel && !Filter{ *channel }.matches(event.channel))
        return false;
    if (!event.kind.startsWith(kind, Qt::CaseInsensitive) && !event.service.startsWith(kind, Qt::CaseInsensitive))
        return false;
    if (replayOf && event.replayOf != *replayOf)
        return false;
    return !notBefore || event.time >= *notBefore;
}

} // namespace hookbot
