#include "broker/stream/upgrade.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>

namespace hookbot {

namespace {

/// Listeners need not talk; what they say is read and ignored.
constexpr quint64 LargestIncomingFrame = 64LL * 1024;

/// Those signals of a part of QWebSocket that tell what the client said, which is ignored. The part that reads its
/// frames is private to QWebSocket, so by name.
std::vector<QMetaMethod> signalsOfFrames(const QMetaObject &part)
{
    std::vector<QMetaMethod> found;
    for (const char *signal : { "textFrameReceived(QString,bool)", "binaryFrameReceived(QByteArray,bool)",
                                "textMessageReceived(QString)", "binaryMessageReceived(QByteArray)" }) {
        if (const int index = part.indexOfSignal(signal); index >= 0)
            found.push_back(part.method(index));
    }
    return found;
}

} // namespace

/// Lets go of signals that QWebSocket connects and a listener has no use for: they hold more memory than all else that
/// an idle connection needs.
void Upgrade::disconnectUnused(Wire &wire, QWebSocket &socket)
{
    QObject::disconnect(&wire, &QAbstractSocket::errorOccurred, &socket, nullptr);
    QObject::disconnect(&wire, &QAbstractSocket::proxyAuthenticationRequired, &socket, nullptr);
    QObject::disconnect(&wire, &QIODevice::aboutToClose, &socket, nullptr);
    QObject::disconnect(&wire, &QIODevice::bytesWritten, &socket, nullptr);
    QObject::disconnect(&wire, &QIODevice::readChannelFinished, &socket, nullptr);
    for (QObject *part : socket.children()) {
        const QMetaObject *meta = part->metaObject();
        auto known = m_signalsOfFrames.find(meta);
        if (known == m_signalsOfFrames.end())
            known = m_signalsOfFrames.emplace(meta, signalsOfFrames(*meta)).first;
        for (const QMetaMethod &signal : known->second)
            QObject::disconnect(part, signal, &socket, QMetaMethod());
    }
}

Upgrade::Upgrade() : m_server(QStringLiteral("hookbot"), QWebSocketServer::NonSecureMode) {}

Upgrade::Fault Upgrade::faultOf(const Headers &headers)
{
    if (headers.count("Sec-WebSocket-Version") != 1 || *headers.value("Sec-WebSocket-Version") != "13")
        return Fault::Version;
    if (headers.count("Sec-WebSocket-Key") != 1)
        return Fault::Key;
    const auto key = QByteArray::fromBase64Encoding(headers.value("Sec-WebSocket-Key")->toByteArray(),
                                                    QByteArray::AbortOnBase64DecodingErrors);
    return key && key.decoded.size() == 16 ? Fault::None : Fault::Key;
}

std::unique_ptr<QWebSocket> Upgrade::accept(Wire &wire, const Headers &headers)
{
    wire.feed(QByteArray("GET / HTTP/1.1\r\nHost: hookbot\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ")
                  .append(*headers.value("Sec-WebSocket-Key"))
                  .append("\r\n\r\n"));
    m_server.handleConnection(&wire);
    // It looks at the request in a call that it posted to itself; carried out here, its answer is surely this wire's.
    QCoreApplication::sendPostedEvents(&m_server, QEvent::MetaCall);
    std::unique_ptr<QWebSocket> socket(m_server.nextPendingConnection());
    // The server would delete the wire with its connection; but we own it.
    QObject::disconnect(&wire, nullptr, &m_server, nullptr);
    wire.releaseReadBuffer();
    if (socket) {
        socket->setParent(nullptr);
        disconnectUnused(wire, *socket);
        socket->setMaxAllowedIncomingFrameSize(LargestIncomingFrame);
        socket->setMaxAllowedIncomingMessageSize(LargestIncomingFrame);
    }
    return socket;
}

} // namespace hookbot
