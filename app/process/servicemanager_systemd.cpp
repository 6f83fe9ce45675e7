#include "app/process/servicemanager.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>

#include <systemd/sd-daemon.h>

#include <cerrno>
#include <cstddef>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

struct ServiceManagerText
{
    Q_DECLARE_TR_FUNCTIONS(ServiceManager)
};

/// What waits for the manager, who may have much to read from others too.
constexpr qsizetype MostNotifications = 16;
constexpr auto BetweenNotifyTries = 100ms;

/// The socket of sd_notify(3), which never waits: sd_notify() does, and its caller could not receive signals meanwhile.
class NotifySocket
{
public:
    NotifySocket() : m_path(qgetenv("NOTIFY_SOCKET"))
    {
        const bool isPlace = m_path.startsWith('/') || m_path.startsWith('@');
        if (isPlace && size_t(m_path.size()) < sizeof(sockaddr_un::sun_path))
            m_socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    }
    ~NotifySocket()
    {
        if (m_socket >= 0)
            ::close(m_socket);
    }
    NotifySocket(const NotifySocket &) = delete;
    NotifySocket &operator=(const NotifySocket &) = delete;

    /// Whether there is a manager.
    [[nodiscard]] bool isOpen() const { return m_socket >= 0; }

    /// False if it must be tried again. What cannot be sent at all is lost.
    [[nodiscard]] bool send(const QByteArray &lines) const
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, m_path.constData(), size_t(m_path.size()));
        if (m_path.startsWith('@')) // the abstract namespace (unix(7))
            address.sun_path[0] = '\0';
        const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(m_path.size()));
        const ssize_t sent = ::sendto(m_socket, lines.constData(), size_t(lines.size()), MSG_NOSIGNAL,
                                      reinterpret_cast<const sockaddr *>(&address), length);
        return sent >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != ENOBUFS && errno != EINTR);
    }

private:
    QByteArray m_path;
    int m_socket = -1;
};

class Systemd final : public ServiceManager
{
public:
    Systemd()
    {
        m_again.setInterval(BetweenNotifyTries);
        QObject::connect(&m_again, &QTimer::timeout, &m_again, [this] { send(); });
    }

    /// Never waits; what cannot be sent now is sent soon, in order.
    void notify(const QByteArray &lines) override
    {
        if (!m_socket.isOpen() || (!m_waiting.isEmpty() && m_waiting.last() == lines))
            return;
        if (m_waiting.size() == MostNotifications)
            m_waiting.removeFirst();
        m_waiting.append(lines);
        send();
    }

    void notifyReloading() override
    {
        // Its CLOCK_MONOTONIC tells systemd which of several reloads this is.
        const auto now = std::chrono::steady_clock::now().time_since_epoch();
        const qint64 microseconds = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
        notify("RELOADING=1\nMONOTONIC_USEC=" + QByteArray::number(microseconds));
    }

    [[nodiscard]] std::chrono::microseconds watchdogTime() const override
    {
        uint64_t microseconds = 0;
        return ::sd_watchdog_enabled(0, &microseconds) > 0 ? std::chrono::microseconds(microseconds)
                                                           : std::chrono::microseconds();
    }

    [[nodiscard]] tl::expected<std::optional<qintptr>, QString> inheritedSocket() override
    {
        constexpr int ForgetThem = 1; // so that no child process uses them
        const int count = ::sd_listen_fds(ForgetThem);
        if (count < 0)
            return tl::unexpected(
                ServiceManagerText::tr("LISTEN_FDS or LISTEN_PID is not valid: %1; unset both to listen on --bind")
                    .arg(QString::fromLocal8Bit(std::strerror(-count))));
        if (count == 0)
            return {};
        if (count > 1)
            return tl::unexpected(
                ServiceManagerText::tr("%1 sockets were passed, but only one is supported: leave one ListenStream= in "
                                       "the .socket unit (a port alone listens on all addresses, IPv6 and IPv4)")
                    .arg(count));
        constexpr int AnyPort = 0;
        constexpr int IsListening = 1;
        if (::sd_is_socket_inet(SD_LISTEN_FDS_START, AF_UNSPEC, SOCK_STREAM, IsListening, AnyPort) <= 0)
            return tl::unexpected(ServiceManagerText::tr("the passed descriptor %1 is not a listening TCP socket: the "
                                                         ".socket unit needs ListenStream= with a port, and Accept=no")
                                      .arg(SD_LISTEN_FDS_START));
        return SD_LISTEN_FDS_START;
    }

private:
    void send()
    {
        while (!m_waiting.isEmpty() && m_socket.send(m_waiting.first()))
            m_waiting.removeFirst();
        if (m_waiting.isEmpty())
            m_again.stop();
        else if (!m_again.isActive())
            m_again.start();
    }

    NotifySocket m_socket;
    QList<QByteArray> m_waiting;
    QTimer m_again;
};

} // namespace

std::unique_ptr<ServiceManager> ServiceManager::find()
{
    return std::make_unique<Systemd>();
}

} // namespace hookbot
