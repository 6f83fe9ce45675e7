#include "broker/net/descriptors.h"

#include "broker/net/sendqueue.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hookbot {

qsizetype raiseDescriptorLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const rlim_t before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
        limit.rlim_cur = before;
    constexpr rlim_t Enough = 1'000'000; // where there is no limit
    return qsizetype(qMin(limit.rlim_cur, Enough));
}

void prepareAccepted(qintptr descriptor)
{
    int on = 1;
    ::ioctl(int(descriptor), FIONBIO, &on); // as QTcpServer accepts it, it would block
    ::setsockopt(int(descriptor), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::setsockopt(int(descriptor), SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    limitUnsentBytes(descriptor);
}

QHostAddress peerOf(qintptr descriptor)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getpeername(int(descriptor), reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return {};
    QHostAddress host(reinterpret_cast<const sockaddr *>(&address));
    bool isMapped = false; // an IPv4 client of a socket for both
    const quint32 ipv4 = host.toIPv4Address(&isMapped);
    return isMapped ? QHostAddress(ipv4) : host;
}

qintptr duplicateDescriptor(qintptr descriptor)
{
    return ::fcntl(int(descriptor), F_DUPFD_CLOEXEC, 0);
}

void endSending(qintptr descriptor)
{
    ::shutdown(int(descriptor), SHUT_WR);
}

bool drain(qintptr descriptor)
{
    // Not for as long as there is something: others want their turn.
    constexpr size_t AtOnce = 65'536;
    std::array<char, AtOnce> dropped;
    const auto count = ::recv(int(descriptor), dropped.data(), dropped.size(), 0);
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR));
}

void closeDescriptor(qintptr descriptor)
{
    ::close(int(descriptor));
}

} // namespace hookbot
