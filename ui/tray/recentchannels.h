#pragma once

#include "snapshots.h"

#include <QtCore/QHash>

namespace hookbot {

/// The channels that a person is likely to want next. A plain value.
class RecentChannels
{
public:
    void take(const ChannelsChange &change);
    void take(const Arrivals &arrivals);

    /// Those with listeners or events, the one with the most recent event first; at most this many.
    [[nodiscard]] QList<QByteArray> names(qsizetype most) const;

private:
    struct Known
    {
        int listeners = 0;
        std::optional<std::chrono::system_clock::time_point> lastTime;
    };

    QHash<QByteArray, Known> m_channels;
};

} // namespace hookbot
