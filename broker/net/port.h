#pragma once

#include "broker/net/bindaddress.h"

#include <QtNetwork/QTcpServer>

#include <functional>

namespace hookbot {

/// The one port: accepts connections, never more than the process has descriptors for. At that limit it leaves clients
/// in the kernel's queue, at no cost, and goes on once some have gone. Lives in the I/O thread.
class Port final : public QTcpServer
{
    Q_OBJECT

public:
    /// Takes over an accepted descriptor.
    using Accept = std::function<void(qintptr descriptor)>;

    /// @p maxConnections at once.
    Port(Accept accept, qsizetype maxConnections, QObject *parent = nullptr);

    /// Starts to accept; the error says why it cannot (in use, not ours, not permitted).
    [[nodiscard]] tl::expected<BindAddress, QString> listen(const BindAddress &address);

    /// The same on a socket that listens already; returns where. In the end our handle of it is closed: while somebody
    /// else keeps theirs, clients wait.
    [[nodiscard]] tl::expected<BindAddress, QString> listenOn(qintptr descriptor);

    /// From whoever took a descriptor over: it is closed.
    void connectionEnded();

    /// Accepts no more until those that were have had their turn of the event loop.
    void waitForTurn();

    /// Once a second: tries again after the system had refused a descriptor.
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
