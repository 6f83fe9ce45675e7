#include "call.h"

#include <QtCore/QDateTime>
#include <QtNetwork/QAbstractSocket>
#include <QtNetwork/QNetworkReply>

#include <algorithm>
#include <array>

namespace hookbot::listen {

namespace {

using namespace std::chrono_literals;

constexpr auto LongestHandshake = 20s;
constexpr int LongestExplanation = 10'000; // ms
constexpr qsizetype MostWords = 500;       // bytes of a refusal's body

/// The statuses of a refusal that no patience changes; any other may be a proxy's whose server restarts.
constexpr std::array FinalStatuses{ 400, 401, 403, 404 };

QUrl overHttp(QUrl url)
{
    url.setScheme(url.scheme() == u"wss" ? QStringLiteral("https") : QStringLiteral("http"));
    return url;
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
    const auto heard = [this] { m_liveness.heard(now()); };
    connect(&m_socket, &QWebSocket::textFrameReceived, this, heard);
    connect(&m_socket, &QWebSocket::binaryFrameReceived, this, heard);
    connect(&m_socket, &QWebSocket::pong, this, heard);
    connect(&m_ticker, &QTimer::timeout, this, &Call::tick);

    m_clock.start();
    m_liveness.dialled(now(), LongestHandshake);
    m_ticker.start(std::min<std::chrono::milliseconds>(1s, m_terms.pingInterval / 2));
    m_network.setProxy(m_socket.proxy());
    m_socket.setSslConfiguration(m_terms.tls);
    m_socket.open(m_terms.request);
    watchBytes();
}

/// A QWebSocket tells of whole frames, and a large one on a slow line takes longer than any silence that is allowed.
/// What it reads from is its child, which Qt does not promise: without it, frames and pongs are all that is heard, and
/// every failure is asked about.
void Call::watchBytes()
{
    const auto *socket = m_socket.findChild<QAbstractSocket *>();
    m_isReached = !socket;
    if (!socket)
        return;
    connect(socket, &QAbstractSocket::connected, this, [this] { m_isReached = true; });
    connect(socket, &QAbstractSocket::readyRead, this, [this] {
        if (m_isOpen)
            m_liveness.heard(now());
    });
}

void Call::hangUp()
{
    m_isOver = true;
    m_ticker.stop();
    disconnect(&m_socket, nullptr, this, nullptr);
    if (m_reply)
        m_reply->abort();
    m_socket.close(QWebSocketProtocol::CloseCodeNormal);
}

void Call::socketOpened()
{
    m_isOpen = true;
    m_liveness.heard(now());
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
    const QString words = m_socket.closeReason();
    const int code = int(m_socket.closeCode());
    end(words.isEmpty() ? tr("the server closed the connection (%1)").arg(code)
                        : tr("the server closed the connection: %1 (%2)").arg(words).arg(code));
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
        end(m_isOpen ? tr("nothing was heard from the server, and it answers no ping")
                     : tr("the server did not answer in time"));
        break;
    }
}

/// A QWebSocket keeps a refusal's status and words to itself: the same request without it has them.
void Call::askWhy()
{
    disconnect(&m_socket, nullptr, this, nullptr);
    m_socket.abort();
    m_ticker.stop();
    QNetworkRequest request = m_terms.request;
    request.setUrl(overHttp(request.url()));
    request.setRawHeader("Connection", "Upgrade");
    request.setRawHeader("Upgrade", "websocket");
    request.setRawHeader("Sec-WebSocket-Version", "13");
    request.setRawHeader("Sec-WebSocket-Key", QByteArray(16, 'x').toBase64());
    request.setSslConfiguration(m_terms.tls);
    request.setTransferTimeout(LongestExplanation);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    m_reply = m_network.get(request);
    connect(m_reply, &QNetworkReply::finished, this, &Call::answered);
}

void Call::answered()
{
    if (m_isOver)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    constexpr int FirstOfRefusals = 300;
    if (status < FirstOfRefusals) { // it has changed its mind, or says nothing
        end(m_failure);
        return;
    }
    QString words = QString::fromUtf8(m_reply->read(MostWords)).trimmed();
    if (words.isEmpty())
        words = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString();
    const bool isFinal = std::ranges::find(FinalStatuses, status) != FinalStatuses.end();
    const QString number = QString::number(status);
    end(words.startsWith(number) ? tr("the server says: %1").arg(words)
                                 : tr("the server says: %1 %2").arg(number, words),
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
    Q_EMIT over(reason, isFinal);
}

Liveness::Time Call::now() const
{
    return { std::chrono::milliseconds(m_clock.elapsed()),
             std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch()) };
}

} // namespace hookbot::listen
