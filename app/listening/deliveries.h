#pragma once

#include "app/listening/handler.h"

#include <deque>
#include <unordered_map>

namespace hookbot {

/// Hands events to a handler, several at a time and in order.
class Deliveries : public QObject
{
    Q_OBJECT

public:
    struct Order
    {
        int jobs = 1;                ///< at most so many at a time
        bool isKeptByChannel = true; ///< and of one channel only one
    };

    /// @p handler must outlive it.
    Deliveries(Handler &handler, Order order);

    /// Takes an event of the @p source, a number that comes back with what became of it.
    void add(int source, const EventPtr &event);

    /// Begins nothing any more, and leaves what runs alone.
    void hold() { m_isHeld = true; }

    /// Begins nothing any more; stopped() comes when all that runs has ended, maybe at once.
    void stop();

    /// Events that were added and have not begun, and the bytes of their bodies.
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
    void sayWhenStopped();

    Handler &m_handler;
    Order m_order;
    std::unordered_map<QByteArray, Lane> m_lanes;
    std::deque<QByteArray> m_ready; ///< lanes with something that may begin, longest waiting first
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
