#pragma once

#include "broker/hub/hub.h"
#include "broker/stream/pagequeue.h"

namespace hookbot {

/// A listener's position in the log, and the rule by which it moves.
///
/// At the head it takes events from the hub as they are committed. Behind the head it ignores the hub and reads the
/// log, page by page as its sink has room, until a page reaches the hub's head; from there it takes from the hub again.
/// An event is either at or before its position, and was delivered, or after it, and will be: so there is neither gap
/// nor duplicate, whatever is committed meanwhile. Being behind costs a number, not a queue. One thread; owned by the
/// listener.
class Cursor final : private Subscriber
{
public:
    /// Where its events go.
    class Sink
    {
    public:
        virtual ~Sink() = default;
        virtual void take(const EventPtr &event) = 0;
        /// Bytes that it holds and has not sent yet.
        [[nodiscard]] virtual qint64 queued() const = 0;
        /// All sinks together hold more than they should: this one must hold as little as possible.
        [[nodiscard]] virtual bool isCrowded() const { return false; }
        /// Retention has dropped events after @p after; the next it gets is @p oldest or later. False: it cannot
        /// continue.
        virtual bool gap(EventId after, EventId oldest) = 0;
        /// The log cannot be read, and the cursor cannot continue.
        virtual void failed() = 0;
    };

    /// Delivers what @p filter matches. The cursor falls behind when the sink holds more than @p sinkLimit bytes, and
    /// reads on when it holds less than half of that. If the sink is crowded, the cursor falls behind when the sink
    /// holds anything, and reads on, an event at a time, when it holds nothing.
    Cursor(PageQueue &pages, Hub &hub, Filter filter, qint64 sinkLimit, Sink &sink);
    ~Cursor() override;

    /// Begins at the head: delivers what is committed from now on.
    void startLive();

    /// Begins after @p after (zero: with the oldest retained event). An id from the future counts as the head.
    void startAfter(EventId after);

    /// The sink has room again.
    void drained();

    /// Stops for good: the sink accepts no more.
    void stop();

    [[nodiscard]] bool isLive() const { return m_live; }
    [[nodiscard]] const Filter &filter() const { return m_filter; }
    [[nodiscard]] qint64 given() const { return m_given; }
    /// Its position while it is behind; when live, the position is the hub's head.
    [[nodiscard]] EventId place() const { return m_place; }

private:
    bool offer(const EventPtr &event) override;
    void readOn();
    void takePage(const EventLog::Page &page);
    void give(const EventPtr &event);
    [[nodiscard]] qint64 room() const { return m_sink.isCrowded() ? 0 : m_sinkLimit; }

    PageQueue &m_pages;
    Hub &m_hub;
    Filter m_filter;
    qint64 m_sinkLimit;
    Sink &m_sink;
    EventId m_place; ///< everything that matches up to here was given
    qint64 m_given = 0;
    bool m_live = false;
    PageQueue::Ticket m_reading; ///< while the log is asked
};

} // namespace hookbot
