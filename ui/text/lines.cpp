#include "ui/text/lines.h"

#include "broker/event/channel.h"

namespace hookbot {

namespace {

/// WebSocket clients need the schemes ws and wss.
QString webSocketUrl(const QString &url)
{
    return url.startsWith(u"http") ? QStringLiteral("ws") + url.sliced(4) : url;
}

} // namespace

QString shellQuoted(const QString &text)
{
    QString quoted = text;
    quoted.replace(u'\'', QStringLiteral("'\\''"));
    return u'\'' + quoted + u'\'';
}

QString curlUrl(const QString &url)
{
    const bool hasPattern = url.contains(u'[') || url.contains(u'{');
    return (hasPattern ? QStringLiteral("-g ") : QString()) + shellQuoted(url);
}

AccessRequest accessRequestFor(const QByteArray &channel)
{
    AccessRequest request;
    request.isUnsafe = ChannelName(channel).isUnsafe();
    request.channel = ChannelName(channel).withoutUnsafe().toByteArray();
    request.isRecursive = request.channel.isEmpty() || request.channel.endsWith('/');
    return request;
}

QString curlLine(const Access &access)
{
    return QStringLiteral("curl -H 'Content-Type: application/json' -d '{\"hello\":\"world\"}' ") +
           curlUrl(access.publishUrl);
}

QString wscatLine(const Access &access, bool isUnsafe)
{
    QString line = QStringLiteral("wscat -c ") + shellQuoted(webSocketUrl(access.subscribeUrl));
    if (!isUnsafe)
        return line;
    return line + QStringLiteral(" -H 'X-Hookbot-Unsafe-Is-Ok: I understand the security implications'");
}

QString listenLine(const Access &access, bool isUnsafe)
{
    const QString line = QStringLiteral("hookbot listen ") + shellQuoted(access.subscribeUrl);
    return isUnsafe ? line + QStringLiteral(" --unsafe-ok") : line;
}

QString forwardLine(const Access &access, bool isUnsafe)
{
    return listenLine(access, isUnsafe) + QStringLiteral(" --forward http://localhost:3000/");
}

} // namespace hookbot
