#include "app/listening/deliveries.h"

namespace hookbot {

Deliveries::Deliveries(Handler &handler, Order order) : m_handler(handler), m_order(order) {}

void Deliveries::add(int source, const EventPtr &event)
{
    const QByteArray name = laneOf(source, *event);
    Lane &lane = m_lanes[name];
    if (!lane.isRunning && lane.waiting.empty())
        m_ready.push_back(name);
    lane.waiting.push_back({ source, event });
    ++m_waiting;
    m_waitingBytes += event->body.size();
    begin();
}

QByteArray Deliveries::laneOf(int source, const Event &event)
{
    return m_order.isKeptByChannel ? QByteArray::number(source) + ' ' + event.channel : QByteArray::number(++m_serial);
}

void Deliveries::begin()
{
    if (m_isBeginning) // a handler that is done at once comes back here
        return;
    m_isBeginning = true;
    while (!m_isHeld && m_running < m_order.jobs && !m_ready.empty()) {
        const QByteArray name = std::move(m_ready.front());
        m_ready.pop_front();
        Lane &lane = m_lanes[name];
        const Delivery delivery = std::move(lane.waiting.front());
        lane.waiting.pop_front();
        lane.isRunning = true;
        --m_waiting;
        m_waitingBytes -= delivery.event->body.size();
        ++m_running;
        m_handler.handle(delivery.event, [this, name, delivery](Handling outcome) { end(name, delivery, outcome); });
    }
    m_isBeginning = false;
}

void Deliveries::end(const QByteArray &name, const Delivery &delivery, Handling outcome)
{
    --m_running;
    const auto lane = m_lanes.find(name);
    lane->second.isRunning = false;
    if (lane->second.waiting.empty())
        m_lanes.erase(lane);
    else
        m_ready.push_back(name);
    Q_EMIT finished(delivery.source, delivery.event, outcome);
    signalWhenStopped();
    begin();
}

void Deliveries::stop()
{
    if (std::exchange(m_isStopping, true))
        return;
    hold();
    m_handler.stop();
    signalWhenStopped();
}

void Deliveries::signalWhenStopped()
{
    if (m_isStopping && m_running == 0 && !std::exchange(m_isStopped, true))
        Q_EMIT stopped();
}

} // namespace hookbot
