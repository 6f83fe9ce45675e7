#pragma once

#include "census.h"
#include "snapshots.h"

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QSet>

namespace hookbot {

/// What a window is told of channels: counted from the log once, kept up with what comes, told as changes. Of more than
/// 10,000 channels those are forgotten that have no listeners and whose last event is the oldest. One thread; no
/// clocks.
class ChannelBook
{
public:
    static constexpr qsizetype Most = 10'000;

    /// Forgets everything; a count of the log begins, of which nothing is told before it is over.
    void restart();

    /// A count of the log begins, whose result is to take the place of what is known.
    void beginCount();
    /// A part of it.
    void count(const Census::Channel &channel);
    void endCount();
    [[nodiscard]] bool isCounted() const { return m_isCounted; }

    /// @p minute is the one in which it came, where that is another than its id says.
    void eventCame(const QByteArray &name, EventId id, std::chrono::system_clock::time_point time,
                   std::optional<qint64> minute = std::nullopt);
    void listenerCame(const QByteArray &name);
    void listenerGone(const QByteArray &name);

    /// All of them, of whatever channel.
    [[nodiscard]] int listeners() const { return m_listenersInAll; }

    /// What is new since the last; nothing where there is nothing. @p minute is the present one, since 1970.
    [[nodiscard]] std::optional<ChannelsChange> take(qint64 minute);

    /// The names of all that are known, the latest event first.
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

    using Table = QHash<QByteArray, Events>;

    void note(const QByteArray &name);
    void bound(Table &table);
    [[nodiscard]] ChannelStatus statusOf(const QByteArray &name, qint64 minute) const;

    Table m_events;
    Table m_counting;
    QHash<QByteArray, int> m_listeners;
    int m_listenersInAll = 0;
    QSet<QByteArray> m_changed;
    QSet<QByteArray> m_told; ///< names that the window knows
    qint64 m_toldMinute = 0;
    bool m_isCounting = false;
    bool m_isCounted = false;
    bool m_isAllToTell = true;
    bool m_isCut = false;
    bool m_isCutTold = false;
};

} // namespace hookbot
