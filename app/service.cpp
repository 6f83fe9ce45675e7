#include "service.h"

#include "servicemanager.h"

namespace hookbot {

namespace {

constexpr double SecondsPerMinute = 60;

/// `12 events/s`, and with a digit behind the point where there are few.
QByteArray rate(qint64 inMinute)
{
    const double perSecond = double(inMinute) / SecondsPerMinute;
    return QByteArray::number(perSecond, 'f', inMinute == 0 || perSecond >= 10 ? 0 : 1) + " events/s";
}

} // namespace

Service::Service(ServiceManager &manager) : m_manager(manager)
{
    connect(&m_halfTime, &QTimer::timeout, this, &Service::halfTimePassed);
}

void Service::ready(const QString &address, Ping ping)
{
    m_ping = std::move(ping);
    m_listening = "listening on " + address.toUtf8();
    m_manager.notify("READY=1\nSTATUS=" + m_listening);
    const auto half = std::chrono::duration_cast<std::chrono::milliseconds>(m_manager.watchdogTime() / 2);
    if (m_manager.watchdogTime().count() > 0)
        m_halfTime.start(half);
}

void Service::reloadBegins()
{
    m_manager.notifyReloading();
}

void Service::reloadEnds()
{
    m_manager.notify("READY=1");
}

void Service::stops()
{
    m_manager.notify("STOPPING=1\nSTATUS=answering what was accepted");
}

void Service::minutePassed(qint64 listeners, qint64 published)
{
    m_manager.notify("STATUS=" + m_listening + ", " + QByteArray::number(listeners) +
                     (listeners == 1 ? " listener, " : " listeners, ") + rate(published));
}

void Service::halfTimePassed()
{
    if (m_isAsked)
        return; // its silence is what the manager shall hear
    m_isAsked = true;
    m_ping([this] {
        m_isAsked = false;
        m_manager.notify("WATCHDOG=1");
    });
}

} // namespace hookbot
