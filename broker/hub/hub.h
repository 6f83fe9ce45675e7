#pragma once

#include "broker/event/bytehash.h"
#include "broker/event/channel.h"
#include "broker/event/event.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hookbot {

/// Receives the events of a subscription as they are committed. Not owned by the Hub.
class Subscriber
{
public:
    Subscriber() = default;
    Subscriber(const Subscriber &) = delete;
    Subscriber &operator=(const Subscriber &) = delete;
    virtual ~Subscriber() = default;

    /// Offers an event that matches the filter. Returns whether it was accepted; a subscriber that is behind refuses,
    /// and reads it from the log later. May subscribe and unsubscribe any subscriber, itself included.
    virtual bool offer(const EventPtr &event) = 0;
};

/// Delivers committed events to subscribers. Has no sockets and no clocks; one thread.
///
/// Subscriptions are found by the event's channel or, if recursive, by one of its prefixes; nothing is scanned, so idle
/// subscriptions cost only memory.
class Hub
{
public:
    Hub() = default;
    Hub(const Hub &) = delete;
    Hub &operator=(const Hub &) = delete;

    /// Effective from the next event on, not for one that is being delivered. One filter per subscriber.
    void subscribe(const Filter &filter, Subscriber *subscriber);

    /// Effective at once, even while an event is being delivered. Ignores unknown subscribers.
    void unsubscribe(const Filter &filter, Subscriber *subscriber);

    /// Offers the event to every subscriber whose filter matches. Returns how many accepted it. Ids must grow.
    int deliver(const EventPtr &event);

    /// The id of the last event that was delivered to all; during deliver(), of the one before.
    [[nodiscard]] EventId head() const { return m_head; }

    /// Everything up to @p head, the log's head at the start, counts as delivered.
    void startAt(EventId head) { m_head = head; }

    [[nodiscard]] qsizetype subscriptions() const { return m_subscriptions; }

private:
    /// In order of subscription. A subscriber that leaves during a delivery leaves null, which is removed afterwards.
    using Subscribers = std::vector<Subscriber *>;
    using Table = std::unordered_map<std::string, Subscribers, ByteHash, std::equal_to<>>;

    void sweep();
    Table &tableOf(const Filter &filter) { return filter.isRecursive() ? m_byPrefix : m_byChannel; }

    Table m_byChannel;
    Table m_byPrefix;
    std::vector<std::pair<Table *, std::string>> m_toSweep;
    EventId m_head;
    qsizetype m_subscriptions = 0;
    int m_deliveries = 0; ///< number of nested deliver() calls
};

} // namespace hookbot
