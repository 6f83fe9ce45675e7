#pragma once

#include "broker/net/transport.h"

#include <QtCore/QSocketNotifier>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslSocket>

namespace hookbot {

/// TLS over an accepted descriptor, by QSslSocket (OpenSSL). The handshake begins at once; nothing is reported before
/// it is complete. If the peer never completes it, the owner must drop the connection.
class TlsTransport final : public Transport
{
public:
    TlsTransport(qintptr descriptor, const QSslConfiguration &configuration, Owner &owner);
    ~TlsTransport() override;

    qint64 write(std::span<const QByteArray> pieces, qint64 offset) override;
    [[nodiscard]] qint64 pending() const override;
    [[nodiscard]] Delivery delivery() const override;
    void setReading(bool on) override;
    void endWriting() override;
    void close() override;

private:
    void deliver();
    void socketClosed();
    void closeRest();

    Owner &m_owner;
    QSslSocket m_socket;
    quint64 m_sent = 0; ///< encrypted bytes, to the kernel
    bool m_reading = true;
    bool m_writing = false;
    bool m_closed = false;
    qintptr m_rest = -1; ///< the connection after endWriting(), while the peer may still send
    std::unique_ptr<QSocketNotifier> m_restNotifier;
};

} // namespace hookbot
