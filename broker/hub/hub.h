#pragma once

#include "broker/event/channel.h"
#include "broker/event/event.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hookbot {

/// Who hears the events of a subscription as they are committed. Not owned by the Hub.
class Subscriber
{
public:
    Subscriber() = default;
    Subscriber(const Subscriber &) = delete;
    Subscriber &operator=(const Subscriber &) = delete;
    virtual ~Subscriber() = default;

    /// An event that its filter matches. Returns whether it took it now; one that is behind says no and reads it from
    /// the log later. May subscribe and unsubscribe anybody, itself included.
    virtual bool offer(const EventPtr &event) = 0;
};

/// Hands committed events to those who subscribed: no sockets, no clocks, one thread.
///
/// A subscription is found by its channel or, if recursive, by one of the prefixes of the event's channel; nothing is
/// ever scanned, so what idle subscriptions cost is memory alone.
class Hub
{
public:
    Hub() = default;
    Hub(const Hub &) = delete;
    Hub &operator=(const Hub &) = delete;

    /// From the next event on; while an event is being delivered, not that one. One filter a subscriber.
    void subscribe(const Filter &filter, Subscriber *subscriber);

    /// At once, even while an event is being delivered. Unknown subscribers are ignored.
    void unsubscribe(const Filter &filter, Subscriber *subscriber);

    /// Offers the event to every subscriber whose filter matches; returns how many took it. Ids must grow.
    int deliver(const EventPtr &event);

    /// The id of the last event that was delivered to all; during deliver(), of the one before.
    [[nodiscard]] EventId head() const { return m_head; }

    /// What the log held when this hub began: everything up to it counts as delivered.
    void startAt(EventId head) { m_head = head; }

    [[nodiscard]] qsizetype subscriptions() const { return m_subscriptions; }

private:
    struct Hash
    {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    /// In order of subscription. One that leaves during a delivery leaves a null pointer, which is swept afterwards.
    using Subscribers = std::vector<Subscriber *>;
    using Table = std::unordered_map<std::string, Subscribers, Hash, std::equal_to<>>;

    void sweep();
    Table &tableOf(const Filter &filter) { return filter.isRecursive() ? m_byPrefix : m_byChannel; }

    Table m_byChannel;
    Table m_byPrefix;
    std::vector<std::pair<Table *, std::string>> m_toSweep;
    EventId m_head;
    qsizetype m_subscriptions = 0;
    int m_deliveries = 0; ///< how many deliver() calls are under way, one within the other
};

} // namespace hookbot
