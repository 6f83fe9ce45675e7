#include "broker/watching/changecollector.h"

#include "broker/monitor/summary.h"
#include "broker/watching/searchtermsof.h"

#include <QtCore/QPointer>

#include <algorithm>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr auto ArrivalsPause = 100ms;
constexpr auto SlowPause = 250ms;
constexpr auto NumbersPause = 1s;
/// Retention drops events silently, so channels are counted again at this interval.
constexpr auto CountPause = 60s;

size_t hashOf(const QList<ListenerStatus> &listeners)
{
    size_t hash = size_t(listeners.size());
    for (const ListenerStatus &listener : listeners)
        hash = qHashMulti(hash, listener.id, listener.delivered, listener.queuedBytes, listener.behind);
    return hash;
}

} // namespace

ChangeCollector::ChangeCollector(SearchableLog &log, const Listeners &listeners, QList<QByteArray> hidden,
                                 Publish publish, Clocks clocks)
    : m_log(log),
      m_listeners(listeners),
      m_hidden(std::move(hidden)),
      m_publish(std::move(publish)),
      m_clocks(std::move(clocks))
{
    for (const Listener *listener : m_listeners.all()) {
        if (!isHidden(listener->filter().name))
            m_book.listenerCame(listener->filter().name);
    }
    connect(&m_timer, &QTimer::timeout, this, &ChangeCollector::collect);
    startDay();
    startCount();
    m_timer.start(NumbersPause);
    readTotals();
}

void ChangeCollector::setInterests(Monitor::Interests interests)
{
    const Monitor::Interests added = interests & ~m_interests;
    m_interests = interests;
    if (added & Monitor::Interest::Channels) {
        m_book.restart();
        startCount();
    }
    if (!(interests & Monitor::Interest::Channels)) {
        m_countDue = Steady::time_point::max();
        m_book.restart();
    }
    if (added & Monitor::Interest::Listeners)
        m_areListenersSent = false;
    if (!(interests & Monitor::Interest::Arrivals)) {
        m_newest.clear();
        m_arrived = 0;
    }
    const bool isSlow = interests & (Monitor::Interest::Channels | Monitor::Interest::Listeners);
    const bool hasArrivals = interests & Monitor::Interest::Arrivals;
    m_timer.start(hasArrivals ? ArrivalsPause : isSlow ? SlowPause : std::chrono::milliseconds(NumbersPause));
}

void ChangeCollector::hide(const QByteArray &channel)
{
    if (isHidden(channel))
        return;
    for (const Listener *listener : m_listeners.all()) {
        if (listener->filter().name == channel)
            m_book.listenerGone(channel);
    }
    m_hidden.append(channel);
    m_areListenersSent = false;
    m_book.restart();
    startCount();
}

void ChangeCollector::subscribed(const Subscription &subscription)
{
    if (!isHidden(subscription.channel))
        m_book.listenerCame(subscription.channel);
}

void ChangeCollector::unsubscribed(const Subscription &subscription, const QByteArray &)
{
    if (!isHidden(subscription.channel))
        m_book.listenerGone(subscription.channel);
}

void ChangeCollector::committed(const EventPtr &event, int listeners)
{
    m_deliveries.add(event->id, listeners);
    if (isHidden(event->channel))
        return;
    if (event->time >= m_day.end)
        startDay();
    ++m_today;
    ++m_sinceCount;
    if (m_interests & Monitor::Interest::Channels)
        m_book.eventCame(event->channel, event->id, event->time, minuteOf(event->time));
    if (m_interests & Monitor::Interest::Arrivals) {
        ++m_arrived;
        m_newest.add(event, listeners);
    }
}

/// Starts a new day, in the server's time zone.
void ChangeCollector::startDay()
{
    const bool isFirst = m_day.end == std::chrono::system_clock::time_point();
    m_day = LocalDay::of(m_clocks.wall());
    if (isFirst)
        return;
    m_today = 0;
    m_isTodayKnown = true; // all of it comes from now on
}

void ChangeCollector::startCount()
{
    m_sinceCount = 0;
    m_book.beginCount();
    m_countDue = Steady::time_point::max();
    const auto hourAgo = m_clocks.wall() - std::chrono::minutes(ChannelStatus::Minutes - 1);
    const auto firstAt = [&](std::chrono::system_clock::time_point time) {
        return EventId{ m_log.positionAt(time).value + 1 };
    };
    const ChannelCounts::Terms terms{ .upTo = m_log.head(),
                                      .today = firstAt(m_day.begin),
                                      .hour = firstAt(std::chrono::floor<std::chrono::minutes>(hourAgo)) };
    count({}, terms, [this, number = ++m_countNumber, today = qint64(0)](const ChannelCounts &counts) mutable {
        if (number != m_countNumber)
            return false;
        if (!counts.error.isEmpty()) {
            m_countDue = m_clocks.steady() + CountPause;
            return false;
        }
        for (const ChannelCounts::Channel &channel : counts.channels) {
            if (isHidden(channel.name))
                continue;
            today += channel.today;
            if (m_interests & Monitor::Interest::Channels)
                m_book.count(channel);
        }
        if (!counts.isEnd)
            return true;
        if (!std::exchange(m_isTodayKnown, true))
            m_today = today + m_sinceCount;
        if (m_interests & Monitor::Interest::Channels) {
            m_book.endCount();
            m_countDue = m_clocks.steady() + CountPause;
        }
        return false;
    });
}

void ChangeCollector::count(const ChannelCounts::Continuation &from, const ChannelCounts::Terms &terms,
                            std::function<bool(const ChannelCounts &)> take)
{
    m_log.count(from, terms,
                [alive = QPointer(this), this, terms, take = std::move(take)](const ChannelCounts &counts) {
                    if (alive && take(counts) && !counts.isEnd)
                        count(counts.next, terms, take);
                });
}

void ChangeCollector::collect()
{
    const auto now = m_clocks.steady();
    const auto today = m_clocks.wall();
    if (today >= m_day.end) {
        startDay();
    } else if (today < m_day.begin) { // the clock was set back
        startDay();
        m_isTodayKnown = false;
        m_countDue = now;
    }
    if (now >= m_countDue)
        startCount();
    if (!m_isAcknowledged)
        return;
    Changes changes;
    changes.count = std::exchange(m_arrived, 0);
    changes.newest = m_newest.take();
    if (now >= m_nextSlow) {
        m_nextSlow = now + SlowPause - ArrivalsPause / 2; // the timer is not to the millisecond
        if (m_interests & Monitor::Interest::Channels) {
            const auto minute = std::chrono::floor<std::chrono::minutes>(today);
            changes.channels = m_book.take(minute.time_since_epoch().count());
        }
        if (m_interests & Monitor::Interest::Listeners)
            collectListeners(changes);
    }
    if (now >= m_nextNumbers) {
        m_nextNumbers = now + NumbersPause - ArrivalsPause / 2;
        collectNumbers(changes);
        readTotals();
    }
    if (changes.isEmpty())
        return;
    m_isAcknowledged = false;
    m_publish(std::move(changes));
}

void ChangeCollector::collectListeners(Changes &changes)
{
    QList<ListenerStatus> now = listeners();
    const size_t hash = hashOf(now);
    if (m_areListenersSent && hash == m_sentListeners)
        return;
    m_areListenersSent = true;
    m_sentListeners = hash;
    changes.listeners = std::move(now);
}

QList<ListenerStatus> ChangeCollector::listeners() const
{
    QList<ListenerStatus> statuses;
    for (const auto &[listener, entry] : m_listeners.entries()) {
        if (!isHidden(listener->filter().name))
            statuses.append(statusOf(entry));
    }
    std::ranges::sort(statuses, {}, &ListenerStatus::id);
    return statuses;
}

ListenerStatus ChangeCollector::statusOf(const Listeners::Entry &entry) const
{
    const Cursor &cursor = entry.listener->cursor();
    ListenerStatus status;
    status.id = entry.id;
    status.channel = cursor.filter().name;
    status.remote = entry.listener->remote();
    status.program = entry.client.program;
    status.transport = entry.client.transport == ClientInfo::Transport::EventStream
                           ? ListenerStatus::Transport::EventStream
                           : ListenerStatus::Transport::WebSocket;
    status.isJson = entry.client.isJson;
    status.since = entry.since;
    status.delivered = cursor.given();
    status.queuedBytes = entry.listener->pending();
    status.behind = cursor.isLive() ? 0 : eventsAfter(cursor.place());
    return status;
}

/// An upper bound; exact while `id` is still in m_deliveries.
qint64 ChangeCollector::eventsAfter(EventId id) const
{
    return m_deliveries.countAfter(id).value_or(m_totals.events);
}

void ChangeCollector::collectNumbers(Changes &changes)
{
    Changes::Numbers numbers;
    numbers.listeners = m_book.listeners();
    numbers.eventsToday = m_today;
    numbers.totals = m_totals;
    if (std::exchange(m_areNumbersSent, true) && numbers == m_sentNumbers)
        return;
    m_sentNumbers = numbers;
    changes.numbers = std::move(numbers);
}

/// Refreshes m_totals; the next collectNumbers() reports it.
void ChangeCollector::readTotals()
{
    if (std::exchange(m_isReadingTotals, true))
        return;
    m_log.totals([alive = QPointer(this), this](const LogTotals &totals) {
        if (!alive)
            return;
        m_isReadingTotals = false;
        if (totals.error.isEmpty())
            m_totals = totals;
    });
}

void ChangeCollector::findEvents(const EventQuery &query, std::function<void(const EventsPage &)> done)
{
    const auto found = std::make_shared<QList<EventSummary>>();
    SearchTerms terms = searchTermsOf(query);
    terms.accepts = [found, query, hidden = m_hidden](const EventPreview &preview) {
        if (hidden.contains(preview.event.channel))
            return false;
        EventSummary summary = summaryOf(preview.event, preview.size);
        if (!query.fits(summary))
            return false;
        found->append(std::move(summary));
        return true;
    };
    m_log.search(std::move(terms),
                 [alive = QPointer(this), this, found, done = std::move(done)](const SearchPage &searched) {
                     if (!alive)
                         return;
                     EventsPage page;
                     page.events = std::move(*found);
                     for (EventSummary &summary : page.events)
                         summary.deliveredTo = m_deliveries.of({ summary.id });
                     page.upTo = searched.upTo.value;
                     page.isEnd = searched.isEnd;
                     page.error = searched.error;
                     done(page);
                 });
}

void ChangeCollector::findEvent(EventId id, std::function<void(const EventPtr &, std::optional<int>)> done)
{
    m_log.find(id, [alive = QPointer(this), this, id, done = std::move(done)](const EventPtr &event) {
        if (alive)
            done(event, m_deliveries.of(id));
    });
}

void ChangeCollector::findChannels(std::function<void(const QList<QByteArray> &)> done)
{
    const auto book = std::make_shared<ChannelBook>(m_book);
    book->restart(); // keeps the listeners
    book->beginCount();
    const ChannelCounts::Terms terms{ .upTo = m_log.head(), .today = {}, .hour = m_log.head() };
    count({}, terms, [this, book, done = std::move(done)](const ChannelCounts &counts) {
        for (const ChannelCounts::Channel &channel : counts.channels) {
            if (!isHidden(channel.name))
                book->count(channel);
        }
        const bool isOver = counts.isEnd || !counts.error.isEmpty();
        if (isOver) {
            book->endCount();
            done(book->names());
        }
        return !isOver;
    });
}

} // namespace hookbot
