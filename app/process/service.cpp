#include "app/process/service.h"

#include "app/process/servicemanager.h"

namespace hookbot {

namespace {

constexpr double SecondsPerMinute = 60;

/// So often it is asked in the time after which we are taken for dead: who hangs for three quarters of it is not.
constexpr int AsksInTime = 4;

/// `12 events/s`, and with a digit behind the point where there are few.
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
    m_manager.notify("STOPPING=1\nSTATUS=answering what was accepted");
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
        return; // its silence is what the manager shall hear
    m_isAsked = true;
    m_ping([this] {
        m_isAsked = false;
        m_manager.notify("WATCHDOG=1");
    });
}

} // namespace hookbot
