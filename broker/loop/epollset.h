#pragma once

#include "broker/loop/owneddescriptor.h"

#include <QtCore/QSocketNotifier>

#include <sys/epoll.h>

#include <array>
#include <vector>

namespace hookbot {

/// The socket notifiers of one thread, and the epoll descriptor that watches for them.
///
/// The kernel is informed once, before the next wait, and only of what differs from what it watches already: a notifier
/// that is enabled and disabled within a turn costs nothing. The exception is a descriptor without notifiers. It is
/// removed at once, since it is likely to be closed next and its number reused for another socket, which would then
/// seem to be watched.
///
/// Owned by the dispatcher; its thread only. Notifiers belong to their owners and must be removed before they are
/// destroyed, as QSocketNotifier does. Do not close a descriptor while a notifier is enabled on it.
class EpollSet
{
public:
    /// Also watches @p wakeUp, for edges: it ends a wait and is not reported otherwise. Throws std::system_error if
    /// there are no descriptors left.
    explicit EpollSet(int wakeUp);

    /// Enables a notifier. One for each type and descriptor: another one replaces it, with a warning.
    void add(QSocketNotifier *notifier);

    /// Disables a notifier; it is not ready any more either. Does nothing if it was not added.
    void remove(QSocketNotifier *notifier);

    /// Informs the kernel of changes, then waits at most @p timeout ms (-1: no limit) and records which notifiers are
    /// ready. Returns early on a signal. A descriptor that cannot be watched (closed, or a regular file) causes a
    /// warning, and its notifiers are disabled.
    void wait(int timeout);

    /// The next notifier that is ready and still enabled; null if there are none left. Each is returned once for a
    /// wait; those left from an earlier wait come first.
    QSocketNotifier *takeReady();

    /// The number of epoll_ctl calls since the beginning, including failed ones.
    quint64 changes() const { return m_changes; }

private:
    /// The maximum that one wait reports; the kernel reports the others first next time.
    static constexpr size_t maxEvents = 1024;

    /// The notifiers of one descriptor number, and what the kernel knows of it.
    struct Watch
    {
        std::array<QSocketNotifier *, 3> notifiers{}; ///< by QSocketNotifier::Type
        quint32 serial = 0;                           ///< counts what was watched under this number
        quint32 known = 0;                            ///< the events that the kernel watches for
        quint8 ready = 0;                             ///< a bit for each type that is in m_ready
        bool changed = false;                         ///< it is in m_changed
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
