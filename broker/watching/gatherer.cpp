#include "broker/watching/gatherer.h"

#include "broker/monitor/summary.h"

#include <QtCore/QDateTime>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr auto ArrivalsPause = 100ms;
constexpr auto SlowPause = 250ms;
constexpr auto NumbersPause = 1s;
/// Retention drops events without a word: so often, channels are counted anew.
constexpr auto CountPause = 60s;

/// So many of what came are told one by one, and so much of them is kept until then.
constexpr size_t MostNewest = 200;
constexpr qsizetype MostNewestBytes = qsizetype(4) * 1024 * 1024;

/// Of a body so much is looked at for its summary.
constexpr qsizetype LookedAt = qsizetype(16) * 1024;

/// A window asks for so many at most.
constexpr int MostFound = 1000;

qsizetype weightOf(const Event &event)
{
    return qsizetype(sizeof(Event)) + event.channel.size() + event.method.size() + event.query.size() +
           event.headers.bytes().size() + event.remote.size() + event.body.size();
}

std::chrono::system_clock::time_point timeOf(const QDateTime &time)
{
    return std::chrono::system_clock::time_point(std::chrono::milliseconds(time.toMSecsSinceEpoch()));
}

size_t hashOf(const QList<ListenerStatus> &listeners)
{
    size_t hash = size_t(listeners.size());
    for (const ListenerStatus &listener : listeners)
        hash = qHashMulti(hash, listener.id, listener.delivered, listener.queuedBytes, listener.behind);
    return hash;
}

SearchTerms termsOf(const EventQuery &query)
{
    SearchTerms terms;
    if (query.channel)
        terms.channel = Filter{ *query.channel };
    for (const QString &word : query.text.simplified().split(u' ', Qt::SkipEmptyParts))
        terms.words.append(word.toUtf8());
    terms.notBefore = query.notBefore;
    if (query.replayOf)
        terms.replayOf = EventId{ *query.replayOf };
    terms.direction =
        query.direction == EventQuery::Direction::Older ? SearchTerms::Direction::Older : SearchTerms::Direction::Newer;
    terms.from = { std::max<qint64>(query.from, 0) };
    terms.limit = std::clamp(query.limit, 1, MostFound);
    return terms;
}

} // namespace

Gatherer::Gatherer(Engine &engine, QList<QByteArray> hidden, Tell tell)
    : QObject(&engine),
      m_engine(engine),
      m_hidden(std::move(hidden)),
      m_tell(std::move(tell))
{
    connect(&engine, &Engine::delivered, this, &Gatherer::delivered);
    connect(&engine, &Engine::listenerCame, this, [this](const QByteArray &channel) {
        if (!isHidden(channel))
            m_book.listenerCame(channel);
    });
    connect(&engine, &Engine::listenerGone, this, [this](const QByteArray &channel) {
        if (!isHidden(channel))
            m_book.listenerGone(channel);
    });
    for (const Listener *listener : engine.listeners().all()) {
        if (!isHidden(listener->filter().name))
            m_book.listenerCame(listener->filter().name);
    }
    connect(&m_timer, &QTimer::timeout, this, &Gatherer::collect);
    startDay();
    startCount();
    m_timer.start(NumbersPause);
    readTotals();
}

void Gatherer::setInterests(Monitor::Interests interests)
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
        m_areListenersTold = false;
    if (!(interests & Monitor::Interest::Arrivals)) {
        forgetNewest();
        m_arrived = 0;
    }
    const bool isSlow = interests & (Monitor::Interest::Channels | Monitor::Interest::Listeners);
    const bool hasArrivals = interests & Monitor::Interest::Arrivals;
    m_timer.start(hasArrivals ? ArrivalsPause : isSlow ? SlowPause : std::chrono::milliseconds(NumbersPause));
}

void Gatherer::hide(const QByteArray &channel)
{
    if (isHidden(channel))
        return;
    for (const Listener *listener : m_engine.listeners().all()) {
        if (listener->filter().name == channel)
            m_book.listenerGone(channel);
    }
    m_hidden.append(channel);
    m_areListenersTold = false;
    m_book.restart();
    startCount();
}

void Gatherer::delivered(const EventPtr &event, int listeners)
{
    m_deliveries.add(event->id, listeners);
    if (isHidden(event->channel))
        return;
    if (event->time >= m_tomorrow)
        startDay();
    ++m_today;
    ++m_sinceCount;
    if (m_interests & Monitor::Interest::Channels)
        m_book.eventCame(event->channel, event->id, event->time, minuteOf(event->time));
    if (m_interests & Monitor::Interest::Arrivals) {
        ++m_arrived;
        addNewest(event, listeners);
    }
}

/// A window may be slow to take them, and the log need not keep them as long: their bodies stay its own.
void Gatherer::addNewest(const EventPtr &event, int listeners)
{
    Gathered::Arrival arrival{ event, event->body.size(), listeners };
    if (event->body.size() > LookedAt) {
        auto shortened = std::make_shared<Event>(*event);
        shortened->body = QByteArray(event->body.constData(), LookedAt);
        arrival.event = std::move(shortened);
    }
    m_newestBytes += weightOf(*arrival.event);
    m_newest.push_back(std::move(arrival));
    while (m_newest.size() > MostNewest || (m_newestBytes > MostNewestBytes && m_newest.size() > 1)) {
        m_newestBytes -= weightOf(*m_newest.front().event);
        m_newest.pop_front();
    }
}

void Gatherer::forgetNewest()
{
    m_newest.clear();
    m_newestBytes = 0;
}

/// Where the server is, at midnight.
void Gatherer::startDay()
{
    const QDate today = QDate::currentDate();
    const bool isFirst = m_tomorrow == std::chrono::system_clock::time_point();
    m_midnight = timeOf(today.startOfDay());
    m_tomorrow = timeOf(today.addDays(1).startOfDay());
    if (isFirst)
        return;
    m_today = 0;
    m_isTodayKnown = true; // all of it comes from now on
}

void Gatherer::startCount()
{
    m_sinceCount = 0;
    m_book.beginCount();
    m_countDue = Steady::time_point::max();
    const auto hourAgo = std::chrono::system_clock::now() - std::chrono::minutes(ChannelStatus::Minutes - 1);
    const EventLog &log = m_engine.log();
    const auto firstAt = [&](std::chrono::system_clock::time_point time) {
        return EventId{ log.positionAt(time).value + 1 };
    };
    const ChannelCounts::Terms terms{ .upTo = log.head(),
                                      .today = firstAt(m_midnight),
                                      .hour = firstAt(std::chrono::floor<std::chrono::minutes>(hourAgo)) };
    count({}, terms, [this, number = ++m_countNumber, today = qint64(0)](const ChannelCounts &counts) mutable {
        if (number != m_countNumber)
            return false;
        if (!counts.error.isEmpty()) {
            m_countDue = Steady::now() + CountPause;
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
            m_countDue = Steady::now() + CountPause;
        }
        return false;
    });
}

void Gatherer::count(const ChannelCounts::Continuation &from, const ChannelCounts::Terms &terms,
                     std::function<bool(const ChannelCounts &)> take)
{
    m_engine.eventSearch().count(from, terms, [this, terms, take = std::move(take)](const ChannelCounts &counts) {
        if (take(counts) && !counts.isEnd)
            count(counts.next, terms, take);
    });
}

void Gatherer::collect()
{
    const auto now = Steady::now();
    const auto today = std::chrono::system_clock::now();
    if (today >= m_tomorrow) {
        startDay();
    } else if (today < m_midnight) { // the clock was set back
        startDay();
        m_isTodayKnown = false;
        m_countDue = now;
    }
    if (now >= m_countDue)
        startCount();
    if (!m_isTaken)
        return;
    Gathered gathered;
    gathered.count = std::exchange(m_arrived, 0);
    gathered.newest.assign(std::make_move_iterator(m_newest.begin()), std::make_move_iterator(m_newest.end()));
    forgetNewest();
    if (now >= m_nextSlow) {
        m_nextSlow = now + SlowPause - ArrivalsPause / 2; // the timer is not to the millisecond
        if (m_interests & Monitor::Interest::Channels) {
            const auto minute = std::chrono::floor<std::chrono::minutes>(std::chrono::system_clock::now());
            gathered.channels = m_book.take(minute.time_since_epoch().count());
        }
        if (m_interests & Monitor::Interest::Listeners)
            collectListeners(gathered);
    }
    if (now >= m_nextNumbers) {
        m_nextNumbers = now + NumbersPause - ArrivalsPause / 2;
        collectNumbers(gathered);
        readTotals();
    }
    if (gathered.isEmpty())
        return;
    m_isTaken = false;
    m_tell(std::move(gathered));
}

void Gatherer::collectListeners(Gathered &gathered)
{
    QList<ListenerStatus> now = listeners();
    const size_t hash = hashOf(now);
    if (m_areListenersTold && hash == m_toldListeners)
        return;
    m_areListenersTold = true;
    m_toldListeners = hash;
    gathered.listeners = std::move(now);
}

QList<ListenerStatus> Gatherer::listeners() const
{
    QList<ListenerStatus> listeners = m_engine.listeners().statuses([this](EventId id) { return eventsAfter(id); });
    listeners.removeIf([this](const ListenerStatus &listener) { return isHidden(listener.channel); });
    return listeners;
}

/// At most.
qint64 Gatherer::eventsAfter(EventId id) const
{
    return m_deliveries.countAfter(id).value_or(m_totals.events);
}

void Gatherer::collectNumbers(Gathered &gathered)
{
    Gathered::Numbers numbers;
    numbers.listeners = m_book.listeners();
    numbers.eventsToday = m_today;
    numbers.totals = m_totals;
    const auto same = [](const Gathered::Numbers &a, const Gathered::Numbers &b) {
        return a.listeners == b.listeners && a.eventsToday == b.eventsToday && a.totals.events == b.totals.events &&
               a.totals.bytes == b.totals.bytes && a.totals.oldest == b.totals.oldest;
    };
    if (std::exchange(m_areNumbersTold, true) && same(numbers, m_toldNumbers))
        return;
    m_toldNumbers = numbers;
    gathered.numbers = std::move(numbers);
}

/// For the next time.
void Gatherer::readTotals()
{
    if (std::exchange(m_isWeighing, true))
        return;
    m_engine.eventSearch().totals([this](const LogTotals &totals) {
        m_isWeighing = false;
        if (totals.error.isEmpty())
            m_totals = totals;
    });
}

void Gatherer::findEvents(const EventQuery &query, std::function<void(const EventsPage &)> done)
{
    const auto found = std::make_shared<QList<EventSummary>>();
    SearchTerms terms = termsOf(query);
    terms.accepts = [found, kind = query.kind, hidden = m_hidden](const EventPreview &preview) {
        if (hidden.contains(preview.event.channel))
            return false;
        EventSummary summary = summaryOf(preview.event, preview.size);
        if (!summary.kind.startsWith(kind, Qt::CaseInsensitive) &&
            !summary.service.startsWith(kind, Qt::CaseInsensitive))
            return false;
        found->append(std::move(summary));
        return true;
    };
    m_engine.eventSearch().search(std::move(terms), [this, found, done = std::move(done)](const SearchPage &searched) {
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

void Gatherer::findEvent(EventId id, std::function<void(const EventPtr &, std::optional<int>)> done)
{
    m_engine.log().find(
        id, [this, id, done = std::move(done)](const EventPtr &event) { done(event, m_deliveries.of(id)); });
}

void Gatherer::findChannels(std::function<void(const QList<QByteArray> &)> done)
{
    const auto book = std::make_shared<ChannelBook>(m_book);
    book->restart(); // keeps the listeners
    book->beginCount();
    const ChannelCounts::Terms terms{ .upTo = m_engine.log().head(), .today = {}, .hour = m_engine.log().head() };
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
