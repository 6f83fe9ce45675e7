#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QtGlobal>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

namespace hookbot {

/// Two connected sockets that do not block: one to watch, one to write to it with.
class SocketPair
{
public:
    SocketPair()
    {
        int ends[2] = { -1, -1 };
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0)
            qFatal("socketpair");
        m_watched = ends[0];
        m_far = ends[1];
    }
    SocketPair(SocketPair &&other) noexcept
        : m_watched(std::exchange(other.m_watched, -1)),
          m_far(std::exchange(other.m_far, -1))
    {
    }
    SocketPair &operator=(SocketPair &&) = delete;
    ~SocketPair()
    {
        closeWatched();
        closeFar();
    }

    int watched() const { return m_watched; }
    int far() const { return m_far; }

    void send(const char *bytes = "x") const
    {
        const auto length = static_cast<ssize_t>(qstrlen(bytes));
        if (::write(m_far, bytes, static_cast<size_t>(length)) != length)
            qFatal("write");
    }
    QByteArray receive() const
    {
        QByteArray bytes(4096, Qt::Uninitialized);
        const ssize_t length = ::read(m_watched, bytes.data(), static_cast<size_t>(bytes.size()));
        return bytes.first(qMax<qsizetype>(length, 0));
    }

    void closeWatched() { closeEnd(m_watched); }
    void closeFar() { closeEnd(m_far); }

private:
    static void closeEnd(int &end)
    {
        if (end >= 0)
            ::close(std::exchange(end, -1));
    }

    int m_watched;
    int m_far;
};

/// Lets the test open as many descriptors as the system allows; returns how many.
inline rlim_t raiseDescriptorLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

} // namespace hookbot
