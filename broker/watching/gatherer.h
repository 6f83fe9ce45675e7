#pragma once

#include "broker/engine.h"
#include "broker/monitor/monitor.h"
#include "broker/watching/channelbook.h"
#include "broker/watching/deliverycounts.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <deque>
#include <functional>
#include <optional>

namespace hookbot {

/// What has happened since the last time a window was told. Shared with nobody, so it may go to another thread.
struct Gathered
{
    struct Numbers
    {
        int listeners = 0;
        qint64 eventsToday = 0;
        LogTotals totals;
    };
    struct Arrival
    {
        EventPtr event;  ///< of a long body the beginning
        qint64 size = 0; ///< bytes of the body
        int deliveredTo = 0;
    };

    std::optional<Numbers> numbers;
    std::optional<ChannelsChange> channels;
    std::optional<QList<ListenerStatus>> listeners;
    std::vector<Arrival> newest;
    qint64 count = 0; ///< of arrivals, of which `newest` are the last

    [[nodiscard]] bool isEmpty() const { return !numbers && !channels && !listeners && count == 0; }
};

/// Gathers for a window what happens in a broker, and finds what it asks for. It tells a few times a second what is
/// new, and not before the last was taken, so nothing piles up; where nobody is interested, an event costs it a few
/// additions. Lives in the I/O thread; the engine owns it, so that it ends there.
class Gatherer final : public QObject
{
    Q_OBJECT

public:
    /// Takes it to another thread; called in the I/O thread.
    using Tell = std::function<void(Gathered)>;

    /// Of @p hidden channels nothing is told.
    Gatherer(Engine &engine, QList<QByteArray> hidden, Tell tell);

    void setInterests(Monitor::Interests interests);
    void hide(const QByteArray &channel);

    /// What was told last has been taken.
    void taken() { m_isTaken = true; }

    void findEvents(const EventQuery &query, std::function<void(const EventsPage &)> done);
    void findEvent(EventId id, std::function<void(const EventPtr &, std::optional<int> deliveredTo)> done);

    [[nodiscard]] QList<ListenerStatus> listeners() const;

    /// Live and recent channels, at most as many as a window is told of.
    void findChannels(std::function<void(const QList<QByteArray> &)> done);

private:
    using Steady = std::chrono::steady_clock;

    void delivered(const EventPtr &event, int listeners);
    void addNewest(const EventPtr &event, int listeners);
    void forgetNewest();
    void collect();
    void collectListeners(Gathered &gathered);
    void collectNumbers(Gathered &gathered);
    void readTotals();
    void startDay();
    void startCount();
    /// Has all steps of a count taken by @p take, while that says so.
    void count(const ChannelCounts::Continuation &from, const ChannelCounts::Terms &terms,
               std::function<bool(const ChannelCounts &)> take);
    [[nodiscard]] bool isHidden(const QByteArray &channel) const { return m_hidden.contains(channel); }
    [[nodiscard]] qint64 eventsAfter(EventId id) const;

    Engine &m_engine;
    QList<QByteArray> m_hidden;
    Tell m_tell;
    Monitor::Interests m_interests;
    QTimer m_timer;
    bool m_isTaken = true;

    DeliveryCounts m_deliveries;
    ChannelBook m_book;
    qint64 m_countNumber = 0; ///< the number of the present count; the answers of others are late
    Steady::time_point m_countDue = Steady::time_point::max();

    std::deque<Gathered::Arrival> m_newest;
    qsizetype m_newestBytes = 0; ///< that they keep in memory
    qint64 m_arrived = 0;

    qint64 m_today = 0;                               ///< events
    qint64 m_sinceCount = 0;                          ///< and those that came since the count began
    bool m_isTodayKnown = false;                      ///< those of before the start are in it
    std::chrono::system_clock::time_point m_midnight; ///< when today began
    std::chrono::system_clock::time_point m_tomorrow; ///< and when it ends

    LogTotals m_totals;
    bool m_isWeighing = false;
    Gathered::Numbers m_toldNumbers;
    bool m_areNumbersTold = false;
    size_t m_toldListeners = 0; ///< a hash of them
    bool m_areListenersTold = false;
    Steady::time_point m_nextSlow; ///< when channels and listeners are told again
    Steady::time_point m_nextNumbers;
};

} // namespace hookbot
