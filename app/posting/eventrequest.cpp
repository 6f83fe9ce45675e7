#include "app/posting/eventrequest.h"

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

constexpr int LongestSilence = 30'000; // ms

/// Fields that are about the connection on which the event came, and not about the event (RFC 9110, section 7.6.1).
bool isOfConnection(QByteArrayView name)
{
    static constexpr std::array fields{ QByteArrayView("Host"),       QByteArrayView("Connection"),
                                        QByteArrayView("Keep-Alive"), QByteArrayView("Content-Length"),
                                        QByteArrayView("Upgrade"),    QByteArrayView("Transfer-Encoding"),
                                        QByteArrayView("TE"),         QByteArrayView("Trailer"),
                                        QByteArrayView("Expect"),     QByteArrayView("Proxy-Connection") };
    return std::ranges::any_of(fields, [name](QByteArrayView field) { return equalIgnoringCase(name, field); });
}

} // namespace

QNetworkRequest httpRequest(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/octet-stream"));
    request.setTransferTimeout(LongestSilence);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    for (const auto cookies :
         { QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute })
        request.setAttribute(cookies, QNetworkRequest::Manual); // one event has nothing to do with the next
    return request;
}

void addFields(QNetworkRequest &request, const Draft &event)
{
    Headers set;
    for (const auto &[name, value] : event.headers) {
        if (isOfConnection(name))
            continue;
        // A QNetworkRequest has each field once; a list of values means the same (RFC 9110, section 5.3).
        const QByteArray field = name.toByteArray();
        const bool isRepeated = set.count(name) > 0;
        request.setRawHeader(field,
                             isRepeated ? request.rawHeader(field) + ", " + value.toByteArray() : value.toByteArray());
        set.append(name, value);
    }
}

QNetworkRequest eventRequest(const QUrl &url, const Draft &event)
{
    QUrl whole = url;
    if (!url.hasQuery() && !event.query.isEmpty())
        whole.setQuery(QString::fromLatin1(event.query));
    QNetworkRequest request = httpRequest(whole);
    addFields(request, event);
    return request;
}

std::optional<QUrl> parseHttpUrl(const std::string &text)
{
    QUrl url(QString::fromStdString(text), QUrl::StrictMode);
    const bool isHttp = url.scheme() == u"http" || url.scheme() == u"https";
    return url.isValid() && !url.host().isEmpty() && isHttp ? std::optional(std::move(url)) : std::nullopt;
}

} // namespace hookbot
