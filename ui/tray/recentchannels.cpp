#include "tray/recentchannels.h"

#include <algorithm>

namespace hookbot {

void RecentChannels::take(const ChannelsChange &change)
{
    if (change.isAll)
        m_channels.clear();
    for (const QByteArray &name : change.gone)
        m_channels.remove(name);
    for (const ChannelStatus &channel : change.changed)
        m_channels.insert(channel.name, { channel.listeners, channel.lastTime });
}

void RecentChannels::take(const Arrivals &arrivals)
{
    for (const EventSummary &event : arrivals.newest)
        m_channels[event.channel].lastTime = event.time;
}

QList<QByteArray> RecentChannels::names(qsizetype most) const
{
    QList<QByteArray> names = m_channels.keys();
    const auto shown = names.begin() + std::min(most, names.size());
    std::partial_sort(names.begin(), shown, names.end(), [this](const QByteArray &left, const QByteArray &right) {
        const Known a = m_channels.value(left);
        const Known b = m_channels.value(right);
        if (a.lastTime != b.lastTime)
            return a.lastTime > b.lastTime; // nothing is before everything
        if (a.listeners != b.listeners)
            return a.listeners > b.listeners;
        return left < right;
    });
    names.erase(shown, names.end());
    return names;
}

} // namespace hookbot
