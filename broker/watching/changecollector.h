#pragma once

#include "broker/event/clocks.h"
#include "broker/log/searchablelog.h"
#include "broker/monitor/monitor.h"
#include "broker/monitor/observer.h"
#include "broker/stream/listeners.h"
#include "broker/watching/channelbook.h"
#include "broker/watching/deliverycounts.h"
#include "broker/watching/localday.h"
#include "broker/watching/recentarrivals.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>
#include <optional>
#include <vector>

namespace hookbot {

/// What has changed since the last time. Shares nothing, so it may go to another thread.
struct Changes
{
    struct Numbers
    {
        int listeners = 0;
        qint64 eventsToday = 0;
        LogTotals totals;

        bool operator==(const Numbers &) const = default;
    };
    std::optional<Numbers> numbers;
    std::optional<ChannelsChange> channels;
    std::optional<QList<ListenerStatus>> listeners;
    std::vector<RecentArrivals::Arrival> newest;
    qint64 count = 0; ///< of arrivals, of which `newest` are the last

    [[nodiscard]] bool isEmpty() const { return !numbers && !channels && !listeners && count == 0; }
};

/// Collects for a window what changes in a broker, and answers the window's queries. It publishes changes a few times a
/// second, and not before the last were acknowledged, so nothing piles up; without a matching interest an event costs a
/// few additions. Lives in the I/O thread; the engine owns it (Engine::add()), so that it ends there. Answers that are
/// outstanding at its end are never given.
class ChangeCollector final : public QObject, public Observer
{
    Q_OBJECT

public:
    /// Passes changes on to another thread; called in the I/O thread.
    using Publish = std::function<void(Changes)>;

    using Steady = std::chrono::steady_clock;

    /// Leaves the @p hidden channels out of everything. Log and listeners must outlive it.
    ChangeCollector(SearchableLog &log, const Listeners &listeners, QList<QByteArray> hidden, Publish publish,
                    Clocks clocks = {});

    void setInterests(Monitor::Interests interests);
    void hide(const QByteArray &channel);

    /// Publishes what has changed and is due. Its own timer calls this.
    void collect();

    /// The last changes have been processed: the next may be published.
    void acknowledge() { m_isAcknowledged = true; }

    void findEvents(const EventQuery &query, std::function<void(const EventsPage &)> done);
    void findEvent(EventId id, std::function<void(const EventPtr &, std::optional<int> deliveredTo)> done);

    /// The listeners that are not hidden, in the order they came.
    [[nodiscard]] QList<ListenerStatus> listeners() const;

    /// Live and recent channels, at most as many as a window gets.
    void findChannels(std::function<void(const QList<QByteArray> &)> done);

    // Observer
    void committed(const EventPtr &event, int listeners) override;
    void subscribed(const Subscription &subscription) override;
    void unsubscribed(const Subscription &subscription, const QByteArray &reason) override;

private:
    void collectListeners(Changes &changes);
    void collectNumbers(Changes &changes);
    void readTotals();
    void startDay();
    void startCount();
    /// Calls @p take with all steps of a count, while it returns true.
    void count(const ChannelCounts::Continuation &from, const ChannelCounts::Terms &terms,
               std::function<bool(const ChannelCounts &)> take);
    [[nodiscard]] bool isHidden(const QByteArray &channel) const { return m_hidden.contains(channel); }
    [[nodiscard]] qint64 eventsAfter(EventId id) const;
    [[nodiscard]] ListenerStatus statusOf(const Listeners::Entry &entry) const;

    SearchableLog &m_log;
    const Listeners &m_listeners;
    QList<QByteArray> m_hidden;
    Publish m_publish;
    Clocks m_clocks;
    Monitor::Interests m_interests;
    QTimer m_timer;
    bool m_isAcknowledged = true;

    DeliveryCounts m_deliveries;
    ChannelBook m_book;
    qint64 m_countNumber = 0; ///< the number of the present count; answers of older ones are ignored
    Steady::time_point m_countDue = Steady::time_point::max();

    RecentArrivals m_newest;
    qint64 m_arrived = 0;

    qint64 m_today = 0;          ///< events
    qint64 m_sinceCount = 0;     ///< and those since the count began
    bool m_isTodayKnown = false; ///< it includes those from before the start
    LocalDay m_day;              ///< today

    LogTotals m_totals;
    bool m_isReadingTotals = false;
    Changes::Numbers m_sentNumbers;
    bool m_areNumbersSent = false;
    size_t m_sentListeners = 0; ///< a hash of them
    bool m_areListenersSent = false;
    Steady::time_point m_nextSlow; ///< when channels and listeners are published again
    Steady::time_point m_nextNumbers;
};

} // namespace hookbot
