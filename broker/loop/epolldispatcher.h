#pragma once

#include "broker/loop/epollset.h"
#include "broker/loop/timerqueue.h"
#include "broker/loop/wakeup.h"

#include <QtCore/QAbstractEventDispatcher>

#include <atomic>

namespace hookbot {

/// An event dispatcher whose turn costs what is ready, not what is open (see README.md).
///
/// Does what Qt's own dispatcher for Unix does, with the exceptions in README.md. Owned by the thread or the
/// application in which it is installed. wakeUp() and interrupt() are thread-safe; call everything else on the thread
/// that it serves.
///
/// Do not close a descriptor while a notifier is enabled on it.
class EpollDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT

public:
    /// Throws std::system_error when there are no descriptors left.
    explicit EpollDispatcher(QObject *parent = nullptr);

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;

    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;

    using QAbstractEventDispatcher::registerTimer;
    void registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object) override;
    bool unregisterTimer(int timerId) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int timerId) override;

    void wakeUp() override;
    void interrupt() override;

    /// The number of epoll_ctl calls since the beginning. For metrics.
    quint64 interestChanges() const { return m_sockets.changes(); }

private:
    bool isOwnThread(const char *caller) const;
    int timeout() const;
    bool activateSockets();
    bool activateTimers();

    WakeUp m_wakeUp;
    EpollSet m_sockets;
    TimerQueue m_timers;
    std::atomic<bool> m_interrupted = false;
};

} // namespace hookbot
