#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>

namespace hookbot {

class ServiceManager;

/// The server as a service: reports to its manager when it is ready, reloads and stops, its status, and, as long as the
/// I/O thread answers, that it is alive. Lives in the thread of the Broker's owner.
class Service final : public QObject
{
    Q_OBJECT

public:
    /// Asks the I/O thread for a sign of life, and calls the argument in the Service's thread when it has answered.
    using Ping = std::function<void(std::function<void()> answered)>;

    explicit Service(ServiceManager &manager);

    /// The server listens on this address. @p ping is called while the event loop of this thread runs.
    void ready(const QString &address, Ping ping);

    void reloadBegins();
    void reloadEnds();
    void stops();

    /// Reports the current listeners and the events published in the last minute.
    void minutePassed(qint64 listeners, qint64 published);

    /// Asks for a sign of life and reports it. Also called by a timer.
    void ask();

private:
    ServiceManager &m_manager;
    Ping m_ping;
    QTimer m_askTime;
    QByteArray m_listening; ///< the beginning of the status
    bool m_isStopping = false;
    bool m_isAsked = false; ///< the I/O thread, which has not answered yet
};

} // namespace hookbot
