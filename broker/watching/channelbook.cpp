#include "broker/watching/channelbook.h"

#include <algorithm>
#include <vector>

namespace hookbot {

namespace {

using Bounds = ChannelBook::Bounds;

constexpr std::array<Bounds, 2> PartitionBounds{ ChannelBook::Safe, ChannelBook::Unsafe };

/// What is left when the oldest are left out: that costs time, so it is not to be done for each.
constexpr Bounds afterCut(Bounds bounds)
{
    return { bounds.channels - bounds.channels / 10, bounds.bytes - bounds.bytes / 10 };
}

/// So many bytes of names that changed are remembered; then it is simpler to tell all.
constexpr qsizetype MostChangedBytes = 2 * (ChannelBook::Safe.bytes + ChannelBook::Unsafe.bytes);
constexpr qsizetype MostChanged = 2 * (ChannelBook::Safe.channels + ChannelBook::Unsafe.channels);

} // namespace

ChannelBook::Events &ChannelBook::Partition::at(const QByteArray &name)
{
    const qsizetype before = channels.size();
    Events &events = channels[name];
    if (channels.size() != before)
        bytes += name.size();
    return events;
}

bool ChannelBook::Partition::isOver(Bounds bounds) const
{
    return channels.size() > bounds.channels || bytes > bounds.bytes;
}

const ChannelBook::Events *ChannelBook::Table::find(const QByteArray &name) const
{
    const Channels &channels = partitions[partitionOf(name)].channels;
    const auto found = channels.constFind(name);
    return found == channels.constEnd() ? nullptr : &*found;
}

ChannelBook::Events &ChannelBook::Table::at(const QByteArray &name)
{
    if (!leftOut.isEmpty())
        leftOut.remove(qHash(name));
    return partitions[partitionOf(name)].at(name);
}

void ChannelBook::Minutes::add(qint64 minute, qint64 events)
{
    if (counts.isEmpty()) {
        last = minute;
        counts.append(0);
    }
    if (minute > last) {
        const qint64 empty = std::min<qint64>(minute - last, ChannelStatus::Minutes);
        counts.resize(counts.size() + empty);
        last = minute;
    }
    const qint64 back = last - minute;
    if (back >= ChannelStatus::Minutes)
        return;
    while (counts.size() <= back)
        counts.prepend(0);
    counts[counts.size() - 1 - back] += int(events);
    if (counts.size() > ChannelStatus::Minutes)
        counts.remove(0, counts.size() - ChannelStatus::Minutes);
}

QList<int> ChannelBook::Minutes::upTo(qint64 minute) const
{
    if (counts.isEmpty() || minute - last >= ChannelStatus::Minutes)
        return {};
    Minutes present = *this;
    present.add(std::max(minute, last), 0);
    return present.counts;
}

void ChannelBook::restart()
{
    ChannelBook book;
    book.m_listeners = std::move(m_listeners);
    book.m_listenersInAll = m_listenersInAll;
    *this = std::move(book);
}

void ChannelBook::beginCount()
{
    m_counting = {};
    m_isCounting = true;
}

void ChannelBook::count(const ChannelCounts::Channel &channel)
{
    Events &events = m_counting.at(channel.name);
    events.count += channel.events;
    if (channel.last > events.last) {
        events.last = channel.last;
        if (channel.time > std::chrono::system_clock::time_point())
            events.time = channel.time;
    }
    for (const auto &[minute, count] : channel.minutes)
        events.minutes.add(minute, count);
    bound(m_counting, Table::partitionOf(channel.name));
}

void ChannelBook::endCount()
{
    for (Partition &partition : m_counting.partitions) {
        for (auto [name, counted] : partition.channels.asKeyValueRange()) {
            const Events *known = m_events.find(name);
            if (known && known->last == counted.last)
                counted.time = known->time;
            if (!counted.time)
                counted.time = counted.last.time();
            if (!known || known->count != counted.count || known->last != counted.last)
                note(name);
        }
    }
    for (const Partition &partition : m_events.partitions) {
        for (auto known = partition.channels.constBegin(); known != partition.channels.constEnd(); ++known) {
            if (!m_counting.contains(known.key()))
                note(known.key());
        }
    }
    m_events = std::exchange(m_counting, {});
    m_isCounting = false;
    m_isCounted = true;
}

void ChannelBook::eventCame(const QByteArray &name, EventId id, std::chrono::system_clock::time_point time,
                            std::optional<qint64> minute)
{
    count(m_events, name, id, time, minute);
    if (m_isCounting)
        count(m_counting, name, id, time, minute);
    note(name);
}

void ChannelBook::count(Table &table, const QByteArray &name, EventId id, std::chrono::system_clock::time_point time,
                        std::optional<qint64> minute)
{
    Events &events = table.at(name);
    ++events.count;
    events.last = id;
    events.time = time;
    events.minutes.add(minute.value_or(minuteOf(id)), 1);
    bound(table, Table::partitionOf(name));
}

void ChannelBook::listenerCame(const QByteArray &name)
{
    ++m_listeners[name];
    ++m_listenersInAll;
    note(name);
}

void ChannelBook::listenerGone(const QByteArray &name)
{
    const auto found = m_listeners.find(name);
    if (found == m_listeners.end())
        return;
    --m_listenersInAll;
    if (--*found == 0)
        m_listeners.erase(found);
    note(name);
}

/// To be told; where too many wait for that, all are.
void ChannelBook::note(const QByteArray &name)
{
    if (!m_isCounted || m_isAllToTell || m_changed.contains(name))
        return;
    m_changed.insert(name);
    m_changedBytes += name.size();
    if (m_changed.size() > MostChanged || m_changedBytes > MostChangedBytes) {
        m_changed.clear();
        m_isAllToTell = true;
    }
}

void ChannelBook::noteAll(const Table &table)
{
    for (const Partition &partition : table.partitions) {
        for (auto entry = partition.channels.constBegin(); entry != partition.channels.constEnd(); ++entry)
            m_changed.insert(entry.key());
    }
}

/// Leaves the oldest of a partition out where it is too full; not those that somebody listens to.
void ChannelBook::bound(Table &table, size_t partition)
{
    Partition &full = table.partitions[partition];
    const Bounds bounds = PartitionBounds[partition];
    if (!full.isOver({ std::max(bounds.channels, full.heard.channels), std::max(bounds.bytes, full.heard.bytes) }))
        return;
    std::vector<std::pair<EventId, QByteArray>> candidates;
    for (auto entry = full.channels.constBegin(); entry != full.channels.constEnd(); ++entry) {
        if (!m_listeners.contains(entry.key()))
            candidates.emplace_back(entry->last, entry.key());
    }
    std::ranges::sort(candidates);
    for (const auto &[last, name] : candidates) {
        if (!full.isOver(afterCut(bounds)))
            break;
        full.channels.remove(name);
        full.bytes -= name.size();
        if (table.leftOut.size() < MostLeftOut)
            table.leftOut.insert(qHash(name));
        note(name);
    }
    full.heard = { full.channels.size() + full.channels.size() / 10, full.bytes + full.bytes / 10 };
}

ChannelStatus ChannelBook::statusOf(const QByteArray &name, qint64 minute) const
{
    ChannelStatus status;
    status.name = name;
    status.listeners = m_listeners.value(name);
    if (const Events *events = m_events.find(name)) {
        status.events = events->count;
        status.lastEvent = events->last.value;
        status.lastTime = events->time;
        status.perMinute = events->minutes.upTo(minute);
    }
    return status;
}

std::optional<ChannelsChange> ChannelBook::take(qint64 minute)
{
    if (!m_isCounted)
        return std::nullopt;
    ChannelsChange change;
    change.isAll = std::exchange(m_isAllToTell, false);
    if (change.isAll) {
        m_told.clear();
        m_changed = QSet<QByteArray>(m_listeners.keyBegin(), m_listeners.keyEnd());
        noteAll(m_events);
    }
    if (std::exchange(m_toldMinute, minute) != minute) // time passes where no event comes
        noteTimePassed(minute);
    m_changedBytes = 0;
    for (const QByteArray &name : std::exchange(m_changed, {})) {
        if (m_listeners.contains(name) || m_events.contains(name)) {
            change.changed.append(statusOf(name, minute));
            m_told.insert(name);
        } else if (m_told.remove(name)) {
            change.gone.append(name);
        }
    }
    change.leftOut = m_events.leftOut.size();
    const bool isNews =
        change.isAll || !change.changed.isEmpty() || !change.gone.isEmpty() || change.leftOut != m_leftOutTold;
    m_leftOutTold = change.leftOut;
    return isNews ? std::optional(change) : std::nullopt;
}

void ChannelBook::noteTimePassed(qint64 minute)
{
    for (const Partition &partition : m_events.partitions) {
        for (auto entry = partition.channels.constBegin(); entry != partition.channels.constEnd(); ++entry) {
            if (minute - entry->minutes.last <= ChannelStatus::Minutes && !entry->minutes.counts.isEmpty())
                m_changed.insert(entry.key());
        }
    }
}

QList<QByteArray> ChannelBook::names() const
{
    std::vector<std::pair<EventId, QByteArray>> known;
    for (const Partition &partition : m_events.partitions) {
        for (auto entry = partition.channels.constBegin(); entry != partition.channels.constEnd(); ++entry)
            known.emplace_back(entry->last, entry.key());
    }
    for (auto entry = m_listeners.constBegin(); entry != m_listeners.constEnd(); ++entry) {
        if (!m_events.contains(entry.key()))
            known.emplace_back(EventId(), entry.key());
    }
    std::ranges::sort(known, std::greater());
    QList<QByteArray> names;
    for (const auto &[last, name] : known)
        names.append(name);
    return names;
}

} // namespace hookbot
