#include "channelbook.h"

#include <algorithm>
#include <vector>

namespace hookbot {

namespace {

/// So many more than the most there are before the oldest are looked for: that costs time.
constexpr qsizetype BookSlack = 1000;

} // namespace

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
    m_counting.clear();
    m_isCounting = true;
}

void ChannelBook::count(const Census::Channel &channel)
{
    Events &events = m_counting[channel.name];
    events.count += channel.events;
    if (channel.last > events.last) {
        events.last = channel.last;
        if (channel.time > std::chrono::system_clock::time_point())
            events.time = channel.time;
    }
    for (const auto &[minute, count] : channel.minutes)
        events.minutes.add(minute, count);
    bound(m_counting);
}

void ChannelBook::endCount()
{
    for (auto [name, counted] : m_counting.asKeyValueRange()) {
        const auto known = m_events.constFind(name);
        if (known != m_events.constEnd() && known->last == counted.last)
            counted.time = known->time;
        if (!counted.time)
            counted.time = counted.last.time();
        if (known == m_events.constEnd() || known->count != counted.count || known->last != counted.last)
            m_changed.insert(name);
    }
    for (auto known = m_events.constBegin(); known != m_events.constEnd(); ++known) {
        if (!m_counting.contains(known.key()))
            m_changed.insert(known.key());
    }
    m_events = std::exchange(m_counting, {});
    m_isCounting = false;
    m_isCounted = true;
}

void ChannelBook::eventCame(const QByteArray &name, EventId id, std::chrono::system_clock::time_point time,
                            std::optional<qint64> minute)
{
    for (Table *table : { &m_events, &m_counting }) {
        if (table == &m_counting && !m_isCounting)
            continue;
        Events &events = (*table)[name];
        ++events.count;
        events.last = id;
        events.time = time;
        events.minutes.add(minute.value_or(minuteOf(id)), 1);
        bound(*table);
    }
    note(name);
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
    if (!m_isCounted || m_isAllToTell)
        return;
    m_changed.insert(name);
    if (m_changed.size() > 2 * Most) {
        m_changed.clear();
        m_isAllToTell = true;
    }
}

void ChannelBook::bound(Table &table)
{
    if (table.size() <= Most + BookSlack)
        return;
    std::vector<std::pair<EventId, QByteArray>> candidates;
    for (auto entry = table.constBegin(); entry != table.constEnd(); ++entry) {
        if (!m_listeners.contains(entry.key()))
            candidates.emplace_back(entry->last, entry.key());
    }
    const auto excess = std::min<std::ptrdiff_t>(table.size() - Most, std::ssize(candidates));
    std::ranges::nth_element(candidates, candidates.begin() + std::max<std::ptrdiff_t>(excess - 1, 0));
    for (auto candidate = candidates.begin(); candidate != candidates.begin() + excess; ++candidate) {
        table.remove(candidate->second);
        note(candidate->second);
    }
    m_isCut = true;
}

ChannelStatus ChannelBook::statusOf(const QByteArray &name, qint64 minute) const
{
    ChannelStatus status;
    status.name = name;
    status.listeners = m_listeners.value(name);
    if (const auto events = m_events.constFind(name); events != m_events.constEnd()) {
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
        for (auto entry = m_events.constBegin(); entry != m_events.constEnd(); ++entry)
            m_changed.insert(entry.key());
    }
    if (std::exchange(m_toldMinute, minute) != minute) { // time passes where no event comes
        for (auto entry = m_events.constBegin(); entry != m_events.constEnd(); ++entry) {
            if (minute - entry->minutes.last <= ChannelStatus::Minutes && !entry->minutes.counts.isEmpty())
                m_changed.insert(entry.key());
        }
    }
    for (const QByteArray &name : std::exchange(m_changed, {})) {
        if (m_listeners.contains(name) || m_events.contains(name)) {
            change.changed.append(statusOf(name, minute));
            m_told.insert(name);
        } else if (m_told.remove(name)) {
            change.gone.append(name);
        }
    }
    change.isCut = m_isCut;
    const bool isNews = change.isAll || !change.changed.isEmpty() || !change.gone.isEmpty() || m_isCut != m_isCutTold;
    m_isCutTold = m_isCut;
    return isNews ? std::optional(change) : std::nullopt;
}

QList<QByteArray> ChannelBook::names() const
{
    std::vector<std::pair<EventId, QByteArray>> known;
    for (auto entry = m_events.constBegin(); entry != m_events.constEnd(); ++entry)
        known.emplace_back(entry->last, entry.key());
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
