#include "tests/bench/load/link.h"

#include <array>
#include <cerrno>
#include <system_error>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hookbot {

namespace {

constexpr size_t ReadSize = 262'144; // bytes

void check(int result, const char *what)
{
    if (result < 0 && errno != EINPROGRESS)
        throw std::system_error(errno, std::generic_category(), what);
}

} // namespace

Link::Link(int port, int epoll, unsigned number)
    : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
{
    check(m_descriptor, "socket");
    const int on = 1;
    check(::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "setsockopt");
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.u32 = number;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<in_port_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    check(::connect(m_descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address), "connect");
    check(::epoll_ctl(epoll, EPOLL_CTL_ADD, m_descriptor, &event), "epoll_ctl");
}

Link::~Link()
{
    ::close(m_descriptor);
}

void Link::send(std::string_view first, std::string_view second)
{
    m_toSend.append(first).append(second);
    flush();
}

void Link::flush()
{
    if (m_toSend.empty())
        return;
    const ssize_t sent = ::send(m_descriptor, m_toSend.data(), m_toSend.size(), MSG_NOSIGNAL);
    if (sent > 0)
        m_toSend.erase(0, size_t(sent));
}

bool Link::receive(const std::function<std::string_view(std::string_view)> &take)
{
    static std::array<char, ReadSize> buffer;
    while (true) {
        const ssize_t count = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
        if (count < 0)
            return errno == EAGAIN || errno == EINTR;
        if (count == 0)
            return false;
        const std::string_view bytes(buffer.data(), size_t(count));
        if (m_kept.empty()) {
            m_kept = take(bytes);
        } else {
            m_kept.append(bytes);
            m_kept.erase(0, m_kept.size() - take(m_kept).size());
        }
        if (bytes.size() < buffer.size())
            return true; // if more data has arrived, epoll reports a new edge
    }
}

} // namespace hookbot
