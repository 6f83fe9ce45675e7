#pragma once

#include "broker/loop/owneddescriptor.h"

#include <QtCore/QSocketNotifier>

#include <sys/epoll.h>

#include <array>
#include <vector>

namespace hookbot {

/// The socket notifiers of one thread, and the epoll descriptor that watches for them.
///
/// The kernel is told what is wanted once, before the next wait, and only if it differs from what it watches already:
/// a notifier that is enabled and disabled within a turn costs nothing. The exception is a descriptor that nobody wants
/// any more. It is taken out at once, for it is likely to be closed next and its number given to another socket, which
/// would then seem to be watched.
///
/// Owned by the dispatcher; its thread only. The notifiers are their owners' and must be removed before they go, as
/// QSocketNotifier does. A descriptor must not be closed while a notifier is enabled on it.
class EpollSet
{
public:
    /// Also watches @p wakeUp, for edges: it ends a wait and is not reported otherwise. Throws std::system_error when
    /// there is no descriptor left.
    explicit EpollSet(int wakeUp);

    /// Wants what a notifier waits for. One notifier of a type for each descriptor: another one takes its place, with a
    /// warning.
    void add(QSocketNotifier *notifier);

    /// Wants it no more; it is not ready any more either. Nothing happens if it was not added.
    void remove(QSocketNotifier *notifier);

    /// Tells the kernel what has changed, then waits at most @p timeout ms (-1 without end) and notes which notifiers
    /// are ready. Returns early on a signal. A descriptor that cannot be watched (closed, or a regular file) gets a
    /// warning, and its notifiers are disabled.
    void wait(int timeout);

    /// The next notifier that was found ready and has been wanted ever since; null when there is none left. Each is
    /// returned once a wait, and those of an earlier wait that were not taken come first.
    QSocketNotifier *takeReady();

    /// How many times the kernel was told what to watch: epoll_ctl calls since the beginning, failed ones included.
    quint64 changes() const { return m_changes; }

private:
    /// As many as one wait reports at most; the kernel reports the others first next time.
    static constexpr size_t maxEvents = 1024;

    /// What is wanted of one descriptor number, and what the kernel knows of it.
    struct Watch
    {
        std::array<QSocketNotifier *, 3> notifiers{}; ///< by QSocketNotifier::Type
        quint32 serial = 0;                           ///< counts what was watched under this number
        quint32 known = 0;                            ///< the events that the kernel watches for
        quint8 ready = 0;                             ///< a bit for each type that stands in m_ready
        bool changed = false;                         ///< stands in m_changed
    };
    struct Ready
    {
        int descriptor;
        QSocketNotifier::Type type;
    };

    static quint32 wanted(const Watch &watch);
    Watch &watch(int descriptor) { return m_watches[static_cast<size_t>(descriptor)]; }
    void noteChange(int descriptor);
    void tellChanges();
    void tell(int descriptor);
    int control(int operation, int descriptor, quint32 events);
    void forget(int descriptor);
    void refuse(int descriptor, int error);
    bool noteReady(const epoll_event &event);
    void startAfresh();

    int m_wakeUp;
    OwnedDescriptor m_epoll;
    std::vector<Watch> m_watches; ///< by descriptor number
    std::vector<int> m_changed;
    std::vector<Ready> m_ready;
    size_t m_nextReady = 0;
    quint64 m_changes = 0;
    std::array<epoll_event, maxEvents> m_events{};
};

} // namespace hookbot
