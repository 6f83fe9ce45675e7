#pragma once

#include "broker/net/bindaddress.h"

#include <QtNetwork/QTcpServer>

#include <functional>

namespace hookbot {

/// The listening port: accepts connections, never more than the process has descriptors for. At that limit it leaves
/// clients in the kernel's queue, at no cost, and continues when connections have closed. Lives in the I/O thread.
class Port final : public QTcpServer
{
    Q_OBJECT

public:
    /// Receives an accepted descriptor, and owns it.
    using Accept = std::function<void(qintptr descriptor)>;

    /// At most @p maxConnections at once.
    Port(Accept accept, qsizetype maxConnections, QObject *parent = nullptr);

    /// Starts to accept. The error describes why it cannot (in use, not ours, not permitted).
    [[nodiscard]] tl::expected<BindAddress, QString> listen(const BindAddress &address);

    /// The same on a socket that is already listening; returns its address. At the end our handle of it is closed: if
    /// another process has one, clients wait in the queue.
    [[nodiscard]] tl::expected<BindAddress, QString> listenOn(qintptr descriptor);

    /// Call it when an accepted descriptor has been closed.
    void connectionEnded();

    /// Stops accepting until the connections accepted so far have had their turn of the event loop.
    void waitForTurn();

    /// Call it once a second: tries again after the system has refused a descriptor.
    void tick();

    [[nodiscard]] qsizetype connections() const { return m_connections; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void suspend();
    void goOn();

    Accept m_accept;
    qsizetype m_maxConnections;
    qsizetype m_connections = 0;
    bool m_suspended = false;
};

} // namespace hookbot
