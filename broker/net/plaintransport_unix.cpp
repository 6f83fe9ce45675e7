#include "broker/net/plaintransport_unix.h"

#include "broker/net/sendqueue.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QMetaObject>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace hookbot {

namespace {

constexpr size_t PiecesPerCall = 64;
constexpr size_t ReadSize = 256LL * 1024;

/// The buffer for reading: one for each thread, since nothing keeps it after a call.
std::array<char, ReadSize> &readBuffer()
{
    thread_local std::array<char, ReadSize> buffer;
    return buffer;
}

bool wouldBlock(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK;
}

} // namespace

std::unique_ptr<Transport> makePlainTransport(qintptr descriptor, Transport::Owner &owner)
{
    return std::make_unique<PlainTransport>(int(descriptor), owner);
}

PlainTransport::PlainTransport(int descriptor, Owner &owner)
    : m_descriptor(descriptor),
      m_owner(owner),
      m_readNotifier(descriptor, QSocketNotifier::Read)
{
    QObject::connect(&m_readNotifier, &QSocketNotifier::activated, &m_readNotifier, [this] { readable(); });
}

PlainTransport::~PlainTransport()
{
    PlainTransport::close();
}

void PlainTransport::readable()
{
    auto &buffer = readBuffer();
    const size_t most = std::clamp<size_t>(size_t(m_owner.mostToRead()), 1, buffer.size());
    ssize_t count = 0;
    do {
        count = ::recv(m_descriptor, buffer.data(), most, 0);
    } while (count < 0 && errno == EINTR);

    if (count > 0) {
        m_owner.bytesCame({ buffer.data(), count });
    } else if (count == 0) {
        m_readNotifier.setEnabled(false); // it would report the end for ever
        m_owner.peerEnded();
    } else if (!wouldBlock(errno)) {
        fail(errno);
    }
}

qint64 PlainTransport::write(std::span<const QByteArray> pieces, qint64 offset)
{
    if (m_descriptor < 0)
        return -1;
    qint64 written = 0;
    while (!pieces.empty()) {
        std::array<iovec, PiecesPerCall> vector;
        const size_t count = std::min(pieces.size(), vector.size());
        size_t wanted = 0;
        for (size_t i = 0; i < count; ++i) {
            const qint64 skip = i == 0 ? offset : 0;
            const auto length = size_t(pieces[i].size() - skip);
            vector[i] = { const_cast<char *>(pieces[i].constData() + skip), length }; // writev() does not write to it
            wanted += length;
        }
        const ssize_t sent = count == 1 ? ::send(m_descriptor, vector[0].iov_base, vector[0].iov_len, 0)
                                        : ::writev(m_descriptor, vector.data(), int(count));
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0 && !wouldBlock(errno)) {
            fail(errno);
            return -1;
        }
        if (sent > 0)
            written += sent;
        if (sent < 0 || size_t(sent) < wanted) {
            if (!m_writeNotifier) {
                m_writeNotifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
                QObject::connect(m_writeNotifier.get(), &QSocketNotifier::activated, m_writeNotifier.get(), [this] {
                    m_writeNotifier->setEnabled(false);
                    m_owner.writableAgain();
                });
            }
            m_writeNotifier->setEnabled(true);
            break;
        }
        pieces = pieces.subspan(count);
        offset = 0;
    }
    m_sent += quint64(written);
    return written;
}

Transport::Delivery PlainTransport::delivery() const
{
    // Its own end, once sent, counts as a byte that is on its way.
    const auto unacknowledged = quint64(m_descriptor < 0 ? 0 : unacknowledgedBytes(m_descriptor));
    return { m_sent, m_sent - std::min(unacknowledged, m_sent), 0 };
}

void PlainTransport::setReading(bool on)
{
    if (m_descriptor >= 0)
        m_readNotifier.setEnabled(on);
}

void PlainTransport::endWriting()
{
    if (m_descriptor >= 0)
        ::shutdown(m_descriptor, SHUT_WR);
}

void PlainTransport::close()
{
    if (m_descriptor < 0)
        return;
    // Before the number can be reused: a notifier must not outlive what it watches.
    m_readNotifier.setEnabled(false);
    if (m_writeNotifier)
        m_writeNotifier->setEnabled(false);
    ::close(m_descriptor);
    m_descriptor = -1;
}

void PlainTransport::fail(int error)
{
    m_readNotifier.setEnabled(false);
    // From the event loop, since the caller may be in the middle of its own work; not at all if closed meanwhile.
    QMetaObject::invokeMethod(
        &m_readNotifier,
        [this, reason = QString::fromLocal8Bit(std::strerror(error))] {
            if (m_descriptor >= 0)
                m_owner.failed(reason);
        },
        Qt::QueuedConnection);
}

} // namespace hookbot
