#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <functional>
#include <memory>

namespace hookbot::listen {

/// Runs the event loop until the condition is true, and returns whether it became true. QTest::qWaitFor() does the
/// same, but sleeps between turns of the loop, which takes long for large data.
inline bool waitFor(const std::function<bool()> &condition)
{
    constexpr int Patience = 60'000; // ms; only a failure waits so long, and sanitizers are slow
    const QDeadlineTimer deadline(Patience);
    QTimer alarm;
    alarm.start(Patience);
    while (!condition()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

/// A server in the thread of the test, which sets every byte of its answers. It has one connection at a time: the one
/// that it answered last.
class ScriptedServer
{
public:
    enum Opcode { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9 };

    explicit ScriptedServer(const QHostAddress &address = QHostAddress::LocalHost) { m_server.listen(address); }

    [[nodiscard]] QUrl url(const QByteArray &path) const
    {
        QUrl url = QUrl::fromEncoded("ws://s3cret@localhost" + path);
        url.setHost(m_server.serverAddress().toString());
        url.setPort(m_server.serverPort());
        return url;
    }

    /// Waits for the next connection, and for the head of its request.
    [[nodiscard]] bool answers()
    {
        if (!waitFor([this] { return m_server.hasPendingConnections(); }))
            return false;
        m_peer.reset(m_server.nextPendingConnection());
        m_peer->setParent(nullptr);
        m_head.clear();
        return waitFor([this] {
            m_head += m_peer->readAll();
            return m_head.endsWith("\r\n\r\n");
        });
    }

    [[nodiscard]] bool opens()
    {
        if (!answers())
            return false;
        send(acceptance());
        return true;
    }

    /// Whether no client has connected since: the next connection is the test's own.
    [[nodiscard]] bool isLeftAlone() { return callsBeforeOwn() == 0; }

    /// Closes waiting connections.
    [[nodiscard]] bool turnsCallersAway() { return callsBeforeOwn() >= 0; }

    [[nodiscard]] bool isCalled() const { return m_server.hasPendingConnections(); }

    [[nodiscard]] QByteArray target() const { return m_head.split(' ').value(1); }

    [[nodiscard]] QByteArray field(const QByteArray &name) const
    {
        for (const QByteArray &line : m_head.split('\n')) {
            if (line.toLower().startsWith(name.toLower() + ':'))
                return line.sliced(name.size() + 1).trimmed();
        }
        return {};
    }

    /// The head that accepts the requested WebSocket.
    [[nodiscard]] QByteArray acceptance() const
    {
        const QByteArray key = field("Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: "
               "Upgrade\r\nSec-WebSocket-Accept: " +
               QCryptographicHash::hash(key, QCryptographicHash::Sha1).toBase64() + "\r\n\r\n";
    }

    [[nodiscard]] static QByteArray frame(Opcode opcode, const QByteArray &payload)
    {
        QByteArray frame(1, char(0x80 | opcode));
        const auto size = quint64(payload.size());
        const int bytes = size < 126 ? 0 : size < 65536 ? 2 : 8;
        frame += char(bytes == 0 ? size : bytes == 2 ? 126 : 127);
        for (int i = bytes - 1; i >= 0; --i)
            frame += char((size >> (8 * i)) & 0xff);
        return frame + payload;
    }

    /// A text frame with an event of channel a.
    [[nodiscard]] static QByteArray event(const QByteArray &id, const QByteArray &body = "x")
    {
        return frame(Text, R"({"id":")" + id + R"(","channel":"a","body":")" + body + R"("})");
    }

    void send(const QByteArray &bytes) { m_peer->write(bytes); }

    void refuse(const QByteArray &status, const QByteArray &body, const QByteArray &type = "text/plain")
    {
        send("HTTP/1.1 " + status + "\r\nContent-Type: " + type +
             "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        m_peer->disconnectFromHost();
    }

    /// Ends the connection as a network failure does, after all data was sent.
    [[nodiscard]] bool cuts()
    {
        const bool isSent = isTaken();
        m_peer->abort();
        return isSent;
    }

    /// Whether the other end disconnects.
    [[nodiscard]] bool isLeft()
    {
        return waitFor([this] { return !m_peer || m_peer->state() == QAbstractSocket::UnconnectedState; });
    }

    /// Whether all data was sent.
    [[nodiscard]] bool isTaken()
    {
        return waitFor([this] { return m_peer->bytesToWrite() == 0; });
    }

    [[nodiscard]] QByteArray received() { return m_peer->readAll(); }

private:
    /// Makes a connection, and returns the number of connections before it; -1 if it does not arrive.
    int callsBeforeOwn()
    {
        QTcpSocket own;
        own.connectToHost(m_server.serverAddress(), m_server.serverPort());
        const auto isOnItsWay = [&] { return isCalled() && own.state() == QAbstractSocket::ConnectedState; };
        for (int calls = 0; waitFor(isOnItsWay); ++calls) {
            const std::unique_ptr<QTcpSocket> next(m_server.nextPendingConnection());
            next->setParent(nullptr);
            if (next->peerPort() == own.localPort())
                return calls;
        }
        return -1;
    }

    QTcpServer m_server;
    std::unique_ptr<QTcpSocket> m_peer;
    QByteArray m_head;
};

} // namespace hookbot::listen
