#include "broker/loop/epollset.h"

#include <QtCore/QtDebug>

#include <cerrno>
#include <system_error>
#include <utility>

namespace hookbot {

namespace {

constexpr quint64 wakeUpMark = ~quint64(0);

struct Kind
{
    QSocketNotifier::Type type;
    const char *name;
    quint32 wanted; ///< the events to watch for
    quint32 ready;  ///< the events that activate a notifier: an error or a hang-up is news for each
};
constexpr std::array<Kind, 3> kinds = { {
    { QSocketNotifier::Read, "Read", EPOLLIN, EPOLLIN | EPOLLHUP | EPOLLERR },
    { QSocketNotifier::Write, "Write", EPOLLOUT, EPOLLOUT | EPOLLHUP | EPOLLERR },
    { QSocketNotifier::Exception, "Exception", EPOLLPRI, EPOLLPRI | EPOLLHUP | EPOLLERR },
} };

quint8 bit(QSocketNotifier::Type type)
{
    return static_cast<quint8>(1U << type);
}

OwnedDescriptor makeEpoll(int wakeUp)
{
    OwnedDescriptor epoll(::epoll_create1(EPOLL_CLOEXEC));
    epoll_event event{ EPOLLIN | EPOLLET, { .u64 = wakeUpMark } };
    if (epoll.isOpen() && ::epoll_ctl(epoll.number(), EPOLL_CTL_ADD, wakeUp, &event) != 0)
        return OwnedDescriptor(-1);
    return epoll;
}

} // namespace

EpollSet::EpollSet(int wakeUp) : m_wakeUp(wakeUp), m_epoll(makeEpoll(wakeUp))
{
    if (!m_epoll.isOpen())
        throw std::system_error(errno, std::generic_category(), "epoll");
}

quint32 EpollSet::wanted(const Watch &watch)
{
    quint32 events = 0;
    for (const Kind &kind : kinds) {
        if (watch.notifiers[kind.type])
            events |= kind.wanted;
    }
    return events;
}

void EpollSet::add(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<int>(notifier->socket());
    if (descriptor < 0) {
        qWarning("QSocketNotifier: Invalid socket %d", descriptor);
        return;
    }
    if (static_cast<size_t>(descriptor) >= m_watches.size())
        m_watches.resize(static_cast<size_t>(descriptor) + 1);

    QSocketNotifier *&place = watch(descriptor).notifiers[notifier->type()];
    if (place && place != notifier) {
        qWarning("QSocketNotifier: Multiple socket notifiers for same socket %d and type %s", descriptor,
                 kinds[notifier->type()].name);
        // The old one may be left over from a descriptor of this number that was closed without telling.
        forget(descriptor);
    }
    place = notifier;
    noteChange(descriptor);
}

void EpollSet::remove(QSocketNotifier *notifier)
{
    const auto descriptor = static_cast<int>(notifier->socket());
    if (descriptor < 0 || static_cast<size_t>(descriptor) >= m_watches.size())
        return;
    Watch &watched = watch(descriptor);
    if (watched.notifiers[notifier->type()] != notifier)
        return;

    watched.notifiers[notifier->type()] = nullptr;
    watched.ready = static_cast<quint8>(watched.ready & ~bit(notifier->type()));
    if (wanted(watched) == 0)
        forget(descriptor);
    else
        noteChange(descriptor);
}

void EpollSet::noteChange(int descriptor)
{
    if (!std::exchange(watch(descriptor).changed, true))
        m_changed.push_back(descriptor);
}

void EpollSet::tellChanges()
{
    // By index: refusing a descriptor removes its notifiers, which are changes too.
    for (size_t i = 0; i < m_changed.size(); ++i) {
        watch(m_changed[i]).changed = false;
        tell(m_changed[i]);
    }
    m_changed.clear();
}

void EpollSet::tell(int descriptor)
{
    const quint32 events = wanted(watch(descriptor));
    const quint32 known = watch(descriptor).known;
    if (events == known)
        return;

    int error = control(known != 0 ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, descriptor, events);
    if (error == ENOENT) // closed without telling, and the number in use again
        error = control(EPOLL_CTL_ADD, descriptor, events);
    else if (error == EEXIST) // taken out under a number that was closed, and put back by dup2()
        error = control(EPOLL_CTL_MOD, descriptor, events);

    if (error != 0)
        refuse(descriptor, error);
    else
        watch(descriptor).known = events;
}

/// Returns 0 or the error.
int EpollSet::control(int operation, int descriptor, quint32 events)
{
    ++m_changes;
    const quint64 serial = watch(descriptor).serial;
    epoll_event event{ events, { .u64 = serial << 32U | static_cast<quint32>(descriptor) } };
    return ::epoll_ctl(m_epoll.number(), operation, descriptor, &event) == 0 ? 0 : errno;
}

/// Makes the kernel watch this descriptor no more. It may have stopped by itself, when the descriptor was closed.
void EpollSet::forget(int descriptor)
{
    Watch &watched = watch(descriptor);
    if (watched.known == 0)
        return;
    control(EPOLL_CTL_DEL, descriptor, 0);
    watched.known = 0;
    watched.ready = 0;
    ++watched.serial;
}

void EpollSet::refuse(int descriptor, int error)
{
    for (const Kind &kind : kinds) {
        QSocketNotifier *notifier = watch(descriptor).notifiers[kind.type];
        if (!notifier)
            continue;
        if (error == EBADF)
            qWarning("QSocketNotifier: Invalid socket %d with type %s, disabling...", descriptor, kind.name);
        else if (error == EPERM)
            qWarning(
                "QSocketNotifier: %d with type %s is a file, which is always ready and cannot be watched, disabling...",
                descriptor, kind.name);
        else
            qWarning("QSocketNotifier: Cannot watch socket %d with type %s (%s), disabling...", descriptor, kind.name,
                     std::generic_category().message(error).c_str());
        remove(notifier);
        notifier->setEnabled(false);
    }
}

void EpollSet::wait(int timeout)
{
    tellChanges();
    const int count = ::epoll_wait(m_epoll.number(), m_events.data(), static_cast<int>(m_events.size()), timeout);
    bool allWanted = true;
    for (int i = 0; i < count; ++i)
        allWanted = noteReady(m_events[static_cast<size_t>(i)]) && allWanted;
    if (!allWanted)
        startAfresh();
}

/// False if this is an event that nobody has asked for.
bool EpollSet::noteReady(const epoll_event &event)
{
    const quint64 mark = event.data.u64;
    if (mark == wakeUpMark)
        return true;
    const auto descriptor = static_cast<int>(mark & 0xffffffffU);
    Watch &watched = watch(descriptor);
    if (watched.known == 0 || watched.serial != mark >> 32U)
        return false;

    for (const Kind &kind : kinds) {
        if (!watched.notifiers[kind.type] || !(event.events & kind.ready) || (watched.ready & bit(kind.type)))
            continue;
        watched.ready = static_cast<quint8>(watched.ready | bit(kind.type));
        m_ready.push_back({ descriptor, kind.type });
    }
    return true;
}

/// Replaces the epoll descriptor. What was closed before it was taken out stays in the old one for as long as another
/// process, or a duplicate, has it open; it cannot be named any more, and would end every wait.
void EpollSet::startAfresh()
{
    OwnedDescriptor fresh = makeEpoll(m_wakeUp);
    if (!fresh.isOpen())
        return; // out of descriptors: the next wait comes here again
    qWarning("QSocketNotifier: A socket was closed while its notifier was enabled, and is still open elsewhere");
    m_epoll = std::move(fresh);
    for (size_t i = 0; i < m_watches.size(); ++i) {
        if (m_watches[i].known == 0)
            continue;
        m_watches[i].known = 0;
        ++m_watches[i].serial;
        noteChange(static_cast<int>(i));
    }
}

QSocketNotifier *EpollSet::takeReady()
{
    while (m_nextReady < m_ready.size()) {
        const Ready next = m_ready[m_nextReady++];
        Watch &watched = watch(next.descriptor);
        if (!(watched.ready & bit(next.type)))
            continue;
        watched.ready = static_cast<quint8>(watched.ready & ~bit(next.type));
        return watched.notifiers[next.type];
    }
    m_ready.clear();
    m_nextReady = 0;
    return nullptr;
}

} // namespace hookbot
