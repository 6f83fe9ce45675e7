#include "app/desktop/instanceserver.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtNetwork/QLocalSocket>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr int MostConnections = 16;
constexpr std::chrono::milliseconds LongestRequestTime = 5s;

/// The time that a client has to send a request, and then to read the answer.
QTimer &limitOf(const QLocalSocket &socket)
{
    return *socket.findChild<QTimer *>({}, Qt::FindDirectChildrenOnly);
}

} // namespace

InstanceServer::InstanceServer(InstancePaths place, Handle obey, QObject *parent)
    : QObject(parent),
      m_place(std::move(place)),
      m_handle(std::move(obey))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &InstanceServer::accept);
}

tl::expected<void, QString> InstanceServer::start()
{
    QLocalServer::removeServer(m_place.socket); // left by a killed process: this one has the lock
    if (!m_server.listen(m_place.socket))
        return tl::unexpected(tr("cannot listen on %1: %2").arg(m_place.socket, m_server.errorString()));
    return {};
}

void InstanceServer::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (m_connections >= MostConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        ++m_connections;
        connect(socket, &QObject::destroyed, this, [this] { --m_connections; });
        socket->setReadBufferSize(instancemessages::LongestRequest);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(*socket); });
        auto *limit = new QTimer(socket);
        limit->setInterval(LongestRequestTime);
        limit->setSingleShot(true);
        connect(limit, &QTimer::timeout, socket, &QLocalSocket::abort);
        limit->start();
        if (socket->bytesAvailable() > 0)
            read(*socket);
    }
}

void InstanceServer::read(QLocalSocket &socket)
{
    if (!socket.canReadLine()) {
        if (socket.bytesAvailable() >= instancemessages::LongestRequest)
            socket.abort();
        return;
    }
    const auto request = instancemessages::requestOf(socket.readLine(instancemessages::LongestRequest + 1));
    disconnect(&socket, &QLocalSocket::readyRead, this, nullptr);
    limitOf(socket).stop(); // the client has done its part
    m_handle(request, [request, asker = QPointer(&socket)](const instancemessages::Reply &reply) {
        if (asker)
            answer(*asker, request, reply);
    });
}

void InstanceServer::answer(QLocalSocket &socket, const instancemessages::Request &request,
                            const instancemessages::Reply &reply)
{
    socket.write(instancemessages::lineOf(reply));
    if (reply.isDone && request.command == u"quit")
        return; // the end of the program closes it
    limitOf(socket).start();
    socket.disconnectFromServer();
}

} // namespace hookbot
