#include "broker/net/port.h"

#include "broker/net/descriptors.h"

#include <QtCore/QLoggingCategory>
#include <QtCore/QTimer>

#include <chrono>

namespace hookbot {

namespace {

constexpr int Backlog = 4096;         // the kernel's queue; Qt's own 50 made 1,000 listeners wait 12 s
constexpr int PendingConnections = 1; // Qt's queue, which we do not use; zero makes QTcpServer stop accepting

Q_LOGGING_CATEGORY(lcPort, "hookbot.port")

} // namespace

Port::Port(Accept accept, qsizetype maxConnections, QObject *parent)
    : QTcpServer(parent),
      m_accept(std::move(accept)),
      m_maxConnections(maxConnections)
{
    setListenBacklogSize(Backlog);
    setMaxPendingConnections(PendingConnections);
    connect(this, &QTcpServer::acceptError, this, [this] {
        qCWarning(lcPort, "cannot accept a connection (%s); trying again", qPrintable(errorString()));
        suspend();
    });
}

tl::expected<BindAddress, QString> Port::listen(const BindAddress &address)
{
    if (!QTcpServer::listen(address.host, address.port))
        return tl::unexpected(tr("cannot listen on %1: %2").arg(address.toString(), errorString()));
    return BindAddress{ address.host, serverPort() };
}

tl::expected<BindAddress, QString> Port::listenOn(qintptr descriptor)
{
    if (!setSocketDescriptor(descriptor))
        return tl::unexpected(tr("cannot serve on the socket that was passed: %1").arg(errorString()));
    return BindAddress{ serverAddress(), serverPort() };
}

void Port::incomingConnection(qintptr descriptor)
{
    prepareAccepted(descriptor);
    ++m_connections;
    m_accept(descriptor); // which may have others leave
    if (m_connections >= m_maxConnections && !m_suspended) {
        qCWarning(lcPort, "%lld connections are open, as many as this process may have (ulimit -n); others wait",
                  static_cast<long long>(m_connections));
        suspend();
    }
}

void Port::waitForTurn()
{
    constexpr std::chrono::milliseconds Turn{ 1 };
    if (m_suspended)
        return;
    suspend();
    QTimer::singleShot(Turn, this, [this] {
        if (m_suspended && m_connections < m_maxConnections)
            goOn();
    });
}

void Port::connectionEnded()
{
    --m_connections;
    // Not at the first that leaves, or each would cost a wake-up and a warning.
    if (m_suspended && m_connections <= m_maxConnections - qMax<qsizetype>(1, m_maxConnections / 50))
        goOn();
}

void Port::tick()
{
    if (m_suspended && m_connections < m_maxConnections)
        goOn();
}

void Port::suspend()
{
    if (!isListening()) // QTcpServer must not be asked to pause or to resume once it is closed
        return;
    m_suspended = true;
    setMaxPendingConnections(0);
    pauseAccepting();
}

void Port::goOn()
{
    if (!isListening())
        return;
    m_suspended = false;
    setMaxPendingConnections(PendingConnections);
    resumeAccepting();
}

} // namespace hookbot
