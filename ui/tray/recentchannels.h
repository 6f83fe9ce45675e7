#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <utility>

namespace hookbot {

/// The channels that a person is likely to want next. A plain value. Remembers some hundreds of safe ones, and fewer
/// unsafe ones, which anyone can create.
class RecentChannels
{
public:
    static constexpr qsizetype Most = 500;
    static constexpr qsizetype MostUnsafe = 100;

    void take(const ChannelsChange &change);
    void take(const Arrivals &arrivals);

    /// Channels with listeners or events, the one with the most recent event first; at most @p most.
    [[nodiscard]] QList<QByteArray> names(qsizetype most) const;

private:
    struct Known
    {
        int listeners = 0;
        std::optional<std::chrono::system_clock::time_point> lastTime;
    };

    using Channels = QHash<QByteArray, Known>;

    [[nodiscard]] static bool isBefore(const std::pair<QByteArray, Known> &left,
                                       const std::pair<QByteArray, Known> &right);
    [[nodiscard]] static QList<std::pair<QByteArray, Known>> firstOf(const Channels &channels, qsizetype most);
    [[nodiscard]] Channels &of(const QByteArray &name) { return name.startsWith('/') ? m_unsafe : m_safe; }
    void bound();

    Channels m_safe;
    Channels m_unsafe;
};

} // namespace hookbot
