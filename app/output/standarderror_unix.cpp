#include "app/output/standarderror.h"

#include <algorithm>
#include <cerrno>
#include <csignal>

#include <poll.h>
#include <unistd.h>

namespace hookbot::StandardError {

namespace {

/// The number of bytes that can be written to a pipe without waiting when poll() reports room.
constexpr qsizetype Piece = 512; // _POSIX_PIPE_BUF
constexpr int Forever = -1;

/// Whether there is room, or an error, which write() then reports.
bool waitForRoom(int milliseconds)
{
    pollfd file{ STDERR_FILENO, POLLOUT, 0 };
    int ready = 0;
    while ((ready = ::poll(&file, 1, milliseconds)) < 0 && errno == EINTR) {
    }
    return ready != 0;
}

qsizetype writePieces(QByteArrayView bytes, qsizetype piece, int patience)
{
    qsizetype written = 0;
    while (written < bytes.size()) {
        if (patience != Forever && !waitForRoom(patience))
            break;
        const ssize_t count =
            ::write(STDERR_FILENO, bytes.data() + written, size_t(std::min(piece, bytes.size() - written)));
        if (count > 0)
            written += count;
        else if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) // another process has made it non-blocking
            waitForRoom(patience);
        else if (count == 0 || errno != EINTR)
            break;
    }
    return written;
}

} // namespace

qsizetype write(QByteArrayView bytes)
{
    return writePieces(bytes, bytes.size(), Forever);
}

qsizetype writeWithin(QByteArrayView bytes, std::chrono::milliseconds patience)
{
    return writePieces(bytes, Piece, int(patience.count()));
}

void blockSignals()
{
    sigset_t all;
    sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

} // namespace hookbot::StandardError
