#include "broker/loop/epolldispatcher.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QScopeGuard>
#include <QtCore/QThread>
#include <QtCore/QtDebug>

#include <algorithm>
#include <limits>

namespace hookbot {

EpollDispatcher::EpollDispatcher(QObject *parent) : QAbstractEventDispatcher(parent), m_sockets(m_wakeUp.descriptor())
{
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted.store(false, std::memory_order_relaxed);
    const bool sends = m_wakeUp.beginTurn();
    const auto endOfTurn = qScopeGuard([this] { m_wakeUp.endTurn(); });

    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();

    // An event loop learns by interrupt() that it is to end. Who calls by hand may have waited for what was just sent.
    const bool looksFirst = sends && !flags.testFlag(QEventLoop::EventLoopExec);
    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const bool withSockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    const bool mayWait =
        flags.testFlag(QEventLoop::WaitForMoreEvents) && !looksFirst && !m_wakeUp.isPending() && !m_interrupted;
    if (mayWait)
        Q_EMIT aboutToBlock();
    if (m_interrupted)
        return false;

    // Only now: what the slots of aboutToBlock() have done to timers, notifiers and posted events counts for this wait.
    int longest = 0;
    if (mayWait)
        longest = withTimers ? timeout() : -1;
    if (withSockets)
        m_sockets.wait(longest != 0 && m_wakeUp.beginWait() ? longest : 0);
    else
        m_wakeUp.waitAlone(longest);

    bool handled = m_wakeUp.endWait() || sends;
    if (withSockets)
        handled = activateSockets() || handled;
    if (withTimers)
        handled = activateTimers() || handled;
    return handled;
}

/// How long to wait for the next timer, in ms; -1 if there is none.
int EpollDispatcher::timeout() const
{
    if (m_timers.isEmpty())
        return -1;
    const auto wait = m_timers.wait(TimerQueue::Clock::now());
    if (!wait)
        return -1;
    return static_cast<int>(std::min<qint64>(wait->count(), std::numeric_limits<int>::max()));
}

bool EpollDispatcher::activateSockets()
{
    bool activated = false;
    QEvent event(QEvent::SockAct);
    while (QSocketNotifier *notifier = m_sockets.takeReady()) {
        QCoreApplication::sendEvent(notifier, &event);
        activated = true;
    }
    return activated;
}

bool EpollDispatcher::activateTimers()
{
    if (m_timers.isEmpty())
        return false;
    bool activated = false;
    const auto end = m_timers.passEnd(TimerQueue::Clock::now());
    while (const auto timer = m_timers.takeDue(end)) {
        QTimerEvent event(timer->id);
        QCoreApplication::sendEvent(timer->object, &event);
        m_timers.finish(timer->id);
        // Timers of interval zero do not count, or who goes on for as long as there are events would never end.
        activated = activated || timer->interval.count() > 0;
    }
    return activated;
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    if (isOwnThread("registerSocketNotifier"))
        m_sockets.add(notifier);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    if (isOwnThread("unregisterSocketNotifier"))
        m_sockets.remove(notifier);
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject *object)
{
    if (timerId < 1 || interval < 0 || !object)
        qWarning("EpollDispatcher::registerTimer: invalid arguments");
    else if (isOwnThread("registerTimer"))
        m_timers.add({ timerId, object, timerType, std::chrono::milliseconds(interval) }, TimerQueue::Clock::now());
}

bool EpollDispatcher::unregisterTimer(int timerId)
{
    return isOwnThread("unregisterTimer") && m_timers.remove(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject *object)
{
    return isOwnThread("unregisterTimers") && m_timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject *object) const
{
    QList<TimerInfo> timers;
    m_timers.forEach(object, [&timers](const TimerQueue::Timer &timer) {
        const auto interval = std::min<qint64>(timer.interval.count(), std::numeric_limits<int>::max());
        timers.append(TimerInfo(timer.id, static_cast<int>(interval), timer.type));
    });
    return timers;
}

int EpollDispatcher::remainingTime(int timerId)
{
    const auto remaining = m_timers.remaining(timerId, TimerQueue::Clock::now());
    if (!remaining)
        return -1;
    return static_cast<int>(std::min<qint64>(remaining->count(), std::numeric_limits<int>::max()));
}

void EpollDispatcher::wakeUp()
{
    m_wakeUp.call();
}

void EpollDispatcher::interrupt()
{
    m_interrupted.store(true, std::memory_order_relaxed);
    wakeUp();
}

/// Calls from other threads are refused with a warning, as Qt's own dispatchers do: they are mistakes of whoever owns
/// the notifier or the timer.
bool EpollDispatcher::isOwnThread(const char *caller) const
{
    if (QThread::currentThread() == thread())
        return true;
    qWarning("EpollDispatcher::%s: called from another thread", caller);
    return false;
}

} // namespace hookbot
