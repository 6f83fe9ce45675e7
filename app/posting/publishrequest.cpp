#include "app/posting/publishrequest.h"

#include "app/posting/eventrequest.h"
#include "broker/event/channel.h"

namespace hookbot {

QByteArray publishPath(const QByteArray &channel)
{
    return ChannelName(channel).path("pub");
}

QNetworkRequest publishRequest(const QUrl &base, const QByteArray &channel, const QByteArray &key, TokenKind kind)
{
    const QByteArray path = publishPath(channel);
    QUrl url;
    url.setScheme(base.scheme() == u"wss" || base.scheme() == u"https" ? QStringLiteral("https")
                                                                       : QStringLiteral("http"));
    url.setHost(base.host());
    url.setPort(base.port());
    url.setPath(QString::fromLatin1(path.toPercentEncoding("/")), QUrl::StrictMode);
    QNetworkRequest request = httpRequest(url);
    request.setRawHeader("Authorization", "Bearer " + makeToken(key, path, kind));
    return request;
}

} // namespace hookbot
