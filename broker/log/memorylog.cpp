#include "broker/log/memorylog.h"

#include "broker/log/filing.h"
#include "broker/log/searchrun.h"

#include <QtCore/QMetaObject>

#include <algorithm>

namespace hookbot {

namespace {

/// The memory of one mark, with its share of the table.
constexpr qint64 MarkWeight = 64;

/// Maximum for one call of a search and for one step of counting, since they run on the thread of everything that is
/// live.
constexpr SearchTerms::Budget LargestBudget{ .events = 1000, .bytes = 1024LL * 1024 };
constexpr qsizetype LongestCount = 10'000;

/// Iterates over the events, safe and unsafe, in the order of ids or the reverse.
class Walk
{
public:
    explicit Walk(bool isOlder) : m_isOlder(isOlder) {}

    /// Adds the events between these two ids, exclusive.
    void add(const std::deque<EventPtr> &events, EventId after, EventId before)
    {
        const auto begin = std::ranges::upper_bound(events, after, {}, &Event::id);
        const auto end = std::ranges::lower_bound(begin, events.end(), before, {}, &Event::id);
        if (begin != end)
            m_rests.push_back({ begin, end });
    }

    /// Null at the end.
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

    /// Precondition: neither is empty.
    [[nodiscard]] bool isBefore(const Rest &a, const Rest &b) const
    {
        return m_isOlder ? (*std::prev(a.end))->id > (*std::prev(b.end))->id : (*a.begin)->id < (*b.begin)->id;
    }

    bool m_isOlder;
    std::vector<Rest> m_rests;
};

} // namespace

MemoryLog::MemoryLog(Retention retention, Now now, QObject *parent)
    : SearchableLog(parent),
      m_retention(retention),
      m_now(std::move(now)),
      m_head(EventId::atTime(m_now()))
{
    for (const Trust trust : { Trust::Safe, Trust::Unsafe })
        m_partitions[trust].pruned = m_partitions[trust].forgotten = m_head;
}

void MemoryLog::appendAll(Batch batch, std::function<void(const Appended &)> done)
{
    if (m_pending.empty())
        QMetaObject::invokeMethod(this, &MemoryLog::commit, Qt::QueuedConnection);
    m_pending.push_back({ std::move(batch), std::move(done) });
}

std::optional<EventId> MemoryLog::position(const QByteArray &name) const
{
    const auto kept = m_positions.find(name);
    return kept != m_positions.end() ? std::optional(kept->second) : std::nullopt;
}

void MemoryLog::commit()
{
    for (Pending &pending : std::exchange(m_pending, {})) {
        if (pending.batch.position)
            m_positions[pending.batch.position->name] = pending.batch.position->upTo;
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
    m_partitions[trust].bytes += memoryOf(*event);
    m_partitions[trust].events.push_back(event);
    prune(trust);
    Q_EMIT committed(event);
    return event->id;
}

qint64 MemoryLog::mostMarks(Trust trust) const
{
    return m_retention.marksOf(trust, MarkWeight);
}

/// The newest event stays, whatever its size: it is being delivered.
void MemoryLog::prune(Trust trust)
{
    const Partition &partition = m_partitions[trust];
    const LogClock::Time now = m_now();
    const qint64 most = m_retention.bytesOf(trust);
    const EventId tooOld = m_clock.positionAt(now - m_retention.age);
    const auto isTooMuch = [&] {
        // Marks count up to their share: alone they never displace an event.
        const qint64 marks = std::min(qint64(partition.dropped.size()) * MarkWeight, m_retention.marksBytesOf(trust));
        return qint64(partition.events.size()) > m_retention.eventsOf(trust) || partition.bytes > most - marks;
    };
    while (partition.events.size() > 1 && (isTooMuch() || partition.events.front()->id <= tooOld))
        dropOldest(trust);
}

void MemoryLog::dropOldest(Trust trust)
{
    Partition &partition = m_partitions[trust];
    const EventPtr event = std::move(partition.events.front());
    partition.events.pop_front();
    partition.bytes -= memoryOf(*event);
    if (qint64(partition.dropped.size()) > mostMarks(trust)) {
        partition.dropped.clear();
        partition.forgotten = partition.pruned;
    }
    partition.pruned = event->id;
    for (const qint64 name : m_numbers.ofChannel(event->channel))
        partition.dropped[name] = event->id;
}

/// The highest id that was dropped among what the filter matches, or a higher one.
EventId MemoryLog::dropped(const Partition &partition, const Filter &filter) const
{
    const QByteArrayView name = nameToRead(filter);
    if (name.isEmpty())
        return partition.pruned;
    const auto mark = partition.dropped.find(m_numbers.of(name));
    return mark != partition.dropped.end() ? mark->second : partition.forgotten;
}

/// May be called after the clock was set back and before the next event.
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
        const std::deque<EventPtr> &events = m_partitions[trust].events;
        const auto found = std::ranges::lower_bound(events, id, {}, &Event::id);
        if (found != events.end() && (*found)->id == id)
            return *found;
    }
    return nullptr;
}

EventLog::Page MemoryLog::pageAfter(EventId after, const Filter &filter, ReadLimit limit) const
{
    const Partition &partition = m_partitions[filter.trust()];
    Page page;
    page.pruned = dropped(partition, filter);
    if (page.pruned > after) {
        const auto oldest = std::ranges::find_if(partition.events,
                                                 [&](const EventPtr &event) { return filter.matches(event->channel); });
        page.oldest = oldest != partition.events.end() ? (*oldest)->id : EventId();
    }
    page.upTo = std::max(after, m_head);
    qint64 bytes = 0;
    for (auto next = std::ranges::upper_bound(partition.events, after, {}, &Event::id); next != partition.events.end();
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

void MemoryLog::search(SearchTerms terms, std::function<void(const SearchPage &)> done)
{
    terms.budget.events = std::min(terms.budget.events, LargestBudget.events);
    terms.budget.bytes = std::min(terms.budget.bytes, LargestBudget.bytes);
    QMetaObject::invokeMethod(
        this, [this, terms = std::move(terms), done = std::move(done)] { done(searchPage(terms)); },
        Qt::QueuedConnection);
}

void MemoryLog::count(const ChannelCounts::Continuation &from, const ChannelCounts::Terms &terms,
                      std::function<void(const ChannelCounts &)> done)
{
    QMetaObject::invokeMethod(
        this, [this, id = from.id, terms, done = std::move(done)] { done(countsAfter(id, terms)); },
        Qt::QueuedConnection);
}

void MemoryLog::totals(std::function<void(const LogTotals &)> done)
{
    QMetaObject::invokeMethod(
        this, [this, done = std::move(done)] { done(currentTotals()); }, Qt::QueuedConnection);
}

SearchPage MemoryLog::searchPage(const SearchTerms &terms) const
{
    SearchRun run(terms, m_head, m_clock);
    Walk walk(run.isOlder());
    for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
        if (!terms.channel || terms.channel->trust() == trust)
            walk.add(m_partitions[trust].events, run.after(), run.before());
    }
    while (!run.isEnough()) {
        const EventPtr event = walk.next();
        if (!event)
            return run.finish(true);
        if (!run.mayMatch(*event))
            continue;
        const qint64 size = event->body.size();
        run.spend(run.needsWholeBody() ? size : std::min<qint64>(size, terms.bodyPrefix));
        run.judge(*event, size);
    }
    return run.finish(false);
}

ChannelCounts MemoryLog::countsAfter(EventId from, const ChannelCounts::Terms &terms) const
{
    Walk walk(false);
    for (const Trust trust : { Trust::Safe, Trust::Unsafe })
        walk.add(m_partitions[trust].events, from, { terms.upTo.value + 1 });
    ChannelCounts counts;
    counts.next.id = from;
    std::map<QByteArray, ChannelCounts::Channel> channels;
    std::map<std::pair<QByteArray, qint64>, qint64> minutes;
    for (qsizetype counted = 0; counted < LongestCount; ++counted) {
        const EventPtr event = walk.next();
        if (!event) {
            counts.isEnd = true;
            break;
        }
        counts.next.id = event->id;
        if (event->channel.endsWith('/'))
            continue;
        ChannelCounts::Channel &channel = channels[event->channel];
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
        counts.channels.push_back(std::move(channel));
    }
    return counts;
}

LogTotals MemoryLog::currentTotals() const
{
    LogTotals totals;
    for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
        const Partition &partition = m_partitions[trust];
        totals.events += qint64(partition.events.size());
        totals.bytes += partition.bytes;
        if (partition.events.empty())
            continue;
        const LogClock::Time oldest = m_clock.timeOf(partition.events.front()->id);
        totals.oldest = std::min(totals.oldest.value_or(oldest), oldest);
    }
    return totals;
}

} // namespace hookbot
