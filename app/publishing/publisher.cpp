#include "app/publishing/publisher.h"

#include "app/output/printable.h"
#include "app/output/standarderror.h"
#include "app/posting/bodyreadonce.h"
#include "app/posting/eventrequest.h"
#include "broker/event/decimal.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QSslError>

#include <algorithm>
#include <memory>

namespace hookbot {

namespace {

constexpr int Unauthorized = 401;
constexpr int ContentTooLarge = 413;
constexpr int TooManyRequests = 429;
constexpr int ServiceUnavailable = 503;
constexpr std::chrono::seconds LongestPause{ 3600 }; // whatever the server asks for
constexpr qsizetype LongestReason = 500;             // bytes of a refusal; a proxy's may be a whole page

void wait(std::chrono::seconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

/// What to do about a refusal; empty if the server's message is enough.
QString adviceFor(int status, bool hasToken)
{
    switch (status) {
    case Unauthorized:
        return hasToken ? Publisher::tr(" (the token in the URL is not valid for this path)")
                        : Publisher::tr(" (the URL has no token)");
    case ContentTooLarge:
        return Publisher::tr(" (the server's --max-body sets the limit)");
    case ServiceUnavailable:
        return Publisher::tr(" (try again later, or with --retry)");
    default:
        return {};
    }
}

bool isBeforeTheRequest(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ConnectionRefusedError || error == QNetworkReply::HostNotFoundError ||
           error == QNetworkReply::SslHandshakeFailedError;
}

} // namespace

Publisher::Publisher(PublishTarget target, Settings settings)
    : m_target(std::move(target)),
      m_settings(std::move(settings))
{
}

tl::expected<Publisher::Published, QString> Publisher::publish(const Headers &headers, const QByteArray &body)
{
    constexpr int MostDoublings = 6; // about a minute
    for (int attempt = 0;; ++attempt) {
        const Outcome outcome = post(headers, body);
        if (outcome.problem.isEmpty())
            return outcome.published;
        if (!outcome.isSurelyUnpublished || attempt >= m_settings.retries)
            return tl::unexpected(outcome.problem);
        const auto pause = outcome.retryAfter.count() > 0 ? outcome.retryAfter
                                                          : std::chrono::seconds(1 << std::min(attempt, MostDoublings));
        StandardError::write("hookbot: " + printable(outcome.problem.toUtf8()) + "; trying again in " +
                             QByteArray::number(qint64(pause.count())) + " s\n");
        wait(pause);
    }
}

QNetworkRequest Publisher::requestFor(const Headers &headers, qsizetype bodySize) const
{
    QNetworkRequest request = httpRequest(m_target.url);
    request.setTransferTimeout(int(m_settings.longestSilence.count()));
    request.setSslConfiguration(m_settings.tls);
    announceBody(request, bodySize);
    request.setRawHeader("User-Agent", "hookbot/" HOOKBOT_VERSION);
    if (!m_target.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_target.token);
    for (const auto &[name, value] : headers)
        request.setRawHeader(name.toByteArray(), value.toByteArray());
    return request;
}

Publisher::Outcome Publisher::post(const Headers &headers, const QByteArray &body)
{
    BodyReadOnce once(body);
    const std::unique_ptr<QNetworkReply> reply(m_network.post(requestFor(headers, body.size()), &once));
    QStringList tlsProblems;
    QObject::connect(reply.get(), &QNetworkReply::sslErrors, reply.get(),
                     [&tlsProblems](const QList<QSslError> &errors) {
                         for (const QSslError &error : errors)
                             tlsProblems.append(error.errorString());
                     });
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return outcomeOf(*reply, tlsProblems);
}

QString Publisher::withoutAnswer(const QNetworkReply &reply, const QStringList &tlsProblems) const
{
    QString what = reply.errorString();
    if (!tlsProblems.isEmpty())
        what = tr("its certificate is not trusted: %1 (trust its CA with --ca-file)").arg(tlsProblems.join(u"; "));
    else if (reply.error() == QNetworkReply::OperationCanceledError)
        what = tr("no answer for %1 s").arg(m_settings.longestSilence.count() / 1000);
    else if (reply.error() == QNetworkReply::ContentReSendError)
        what = tr("the connection ended without an answer");
    return isBeforeTheRequest(reply.error()) ? what : tr("%1; the event may have been published or not").arg(what);
}

Publisher::Outcome Publisher::outcomeOf(QNetworkReply &reply, const QStringList &tlsProblems) const
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    Outcome outcome;
    outcome.published = { status, printable(reply.rawHeader("X-Hookbot-Event-Id")),
                          printable(reply.rawHeader("X-Hookbot-Listeners")) };
    if (status == 0) {
        outcome.problem = QStringLiteral("%1: %2").arg(m_target.shown(), withoutAnswer(reply, tlsProblems));
        outcome.isSurelyUnpublished = isBeforeTheRequest(reply.error()) && tlsProblems.isEmpty();
    } else if (!isSuccess(status)) {
        const QByteArray words = printable(reply.readAll().trimmed().left(LongestReason));
        outcome.problem = tr("%1 answered %2: %3").arg(m_target.shown()).arg(status).arg(QString::fromUtf8(words)) +
                          adviceFor(status, !m_target.token.isEmpty());
        outcome.isSurelyUnpublished = status == ServiceUnavailable || status == TooManyRequests;
        outcome.retryAfter =
            std::min(std::chrono::seconds(parsePositive(reply.rawHeader("Retry-After")).value_or(0)), LongestPause);
    }
    return outcome;
}

} // namespace hookbot
