#include "broker/net/tlstransport.h"

#include "broker/net/descriptors.h"
#include "broker/net/sendqueue.h"

#include <QtCore/QLoggingCategory>
#include <QtCore/QScopedValueRollback>

namespace hookbot {

namespace {

/// QSslSocket would buffer without limit, in two places; beyond this the rest stays in the owner's shared queue.
constexpr qint64 BufferedBytes = 128LL * 1024;

/// What a peer can make QSslSocket decrypt ahead of its reader.
constexpr qint64 ReadAhead = 64LL * 1024;

Q_LOGGING_CATEGORY(lcTls, "hookbot.tls")

} // namespace

TlsTransport::TlsTransport(qintptr descriptor, const QSslConfiguration &configuration, Owner &owner) : m_owner(owner)
{
    m_socket.setSslConfiguration(configuration);
    m_socket.setReadBufferSize(ReadAhead);
    QObject::connect(&m_socket, &QSslSocket::readyRead, &m_socket, [this] { deliver(); });
    QObject::connect(&m_socket, &QSslSocket::encryptedBytesWritten, &m_socket, [this](qint64 bytes) {
        m_sent += quint64(bytes);
        // Also if all was accepted: the owner counts what is pending here, and waits until that has left.
        if (!m_writing && pending() < BufferedBytes / 2)
            m_owner.writableAgain();
    });
    // Queued: QSslSocket reports in the middle of its own work, and the owner's answer may be to close it.
    QObject::connect(
        &m_socket, &QSslSocket::disconnected, &m_socket, [this] { socketClosed(); }, Qt::QueuedConnection);
    m_socket.setSocketDescriptor(descriptor);
    m_socket.startServerEncryption();
}

TlsTransport::~TlsTransport()
{
    closeRest();
}

void TlsTransport::socketClosed()
{
    if (m_closed)
        return;
    if (m_rest >= 0) {
        endSending(m_rest);
        m_restNotifier = std::make_unique<QSocketNotifier>(m_rest, QSocketNotifier::Read);
        QObject::connect(m_restNotifier.get(), &QSocketNotifier::activated, &m_socket, [this] {
            if (!drain(m_rest)) {
                m_restNotifier->setEnabled(false); // it would report the end for ever
                m_owner.peerEnded();
            }
        });
        return;
    }
    if (!m_socket.isEncrypted())
        qCInfo(lcTls, "no TLS connection (%s)", qUtf8Printable(m_socket.errorString()));
    deliver();
    m_owner.failed(m_socket.errorString());
}

void TlsTransport::deliver()
{
    if (m_reading && !m_closed && m_socket.bytesAvailable() > 0)
        m_owner.bytesCame(m_socket.readAll());
}

qint64 TlsTransport::write(std::span<const QByteArray> pieces, qint64 offset)
{
    if (m_closed || m_socket.state() == QAbstractSocket::UnconnectedState)
        return -1;
    // What is written here is reported at once, during the call, by encryptedBytesWritten().
    const QScopedValueRollback writing(m_writing, true);
    qint64 written = 0;
    for (const QByteArray &piece : pieces) {
        while (offset < piece.size()) {
            if (pending() >= BufferedBytes)
                m_socket.flush();
            const qint64 room = BufferedBytes - pending();
            if (room <= 0)
                return written;
            const qint64 count = m_socket.write(piece.constData() + offset, std::min(room, piece.size() - offset));
            if (count < 0)
                return -1;
            written += count;
            offset += count;
        }
        offset = 0;
    }
    m_socket.flush();
    return written;
}

qint64 TlsTransport::pending() const
{
    return m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite();
}

Transport::Delivery TlsTransport::delivery() const
{
    const qintptr descriptor = m_rest >= 0 ? m_rest : m_socket.socketDescriptor();
    const auto unacknowledged = quint64(descriptor < 0 ? 0 : unacknowledgedBytes(descriptor));
    return { m_sent, m_sent - std::min(unacknowledged, m_sent), pending() };
}

void TlsTransport::setReading(bool on)
{
    m_reading = on;
    if (on)
        QMetaObject::invokeMethod(
            &m_socket, [this] { deliver(); }, Qt::QueuedConnection);
}

/// The socket says good-bye and closes its descriptor. If something has come that nobody has read, such as the body of
/// a request that was refused for its head, the kernel answers that with a reset, and our last words are lost to the
/// peer. So the connection is kept by another handle until the peer is done.
void TlsTransport::endWriting()
{
    m_socket.flush();
    m_rest = duplicateDescriptor(m_socket.socketDescriptor());
    m_socket.disconnectFromHost(); // close_notify, after what was written
}

void TlsTransport::close()
{
    m_closed = true;
    m_socket.disconnect();
    m_socket.abort();
    closeRest();
}

void TlsTransport::closeRest()
{
    // Before the number can be reused: a notifier must not outlive what it watches.
    if (m_restNotifier)
        m_restNotifier->setEnabled(false);
    if (m_rest >= 0)
        closeDescriptor(std::exchange(m_rest, -1));
}

} // namespace hookbot
