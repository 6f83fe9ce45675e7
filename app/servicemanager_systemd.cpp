#include "servicemanager.h"

#include <QtCore/QCoreApplication>

#include <systemd/sd-daemon.h>

#include <cstring>

#include <sys/socket.h>

namespace hookbot {

namespace {

struct ServiceManagerText
{
    Q_DECLARE_TR_FUNCTIONS(ServiceManager)
};

class Systemd final : public ServiceManager
{
public:
    void notify(const QByteArray &lines) override { ::sd_notify(0, lines.constData()); }

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
        constexpr int ForgetThem = 1; // no child of ours shall take them for its own
        const int count = ::sd_listen_fds(ForgetThem);
        if (count < 0)
            return tl::unexpected(
                ServiceManagerText::tr("LISTEN_FDS or LISTEN_PID makes no sense: %1; unset both to listen on --bind")
                    .arg(QString::fromLocal8Bit(std::strerror(-count))));
        if (count == 0)
            return {};
        if (count > 1)
            return tl::unexpected(ServiceManagerText::tr("%1 sockets were passed, and one can be served: leave one "
                                                         "ListenStream= in the .socket unit (a port alone listens on "
                                                         "all addresses, IPv6 and IPv4)")
                                      .arg(count));
        constexpr int AnyPort = 0;
        constexpr int IsListening = 1;
        if (::sd_is_socket_inet(SD_LISTEN_FDS_START, AF_UNSPEC, SOCK_STREAM, IsListening, AnyPort) <= 0)
            return tl::unexpected(
                ServiceManagerText::tr("what was passed as descriptor %1 is not a listening TCP socket: the .socket "
                                       "unit needs ListenStream= with a port, and Accept=no")
                    .arg(SD_LISTEN_FDS_START));
        return SD_LISTEN_FDS_START;
    }
};

} // namespace

std::unique_ptr<ServiceManager> ServiceManager::find()
{
    return std::make_unique<Systemd>();
}

} // namespace hookbot
