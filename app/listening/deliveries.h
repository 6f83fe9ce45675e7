#pragma once

#include "app/listening/handler.h"

#include <deque>
#include <unordered_map>

namespace hookbot {

/// Passes events to a handler: several at once, and in order. One thread.
class Deliveries : public QObject
{
    Q_OBJECT

public:
    struct Order
    {
        int jobs = 1;                ///< the maximum number of events in progress
        bool isKeptByChannel = true; ///< and at most one per channel, in order
    };

    /// @p handler must outlive it.
    Deliveries(Handler &handler, Order order);

    /// Adds an event of @p source, a number that finished() reports with the outcome.
    void add(int source, const EventPtr &event);

    /// Starts no more events. Those in progress continue.
    void hold() { m_isHeld = true; }

    /// Starts no more events, and emits stopped() when those in progress have ended, possibly at once.
    void stop();

    /// The events that have been added but not started, and the bytes of their bodies.
    [[nodiscard]] qsizetype waiting() const { return m_waiting; }
    [[nodiscard]] qint64 waitingBytes() const { return m_waitingBytes; }
    [[nodiscard]] bool isIdle() const { return m_waiting == 0 && m_running == 0; }

Q_SIGNALS:
    void finished(int source, const hookbot::EventPtr &event, hookbot::Handling outcome);
    void stopped();

private:
    struct Delivery
    {
        int source;
        EventPtr event;
    };

    /// Deliveries that must not overtake each other: those of a channel, or one alone.
    struct Lane
    {
        std::deque<Delivery> waiting;
        bool isRunning = false;
    };

    [[nodiscard]] QByteArray laneOf(int source, const Event &event);
    void begin();
    void end(const QByteArray &name, const Delivery &delivery, Handling outcome);
    void signalWhenStopped();

    Handler &m_handler;
    Order m_order;
    std::unordered_map<QByteArray, Lane> m_lanes;
    std::deque<QByteArray> m_ready; ///< lanes whose next event may start, the longest waiting first
    qsizetype m_waiting = 0;
    qint64 m_waitingBytes = 0;
    int m_running = 0;
    qint64 m_serial = 0;
    bool m_isBeginning = false;
    bool m_isHeld = false;
    bool m_isStopping = false;
    bool m_isStopped = false;
};

} // namespace hookbot
