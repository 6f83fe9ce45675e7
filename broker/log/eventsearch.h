#pragma once

#include "broker/log/channelcounts.h"
#include "broker/log/searchterms.h"

#include <functional>

namespace hookbot {

/// Searches and counts what a log keeps, for a window.
///
/// Each call does a bounded piece of the work, since it shares a thread with live listeners or with readers that catch
/// up; its answer states where the next call continues. Like EventLog, no call answers before it has returned, and
/// answers arrive on the log's own thread, in the event loop.
class EventSearch
{
public:
    EventSearch() = default;
    virtual ~EventSearch() = default;
    EventSearch(const EventSearch &) = delete;
    EventSearch &operator=(const EventSearch &) = delete;

    /// Finds events in either direction, one page per call.
    virtual void search(SearchTerms terms, std::function<void(const SearchPage &)> done) = 0;

    /// Counts the events of each channel, one step per call.
    virtual void count(const ChannelCounts::Continuation &from, const ChannelCounts::Terms &terms,
                       std::function<void(const ChannelCounts &)> done) = 0;

    /// Reads the totals of the log. Cheap: they are not counted at the call.
    virtual void totals(std::function<void(const LogTotals &)> done) = 0;
};

} // namespace hookbot
