#include "broker/log/memorylog.h"

#include "broker/log/hearing.h"

#include <QtCore/QMetaObject>

#include <algorithm>

namespace hookbot {

namespace {

/// What a mark of what was dropped takes, with its share of the table that it is in.
constexpr qint64 MarkWeight = 64;

/// What one call looks at and one step of counting goes through, at most: it is done in the thread of all that is live.
constexpr Look::Budget LargestBudget{ .events = 1000, .bytes = 1024LL * 1024 };
constexpr qsizetype LongestCount = 10'000;

/// Goes through what is kept, safe and unsafe, in the order of ids or against it.
class Walk
{
public:
    explicit Walk(bool isOlder) : m_isOlder(isOlder) {}

    /// What lies between these two ids, without them.
    void add(const std::deque<EventPtr> &events, EventId after, EventId before)
    {
        const auto begin = std::ranges::upper_bound(events, after, {}, &Event::id);
        const auto end = std::ranges::lower_bound(begin, events.end(), before, {}, &Event::id);
        if (begin != end)
            m_rests.push_back({ begin, end });
    }

    /// A null pointer at the end.
    [[nodiscard]] EventPtr next()
    {
        Rest *first = nullptr;
        for (Rest &rest : m_rests) {
            if (rest.begin != rest.end && (!first || isBefore(rest, *first)))
                first = &rest;
        }
        if (!first)
            return nullptr;
        return m_isOlder ? *--first->end : *first->begin++;
    }

private:
    struct Rest
    {
        std::deque<EventPtr>::const_iterator begin;
        std::deque<EventPtr>::const_iterator end;
    };

    /// Of two that have something.
    [[nodiscard]] bool isBefore(const Rest &a, const Rest &b) const
    {
        return m_isOlder ? (*std::prev(a.end))->id > (*std::prev(b.end))->id : (*a.begin)->id < (*b.begin)->id;
    }

    bool m_isOlder;
    std::vector<Rest> m_rests;
};

} // namespace

MemoryLog::MemoryLog(Retention retention, Now now, QObject *parent)
    : EventLog(parent),
      m_retention(retention),
      m_now(std::move(now)),
      m_head(EventId::atTime(m_now()))
{
    for (const Trust trust : { Trust::Safe, Trust::Unsafe })
        m_shelves[trust].pruned = m_shelves[trust].forgotten = m_head;
}

void MemoryLog::appendAll(Batch batch, std::function<void(const Appended &)> done)
{
    if (m_pending.empty())
        QMetaObject::invokeMethod(this, &MemoryLog::commit, Qt::QueuedConnection);
    m_pending.push_back({ std::move(batch), std::move(done) });
}

std::optional<EventId> MemoryLog::place(const QByteArray &name) const
{
    const auto place = m_places.find(name);
    return place != m_places.end() ? std::optional(place->second) : std::nullopt;
}

void MemoryLog::commit()
{
    for (Pending &pending : std::exchange(m_pending, {})) {
        if (pending.batch.place)
            m_places[pending.batch.place->name] = pending.batch.place->upTo;
        EventId last;
        for (Draft &draft : pending.batch.drafts)
            last = take(std::move(draft));
        pending.done({ last, {} });
    }
}

EventId MemoryLog::take(Draft draft)
{
    const auto event = std::make_shared<Event>();
    static_cast<Draft &>(*event) = std::move(draft);
    event->id = m_clock.next(m_head, m_now());
    m_head = event->id;
    const Trust trust = trustOf(event->channel);
    m_shelves[trust].bytes += memoryOf(*event);
    m_shelves[trust].events.push_back(event);
    prune(trust);
    Q_EMIT committed(event);
    return event->id;
}

qint64 MemoryLog::mostMarks(Trust trust) const
{
    return m_retention.marksOf(trust, MarkWeight);
}

/// The newest stays whatever it weighs: it is being delivered.
void MemoryLog::prune(Trust trust)
{
    const Shelf &shelf = m_shelves[trust];
    const LogClock::Time now = m_now();
    const qint64 most = m_retention.bytesOf(trust);
    const EventId tooOld = m_clock.positionAt(now - m_retention.age);
    const auto isTooMuch = [&] {
        // Marks never take more than their share: they alone push out no event.
        const qint64 marks = std::min(qint64(shelf.dropped.size()) * MarkWeight, m_retention.marksBytesOf(trust));
        return qint64(shelf.events.size()) > m_retention.eventsOf(trust) || shelf.bytes > most - marks;
    };
    while (shelf.events.size() > 1 && (isTooMuch() || shelf.events.front()->id <= tooOld))
        dropOldest(trust);
}

void MemoryLog::dropOldest(Trust trust)
{
    Shelf &shelf = m_shelves[trust];
    const EventPtr event = std::move(shelf.events.front());
    shelf.events.pop_front();
    shelf.bytes -= memoryOf(*event);
    if (qint64(shelf.dropped.size()) > mostMarks(trust)) {
        shelf.dropped.clear();
        shelf.forgotten = shelf.pruned;
    }
    shelf.pruned = event->id;
    for (const qint64 name : m_numbers.hearing(event->channel))
        shelf.dropped[name] = event->id;
}

/// The highest id that was dropped of what the filter matches, or a higher one.
EventId MemoryLog::dropped(const Shelf &shelf, const Filter &filter) const
{
    const QByteArrayView name = nameToRead(filter);
    if (name.isEmpty())
        return shelf.pruned;
    const auto mark = shelf.dropped.find(m_numbers.of(name));
    return mark != shelf.dropped.end() ? mark->second : shelf.forgotten;
}

/// It may be asked after the clock was set back and before the next event comes.
EventId MemoryLog::positionAt(LogClock::Time time) const
{
    LogClock clock = m_clock;
    clock.observe(m_head, m_now());
    return clock.positionAt(time);
}

void MemoryLog::read(EventId after, const Filter &filter, ReadLimit limit, std::function<void(const Page &)> done)
{
    QMetaObject::invokeMethod(
        this, [this, after, filter, limit, done = std::move(done)] { done(pageAfter(after, filter, limit)); },
        Qt::QueuedConnection);
}

void MemoryLog::find(EventId id, std::function<void(const EventPtr &)> done)
{
    QMetaObject::invokeMethod(
        this, [this, id, done = std::move(done)] { done(held(id)); }, Qt::QueuedConnection);
}

EventPtr MemoryLog::held(EventId id) const
{
    for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
        const std::deque<EventPtr> &events = m_shelves[trust].events;
        const auto found = std::ranges::lower_bound(events, id, {}, &Event::id);
        if (found != events.end() && (*found)->id == id)
            return *found;
    }
    return nullptr;
}

EventLog::Page MemoryLog::pageAfter(EventId after, const Filter &filter, ReadLimit limit) const
{
    const Shelf &shelf = m_shelves[filter.trust()];
    Page page;
    page.pruned = dropped(shelf, filter);
    if (page.pruned > after) {
        const auto oldest =
            std::ranges::find_if(shelf.events, [&](const EventPtr &event) { return filter.matches(event->channel); });
        page.oldest = oldest != shelf.events.end() ? (*oldest)->id : EventId();
    }
    page.upTo = std::max(after, m_head);
    qint64 bytes = 0;
    for (auto next = std::ranges::upper_bound(shelf.events, after, {}, &Event::id); next != shelf.events.end();
         ++next) {
        if (!filter.matches((*next)->channel))
            continue;
        if (!page.events.empty() && (qsizetype(page.events.size()) >= limit.events || bytes >= limit.bytes)) {
            page.upTo = page.events.back()->id;
            break;
        }
        bytes += weightOf(**next);
        page.events.push_back(*next);
    }
    return page;
}

void MemoryLog::look(Look look, std::function<void(const View &)> done)
{
    look.budget.events = std::min(look.budget.events, LargestBudget.events);
    look.budget.bytes = std::min(look.budget.bytes, LargestBudget.bytes);
    QMetaObject::invokeMethod(
        this, [this, look = std::move(look), done = std::move(done)] { done(viewOf(look)); }, Qt::QueuedConnection);
}

void MemoryLog::count(const Census::Place &from, const Census::Terms &terms, std::function<void(const Census &)> done)
{
    QMetaObject::invokeMethod(
        this, [this, id = from.id, terms, done = std::move(done)] { done(censusAfter(id, terms)); },
        Qt::QueuedConnection);
}

void MemoryLog::weigh(std::function<void(const Holdings &)> done)
{
    QMetaObject::invokeMethod(
        this, [this, done = std::move(done)] { done(holdings()); }, Qt::QueuedConnection);
}

View MemoryLog::viewOf(const Look &look) const
{
    Looking looking(look, m_head, m_clock);
    Walk walk(looking.isOlder());
    for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
        if (!look.channel || look.channel->trust() == trust)
            walk.add(m_shelves[trust].events, looking.after(), looking.before());
    }
    while (!looking.isEnough()) {
        const EventPtr event = walk.next();
        if (!event)
            return looking.finish(true);
        if (!looking.mayMatch(*event))
            continue;
        const qint64 size = event->body.size();
        looking.spend(looking.needsWholeBody() ? size : std::min<qint64>(size, look.bodyPrefix));
        looking.judge(*event, size);
    }
    return looking.finish(false);
}

Census MemoryLog::censusAfter(EventId from, const Census::Terms &terms) const
{
    Walk walk(false);
    for (const Trust trust : { Trust::Safe, Trust::Unsafe })
        walk.add(m_shelves[trust].events, from, { terms.upTo.value + 1 });
    Census census;
    census.next.id = from;
    std::map<QByteArray, Census::Channel> channels;
    std::map<std::pair<QByteArray, qint64>, qint64> minutes;
    for (qsizetype counted = 0; counted < LongestCount; ++counted) {
        const EventPtr event = walk.next();
        if (!event) {
            census.isEnd = true;
            break;
        }
        census.next.id = event->id;
        if (event->channel.endsWith('/'))
            continue;
        Census::Channel &channel = channels[event->channel];
        ++channel.events;
        channel.today += event->id >= terms.today ? 1 : 0;
        channel.last = event->id;
        channel.time = m_clock.timeOf(event->id);
        if (event->id >= terms.hour)
            ++minutes[{ event->channel, minuteOf(channel.time) }];
    }
    for (const auto &[key, events] : minutes)
        channels[key.first].minutes.emplace_back(key.second, events);
    for (auto &[name, channel] : channels) {
        channel.name = name;
        census.channels.push_back(std::move(channel));
    }
    return census;
}

Holdings MemoryLog::holdings() const
{
    Holdings holdings;
    for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
        const Shelf &shelf = m_shelves[trust];
        holdings.events += qint64(shelf.events.size());
        holdings.bytes += shelf.bytes;
        if (shelf.events.empty())
            continue;
        const LogClock::Time oldest = m_clock.timeOf(shelf.events.front()->id);
        holdings.oldest = std::min(holdings.oldest.value_or(oldest), oldest);
    }
    return holdings;
}

} // namespace hookbot
