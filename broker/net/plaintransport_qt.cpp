#include "broker/net/transport.h"

#include <QtCore/QScopedValueRollback>
#include <QtNetwork/QTcpSocket>

namespace hookbot {

namespace {

constexpr qint64 SocketBufferedBytes = 256LL * 1024;

/// The same over QTcpSocket, for systems where descriptors are not POSIX ones. On Linux only the preset `fallbacks`
/// builds it.
class QtTransport final : public Transport
{
public:
    QtTransport(qintptr descriptor, Owner &owner) : m_owner(owner)
    {
        m_socket.setSocketDescriptor(descriptor);
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { deliver(); });
        QObject::connect(&m_socket, &QTcpSocket::bytesWritten, &m_socket, [this] {
            if (!m_writing && m_socket.bytesToWrite() == 0)
                m_owner.writableAgain();
        });
        QObject::connect(&m_socket, &QTcpSocket::disconnected, &m_socket,
                         [this] { m_owner.failed(m_socket.errorString()); });
    }

    qint64 write(std::span<const QByteArray> pieces, qint64 offset) override
    {
        const QScopedValueRollback writing(m_writing, true); // flush() reports at once what has left
        qint64 written = 0;
        for (const QByteArray &piece : pieces) {
            if (m_socket.bytesToWrite() >= SocketBufferedBytes)
                break;
            const qint64 count = m_socket.write(piece.constData() + offset, piece.size() - offset);
            if (count < 0)
                return -1;
            written += count;
            offset = 0;
        }
        m_socket.flush();
        m_taken += quint64(written);
        return written;
    }

    [[nodiscard]] qint64 pending() const override { return m_socket.bytesToWrite(); }

    [[nodiscard]] Delivery delivery() const override
    {
        const quint64 sent = m_taken - quint64(pending());
        return { sent, sent, pending() };
    }

    void setReading(bool on) override
    {
        m_reading = on;
        m_socket.setReadBufferSize(on ? 0 : 1);
        if (on)
            deliver();
    }

    void endWriting() override { m_socket.flush(); }

    void close() override
    {
        m_socket.disconnect();
        m_socket.abort();
    }

private:
    void deliver()
    {
        if (m_reading && m_socket.bytesAvailable() > 0)
            m_owner.bytesCame(m_socket.readAll());
    }

    Owner &m_owner;
    QTcpSocket m_socket;
    quint64 m_taken = 0;
    bool m_reading = true;
    bool m_writing = false;
};

} // namespace

std::unique_ptr<Transport> makePlainTransport(qintptr descriptor, Transport::Owner &owner)
{
    return std::make_unique<QtTransport>(descriptor, owner);
}

} // namespace hookbot
