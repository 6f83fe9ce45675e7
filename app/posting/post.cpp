#include "app/posting/post.h"

#include "app/output/printable.h"
#include "app/posting/retry.h"

#include <QtNetwork/QNetworkReply>

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr int FirstServerFault = 500;

/// The longest wait that a server can ask for (`Retry-After`: RFC 9110, section 10.2.3).
constexpr std::chrono::seconds LongestRetryAfter = 60s;

constexpr qsizetype LongestAnswerShown = 300; // bytes

/// Whether the same request may get another answer later.
bool isForNow(int status)
{
    constexpr std::array statuses{ 408, 425, 429 };
    return status == 0 || status >= FirstServerFault || std::ranges::find(statuses, status) != statuses.end();
}

} // namespace

Post::Post(QNetworkAccessManager &network, const QNetworkRequest &request, QByteArray method, QByteArray body,
           QObject *parent)
    : QObject(parent),
      m_network(network),
      m_request(request),
      m_method(std::move(method)),
      m_body(std::move(body))
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &Post::begin);
    announceBody(m_request, m_body.size());
}

Post::~Post()
{
    delete m_reply; // before what it reads from
}

void Post::begin()
{
    m_clock.start();
    m_sent = std::make_unique<BodyReadOnce>(m_body);
    m_reply = m_network.sendCustomRequest(m_request, m_method, m_sent.get());
    m_reply->setParent(this);
    connect(m_reply, &QNetworkReply::finished, this, &Post::answered);
}

void Post::stop()
{
    m_isStopped = true;
    if (!m_again.isActive())
        return;
    m_again.stop();
    Q_EMIT ended(std::nullopt);
}

void Post::kill()
{
    if (m_reply)
        m_reply->abort();
}

void Post::answered()
{
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->deleteLater();
    Attempt attempt;
    attempt.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    attempt.took = std::chrono::milliseconds(m_clock.elapsed());
    attempt.words = attempt.status == 0 ? printable(reply->errorString().toUtf8())
                                        : printable(reply->read(LongestAnswerShown).trimmed());
    const bool isAgain = isForNow(attempt.status) && !m_isStopped;
    if (isAgain) {
        const std::chrono::seconds retryAfter(reply->rawHeader("Retry-After").toUInt());
        attempt.pause =
            std::max<std::chrono::milliseconds>(nextTry(m_backoff), std::min(retryAfter, LongestRetryAfter));
        m_again.start(*attempt.pause);
    }
    Q_EMIT attempted(attempt);
    if (!isAgain)
        Q_EMIT ended(isForNow(attempt.status) ? std::nullopt : std::optional(attempt.status));
}

} // namespace hookbot
