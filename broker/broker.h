#pragma once

#include "broker/loop/handover.h"
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

/// Why a broker cannot start, in words for an administrator.
class StartError : public std::runtime_error
{
public:
    explicit StartError(const QString &message) : std::runtime_error(message.toStdString()) {}
};

/// A hookbot server on a thread of its own. Used from one other thread, which owns it; the constructor opens nothing.
///
/// The order of its end: no new connections, then accepted requests are answered, then listeners are closed with 1001,
/// then the thread ends. Deleting it does the same without waiting for peers.
class Broker final : public QObject
{
    Q_OBJECT

public:
    /// The observers hear everything in the broker's thread, and have to outlive it.
    Broker(Settings settings, std::vector<Observer *> observers, QObject *parent = nullptr);
    ~Broker() override;

    /// Listens; returns where, with the port that the system chose if it was asked to. Throws StartError.
    BindAddress start();

    /// Reads the certificate again (SIGHUP); says in the log how that went, then is tlsReloaded(). Nobody is
    /// disconnected.
    void reloadTls();

    /// Has this done in the I/O thread, in order, for a window; once it is started. What is not done at the end never
    /// is.
    void invoke(std::function<void(Engine &)> work);

    /// Begins the orderly end; stopped() within 5 s.
    void stop();

    /// Has @p answered called in this thread again, by way of the I/O thread's event loop: the sign that it runs.
    void ping(std::function<void()> answered);

Q_SIGNALS:
    void stopped();
    void tlsReloaded(); ///< well or not

private:
    Settings m_settings;
    std::vector<Observer *> m_observers;
    QThread m_thread;
    ThreadEnd m_threadEnd;
    std::unique_ptr<Engine> m_engine; ///< lives in m_thread
    Handover m_answers;               ///< to pings
};

} // namespace hookbot
