#include "app/desktop/instanceserver.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtNetwork/QLocalSocket>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr int MostConnections = 16;
constexpr std::chrono::milliseconds LongestRequestTime = 5s;

/// How long a peer may take to say something, and then to hear the answer.
QTimer &limitOf(const QLocalSocket &socket)
{
    return *socket.findChild<QTimer *>({}, Qt::FindDirectChildrenOnly);
}

} // namespace

InstanceServer::InstanceServer(InstancePlace place, Obey obey, QObject *parent)
    : QObject(parent),
      m_place(std::move(place)),
      m_obey(std::move(obey))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &InstanceServer::accept);
}

tl::expected<void, QString> InstanceServer::start()
{
    QLocalServer::removeServer(m_place.socket); // of one that was killed: the lock is ours
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
        socket->setReadBufferSize(instancewords::LongestRequest);
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
        if (socket.bytesAvailable() >= instancewords::LongestRequest)
            socket.abort();
        return;
    }
    const auto request = instancewords::requestOf(socket.readLine(instancewords::LongestRequest + 1));
    disconnect(&socket, &QLocalSocket::readyRead, this, nullptr);
    limitOf(socket).stop(); // now it is ours to hurry
    m_obey(request, [request, asker = QPointer(&socket)](const instancewords::Reply &reply) {
        if (asker)
            answer(*asker, request, reply);
    });
}

void InstanceServer::answer(QLocalSocket &socket, const instancewords::Request &request,
                            const instancewords::Reply &reply)
{
    socket.write(instancewords::lineOf(reply));
    if (reply.isDone && request.command == u"quit")
        return; // the end of the program closes it
    limitOf(socket).start();
    socket.disconnectFromServer();
}

} // namespace hookbot
