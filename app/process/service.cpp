#include "app/process/service.h"

#include "app/process/servicemanager.h"

namespace hookbot {

namespace {

constexpr double SecondsPerMinute = 60;

/// Signs of life per watchdog timeout: a thread that hangs for three quarters of the timeout is not restarted.
constexpr int AsksInTime = 4;

/// `12 events/s`, and with one decimal for small numbers.
QByteArray rate(qint64 inMinute)
{
    const double perSecond = double(inMinute) / SecondsPerMinute;
    return QByteArray::number(perSecond, 'f', inMinute == 0 || perSecond >= 10 ? 0 : 1) + " events/s";
}

} // namespace

Service::Service(ServiceManager &manager) : m_manager(manager)
{
    connect(&m_askTime, &QTimer::timeout, this, &Service::ask);
}

void Service::ready(const QString &address, Ping ping)
{
    m_ping = std::move(ping);
    m_listening = "listening on " + address.toUtf8();
    m_manager.notify("READY=1\nSTATUS=" + m_listening);
    const auto pause = std::chrono::duration_cast<std::chrono::milliseconds>(m_manager.watchdogTime() / AsksInTime);
    if (m_manager.watchdogTime().count() > 0)
        m_askTime.start(pause);
}

void Service::reloadBegins()
{
    if (!m_isStopping)
        m_manager.notifyReloading();
}

void Service::reloadEnds()
{
    if (!m_isStopping)
        m_manager.notify("READY=1");
}

void Service::stops()
{
    m_isStopping = true;
    m_manager.notify("STOPPING=1\nSTATUS=completing accepted requests");
}

void Service::minutePassed(qint64 listeners, qint64 published)
{
    if (m_isStopping)
        return;
    m_manager.notify("STATUS=" + m_listening + ", " + QByteArray::number(listeners) +
                     (listeners == 1 ? " listener, " : " listeners, ") + rate(published));
}

void Service::ask()
{
    if (m_isAsked)
        return; // no sign of life: the manager must notice
    m_isAsked = true;
    m_ping([this] {
        m_isAsked = false;
        m_manager.notify("WATCHDOG=1");
    });
}

} // namespace hookbot
