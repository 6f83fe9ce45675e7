#pragma once

#include "broker/loop/callqueue.h"
#include "broker/loop/threadend.h"
#include "broker/settings.h"

#include <QtCore/QObject>
#include <QtCore/QThread>

#include <functional>
#include <memory>
#include <stdexcept>
#include <vector>

namespace hookbot {

class Engine;
class Observer;

/// Why a broker cannot start; the message is for an administrator.
class StartError : public std::runtime_error
{
public:
    explicit StartError(const QString &message) : std::runtime_error(message.toStdString()) {}
};

/// A hookbot server on a thread of its own. Used from one other thread, which owns it; the constructor opens nothing.
///
/// The order of its shutdown: no new connections, then accepted requests are answered, then listeners are closed with
/// 1001, then the thread ends. Deleting it does the same without waiting for peers.
class Broker final : public QObject
{
    Q_OBJECT

public:
    /// The observers are called in the broker's thread, and must outlive it.
    Broker(Settings settings, std::vector<Observer *> observers, QObject *parent = nullptr);
    ~Broker() override;

    /// Listens; returns where, with the port that the system chose if it was asked to. Throws StartError.
    BindAddress start();

    [[nodiscard]] const Settings &settings() const { return m_settings; }

    /// Where it listens, once it has started.
    [[nodiscard]] const BindAddress &address() const { return m_address; }

    /// Reads the certificate again (SIGHUP), logs the result, then emits tlsReloaded(). Nobody is disconnected.
    void reloadTls();

    /// Queues @p work to run in the I/O thread, in order. Thread-safe. Work that is still queued at the end is dropped.
    /// Precondition: started.
    void invoke(std::function<void(Engine &)> work);

    /// Begins the orderly shutdown; stopped() follows within 5 s.
    void stop();

    /// Calls @p answered in this thread after a round trip through the I/O thread's event loop: a liveness check.
    void ping(std::function<void()> answered);

Q_SIGNALS:
    void stopped();
    void tlsReloaded(); ///< successfully or not

private:
    Settings m_settings;
    BindAddress m_address;
    std::vector<Observer *> m_observers;
    QThread m_thread;
    ThreadEnd m_threadEnd;
    std::unique_ptr<Engine> m_engine; ///< lives in m_thread
    CallQueue m_answers;              ///< to pings
};

} // namespace hookbot
