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

/// One connection to the server, from the first packet to the last: made for one call, and deleted after over().
/// Pings, and ends when nothing answers.
class Call : public QObject
{
    Q_OBJECT

public:
    struct Terms
    {
        QNetworkRequest request; ///< of the handshake: ws or wss
        QSslConfiguration tls;
        QList<QSslError> expectedFaults; ///< of TLS, to be ignored
        std::chrono::milliseconds pingInterval;
        std::chrono::milliseconds longestSilence;
    };

    explicit Call(Terms terms, QObject *parent = nullptr);

    /// Begins; over() may come from within it.
    void dial();

    /// Ends the call; nothing is signalled from here on.
    void hangUp();

Q_SIGNALS:
    void opened();
    void text(const QString &frame);
    void bytes(const QByteArray &frame);

    /// The call has ended. Final: the server would refuse the next one too.
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
    QNetworkReply *m_reply = nullptr; ///< of askWhy(); the manager's
    QElapsedTimer m_clock;
    QTimer m_ticker;
    Liveness m_liveness;
    QString m_failure;        ///< of the handshake, in the socket's words
    bool m_isReached = false; ///< the server's machine has answered
    bool m_isOpen = false;
    bool m_isOver = false;
};

} // namespace hookbot::listen
