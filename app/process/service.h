#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <functional>

namespace hookbot {

class ServiceManager;

/// The server as a service: says to its manager when it is ready, reloads and stops, how it is, and, as long as the I/O
/// thread answers, that it is alive. Lives in the thread of the Broker's owner.
class Service final : public QObject
{
    Q_OBJECT

public:
    /// Asks the I/O thread for a sign of life; has the argument called in the thread of the Service once it came.
    using Ping = std::function<void(std::function<void()> answered)>;

    explicit Service(ServiceManager &manager);

    /// It listens, on this address; @p ping is for as long as the event loop of this thread runs.
    void ready(const QString &address, Ping ping);

    void reloadBegins();
    void reloadEnds();
    void stops();

    /// So many listeners there are, and so many events were published in the last minute.
    void minutePassed(qint64 listeners, qint64 published);

    /// Asks for a sign of life, and passes it on; from time to time it does so by itself.
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
