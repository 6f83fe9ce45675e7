#pragma once

#include "listen/liveness.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslError>
#include <QtWebSockets/QWebSocket>

#include <chrono>

namespace hookbot::listen {

/// One connection to the server, from the handshake to its end. It is used once, and deleted after over(). It pings the
/// server, and ends if there is no answer.
class Call : public QObject
{
    Q_OBJECT

public:
    struct Terms
    {
        QNetworkRequest request; ///< of the handshake: ws or wss
        QSslConfiguration tls;
        QList<QSslError> expectedFaults; ///< TLS errors to ignore
        std::chrono::milliseconds pingInterval;
        std::chrono::milliseconds longestSilence;
    };

    explicit Call(Terms terms, QObject *parent = nullptr);

    /// Starts the connection. over() may be emitted before it returns.
    void dial();

    /// Ends the connection. No signal is emitted afterwards.
    void hangUp();

Q_SIGNALS:
    void opened();
    void text(const QString &frame);
    void bytes(const QByteArray &frame);

    /// The connection has ended, or could not be made. If @p isFinal, the server would refuse another one too.
    void over(const QString &reason, bool isFinal);

private:
    void socketOpened();
    void socketFailed();
    void socketClosed();
    void watchBytes();
    void tick();
    void askWhy();
    void answered();
    void end(const QString &reason, bool isFinal = false);
    [[nodiscard]] Liveness::Time now() const;

    Terms m_terms;
    QWebSocket m_socket;
    QNetworkAccessManager m_network;
    QNetworkReply *m_reply = nullptr; ///< of askWhy(); owned by m_network
    QElapsedTimer m_clock;
    QTimer m_ticker;
    Liveness m_liveness;
    QString m_failure;        ///< the socket's message if the handshake failed
    bool m_isReached = false; ///< the TCP connection was made
    bool m_isOpen = false;
    bool m_isOver = false;
};

} // namespace hookbot::listen
