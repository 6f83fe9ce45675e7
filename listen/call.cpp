#include "listen/call.h"

#include <QtCore/QDateTime>
#include <QtNetwork/QAbstractSocket>
#include <QtNetwork/QNetworkReply>

#include <algorithm>
#include <array>

namespace hookbot::listen {

namespace {

using namespace std::chrono_literals;

constexpr auto LongestHandshake = 20s;
constexpr auto LongestExplanation = 10s;
constexpr qint64 LongestMessage = 500; // bytes of a refusal's body

/// The statuses after which a retry is useless. Any other status may come from a proxy whose server restarts.
constexpr std::array FinalStatuses{ 400, 401, 403, 404 };
constexpr int FirstOfRefusals = 300;

QUrl overHttp(QUrl url)
{
    url.setScheme(url.scheme() == u"wss" ? QStringLiteral("https") : QStringLiteral("http"));
    return url;
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

/// The first line of a refusal in plain text, or else the reason phrase of its status. The HTML page of a proxy is not
/// useful in a message.
QString messageOf(QNetworkReply &reply)
{
    const QString type = reply.header(QNetworkRequest::ContentTypeHeader).toString();
    QString message;
    if (type.isEmpty() || type.startsWith(u"text/plain"))
        message = QString::fromUtf8(reply.read(LongestMessage)).trimmed().section(u'\n', 0, 0).trimmed();
    return message.isEmpty() ? reply.attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString() : message;
}

} // namespace

Call::Call(Terms terms, QObject *parent)
    : QObject(parent),
      m_terms(std::move(terms)),
      m_liveness(m_terms.pingInterval, m_terms.longestSilence)
{
    connect(&m_socket, &QWebSocket::connected, this, &Call::socketOpened);
    connect(&m_socket, &QWebSocket::disconnected, this, &Call::socketClosed);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(&m_socket, &QWebSocket::errorOccurred, this, &Call::socketFailed);
#else
    connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, &Call::socketFailed);
#endif
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &Call::text);
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this, &Call::bytes);
    const auto received = [this] { m_liveness.received(now()); };
    connect(&m_socket, &QWebSocket::textFrameReceived, this, received);
    connect(&m_socket, &QWebSocket::binaryFrameReceived, this, received);
    connect(&m_socket, &QWebSocket::pong, this, received);
    connect(&m_ticker, &QTimer::timeout, this, &Call::tick);
}

void Call::dial()
{
    m_clock.start();
    m_liveness.started(now(), LongestHandshake);
    m_ticker.start(std::min<std::chrono::milliseconds>(1s, m_terms.pingInterval / 2));
    m_network.setProxy(m_socket.proxy());
    m_socket.setSslConfiguration(m_terms.tls);
    if (!m_terms.expectedFaults.isEmpty())
        m_socket.ignoreSslErrors(m_terms.expectedFaults);
    m_socket.open(m_terms.request);
    watchBytes();
}

/// A QWebSocket only signals whole frames, and a large one on a slow line may take longer than the allowed silence. So
/// this watches the socket below, which is a child of the QWebSocket. Qt does not guarantee that child: without it,
/// only frames and pongs count as received, and askWhy() is called after every failed handshake.
void Call::watchBytes()
{
    const auto *socket = m_socket.findChild<QAbstractSocket *>();
    m_isReached = !socket || socket->state() == QAbstractSocket::ConnectedState;
    if (!socket)
        return;
    connect(socket, &QAbstractSocket::connected, this, [this] { m_isReached = true; });
    connect(socket, &QAbstractSocket::readyRead, this, [this] {
        if (m_isOpen)
            m_liveness.received(now());
    });
}

void Call::hangUp()
{
    m_isOver = true;
    m_ticker.stop();
    disconnect(&m_socket, nullptr, this, nullptr);
    if (m_reply)
        m_reply->abort();
    if (m_isOpen)
        m_socket.close(QWebSocketProtocol::CloseCodeNormal);
    else
        m_socket.abort();
}

void Call::socketOpened()
{
    m_isOpen = true;
    m_liveness.received(now());
    Q_EMIT opened();
}

void Call::socketFailed()
{
    if (m_isOver)
        return;
    if (m_isOpen) {
        end(m_socket.errorString());
        return;
    }
    m_failure = m_socket.errorString();
    if (m_isReached)
        askWhy();
    else
        end(m_failure);
}

void Call::socketClosed()
{
    if (m_isOver)
        return;
    if (!m_isOpen) {
        end(m_socket.errorString());
        return;
    }
    const QString reason = m_socket.closeReason();
    const int code = int(m_socket.closeCode());
    end(reason.isEmpty() ? tr("the server closed the connection (%1)").arg(code)
                         : tr("the server closed the connection: %1 (%2)").arg(reason).arg(code));
}

void Call::tick()
{
    switch (m_liveness.judge(now())) {
    case Liveness::Verdict::Alive:
        break;
    case Liveness::Verdict::Ask:
        m_socket.ping();
        break;
    case Liveness::Verdict::Dead:
        end(m_isOpen              ? tr("the server sent nothing and did not answer a ping")
            : m_failure.isEmpty() ? tr("the server did not answer in time")
                                  : m_failure);
        break;
    }
}

/// A QWebSocket does not provide the status and body of a refusal. The same request over plain HTTP does.
void Call::askWhy()
{
    disconnect(&m_socket, nullptr, this, nullptr);
    m_socket.abort();
    m_liveness.started(now(), LongestExplanation);
    QNetworkRequest request = m_terms.request;
    request.setUrl(overHttp(request.url()));
    request.setRawHeader("Connection", "Upgrade");
    request.setRawHeader("Upgrade", "websocket");
    request.setRawHeader("Sec-WebSocket-Version", "13");
    request.setRawHeader("Sec-WebSocket-Key", QByteArray(16, 'x').toBase64());
    request.setSslConfiguration(m_terms.tls);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    m_reply = m_network.get(request);
    if (!m_terms.expectedFaults.isEmpty())
        m_reply->ignoreSslErrors(m_terms.expectedFaults);
    connect(m_reply, &QNetworkReply::finished, this, &Call::answered);
    // The answer may never end, if the server accepts the WebSocket this time.
    const auto answeredEnough = [this] {
        const int status = statusOf(*m_reply);
        if ((status > 0 && status < FirstOfRefusals) || m_reply->bytesAvailable() >= LongestMessage)
            answered();
    };
    connect(m_reply, &QNetworkReply::metaDataChanged, this, answeredEnough);
    connect(m_reply, &QNetworkReply::readyRead, this, answeredEnough);
}

void Call::answered()
{
    if (m_isOver)
        return;
    const int status = statusOf(*m_reply);
    if (status < FirstOfRefusals) { // accepted this time, or no answer
        end(m_failure);
        return;
    }
    const QString message = messageOf(*m_reply);
    const bool isFinal = std::ranges::find(FinalStatuses, status) != FinalStatuses.end();
    const QString number = QString::number(status);
    end(message.startsWith(number) ? tr("the server answered: %1").arg(message)
                                   : tr("the server answered: %1 %2").arg(number, message),
        isFinal);
}

void Call::end(const QString &reason, bool isFinal)
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_ticker.stop();
    disconnect(&m_socket, nullptr, this, nullptr);
    m_socket.abort();
    if (m_reply)
        m_reply->abort();
    Q_EMIT over(reason, isFinal);
}

Liveness::Time Call::now() const
{
    return { std::chrono::milliseconds(m_clock.elapsed()),
             std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch()) };
}

} // namespace hookbot::listen
