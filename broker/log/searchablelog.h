#pragma once

#include "broker/log/eventlog.h"
#include "broker/log/eventsearch.h"

namespace hookbot {

/// A log that can be searched: what a broker owns. Everything but a window needs only the EventLog.
class SearchableLog : public EventLog, public EventSearch
{
    Q_OBJECT

public:
    using EventLog::EventLog;
};

} // namespace hookbot
