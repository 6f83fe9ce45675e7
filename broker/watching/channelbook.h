#pragma once

#include "broker/log/channelcounts.h"
#include "broker/monitor/snapshots.h"

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QSet>

#include <array>

namespace hookbot {

/// The channels for a window: counted from the log once, kept up to date with events and listeners, published as
/// changes. Bounded in number and in bytes of names, separately for unsafe channels, which anybody can make: beyond the
/// bounds, channels without listeners whose last event is the oldest are left out, and counted. One thread; no
/// clocks.
class ChannelBook
{
public:
    struct Bounds
    {
        qsizetype channels;
        qsizetype bytes; ///< of their names
    };
    static constexpr Bounds Safe{ 10'000, 4LL * 1024 * 1024 };
    static constexpr Bounds Unsafe{ 1'000, 512LL * 1024 };

    /// At most this many different channels that were left out are counted.
    static constexpr qsizetype MostLeftOut = 100'000;

    /// Forgets everything but the listeners; nothing is published before a count of the log is over.
    void restart();

    /// Begins a count of the log, whose result replaces what is known.
    void beginCount();
    /// A part of it.
    void count(const ChannelCounts::Channel &channel);
    void endCount();
    [[nodiscard]] bool isCounted() const { return m_isCounted; }

    /// @p minute is the one in which it came, if that is not the minute of its id.
    void eventCame(const QByteArray &name, EventId id, std::chrono::system_clock::time_point time,
                   std::optional<qint64> minute = std::nullopt);
    void listenerCame(const QByteArray &name);
    void listenerGone(const QByteArray &name);

    /// The number of all listeners.
    [[nodiscard]] int listeners() const { return m_listenersInAll; }

    /// What has changed since the last call; nullopt if nothing has. @p minute is the present one, since 1970.
    [[nodiscard]] std::optional<ChannelsChange> take(qint64 minute);

    /// The names of all known channels, the latest event first.
    [[nodiscard]] QList<QByteArray> names() const;

private:
    struct Minutes
    {
        qint64 last = 0; ///< the minute of the last figure
        QList<int> counts;

        void add(qint64 minute, qint64 events);
        [[nodiscard]] QList<int> upTo(qint64 minute) const;
    };

    struct Events
    {
        qint64 count = 0;
        EventId last;
        std::optional<std::chrono::system_clock::time_point> time;
        Minutes minutes;
    };

    using Channels = QHash<QByteArray, Events>;

    /// Safe channels, or unsafe ones.
    struct Partition
    {
        Channels channels;
        qsizetype bytes = 0; ///< of their names
        Bounds heard{};      ///< what stays though it is more, since somebody listens, and what may come before a look

        /// Also one that was not known.
        Events &at(const QByteArray &name);
        [[nodiscard]] bool isOver(Bounds bounds) const;
    };

    struct Table
    {
        std::array<Partition, 2> partitions;
        /// Hashes of channels that were left out: of their names it might be anything.
        QSet<size_t> leftOut;

        [[nodiscard]] static size_t partitionOf(const QByteArray &name) { return name.startsWith('/') ? 1 : 0; }
        [[nodiscard]] const Events *find(const QByteArray &name) const;
        [[nodiscard]] bool contains(const QByteArray &name) const { return find(name) != nullptr; }
        Events &at(const QByteArray &name);
    };

    void note(const QByteArray &name);
    void noteAll(const Table &table);
    void noteTimePassed(qint64 minute);
    void bound(Table &table, size_t partition);
    void count(Table &table, const QByteArray &name, EventId id, std::chrono::system_clock::time_point time,
               std::optional<qint64> minute);
    [[nodiscard]] ChannelStatus statusOf(const QByteArray &name, qint64 minute) const;

    Table m_events;
    Table m_counting;
    QHash<QByteArray, int> m_listeners;
    int m_listenersInAll = 0;
    QSet<QByteArray> m_changed;
    qsizetype m_changedBytes = 0; ///< of their names, at least
    QSet<QByteArray> m_told;      ///< names that the window knows
    qint64 m_toldMinute = 0;
    bool m_isCounting = false;
    bool m_isCounted = false;
    bool m_isAllToTell = true;
    qint64 m_leftOutTold = 0;
};

} // namespace hookbot
