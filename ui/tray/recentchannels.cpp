#include "ui/tray/recentchannels.h"

#include <algorithm>

namespace hookbot {

void RecentChannels::take(const ChannelsChange &change)
{
    if (change.isAll) {
        m_safe.clear();
        m_unsafe.clear();
    }
    for (const QByteArray &name : change.gone)
        of(name).remove(name);
    for (const ChannelStatus &channel : change.changed)
        of(channel.name).insert(channel.name, { channel.listeners, channel.lastTime });
    bound();
}

void RecentChannels::take(const Arrivals &arrivals)
{
    for (const EventSummary &event : arrivals.newest)
        of(event.channel)[event.channel].lastTime = event.time;
    bound();
}

bool RecentChannels::isBefore(const std::pair<QByteArray, Known> &left, const std::pair<QByteArray, Known> &right)
{
    const auto &[leftName, a] = left;
    const auto &[rightName, b] = right;
    if (a.lastTime != b.lastTime)
        return a.lastTime > b.lastTime; // nullopt is the oldest
    if (a.listeners != b.listeners)
        return a.listeners > b.listeners;
    return leftName < rightName;
}

QList<std::pair<QByteArray, RecentChannels::Known>> RecentChannels::firstOf(const Channels &channels, qsizetype most)
{
    QList<std::pair<QByteArray, Known>> known;
    known.reserve(channels.size());
    for (auto entry = channels.constBegin(); entry != channels.constEnd(); ++entry)
        known.append({ entry.key(), *entry });
    const auto end = known.begin() + std::min(most, known.size());
    std::partial_sort(known.begin(), end, known.end(), isBefore);
    known.erase(end, known.end());
    return known;
}

/// Removes half of them at once, since it takes time.
void RecentChannels::bound()
{
    for (const auto &[channels, most] : { std::pair(&m_safe, Most), std::pair(&m_unsafe, MostUnsafe) }) {
        if (channels->size() <= most)
            continue;
        Channels kept;
        for (const auto &[name, known] : firstOf(*channels, most / 2))
            kept.insert(name, known);
        channels->swap(kept);
    }
}

QList<QByteArray> RecentChannels::names(qsizetype most) const
{
    QList<std::pair<QByteArray, Known>> known = firstOf(m_safe, most) + firstOf(m_unsafe, most);
    std::ranges::sort(known, isBefore);
    QList<QByteArray> names;
    for (const auto &[name, unused] : known.first(std::min(most, known.size())))
        names.append(name);
    return names;
}

} // namespace hookbot
