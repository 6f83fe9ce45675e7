#include "app/publishing/publishtarget.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace hookbot {

namespace {

struct TargetText
{
    Q_DECLARE_TR_FUNCTIONS(PublishTarget)
};

QString form()
{
    return TargetText::tr("use one such as https://TOKEN@hooks.example.com/pub/<channel>");
}

/// The scheme that publishes, for those of make-tokens; empty for any other.
QString schemeFor(const QString &scheme)
{
    if (scheme == u"http" || scheme == u"ws")
        return QStringLiteral("http");
    return scheme == u"https" || scheme == u"wss" ? QStringLiteral("https") : QString();
}

bool isVisible(char c)
{
    return c > ' ' && c < '\x7f';
}

} // namespace

tl::expected<PublishTarget, QString> parsePublishTarget(const QString &text)
{
    if (text.isEmpty())
        return tl::unexpected(TargetText::tr("no URL given: %1").arg(form()));
    QUrl url(text, QUrl::StrictMode);
    if (!url.isValid())
        return tl::unexpected(TargetText::tr("the first argument is not a URL: %1").arg(form()));
    const QString scheme = schemeFor(url.scheme());
    if (scheme.isEmpty())
        return tl::unexpected(
            TargetText::tr("the URL does not begin with http://, https://, ws:// or wss://: %1").arg(form()));
    if (url.host().isEmpty())
        return tl::unexpected(TargetText::tr("the URL has no host: %1").arg(form()));
    const QString path = url.path(QUrl::FullyEncoded);
    if (path.size() < 2)
        return tl::unexpected(TargetText::tr("the URL names no channel: %1").arg(form()));

    const QByteArray token = url.userName(QUrl::FullyDecoded).toUtf8();
    if (!std::ranges::all_of(token, isVisible))
        return tl::unexpected(TargetText::tr("the user name of the URL is not a token: copy the URL again"));
    url.setScheme(scheme);
    url.setUserInfo(QString());
    url.setFragment(QString());
    PublishTarget target{ url, token };

    for (const QString &subscribe : { QStringLiteral("/sub/"), QStringLiteral("/unsafe/sub/") }) {
        if (!path.startsWith(subscribe))
            continue;
        QString publish = path;
        publish.replace(subscribe.size() - 4, 3, QStringLiteral("pub"));
        return tl::unexpected(
            TargetText::tr("%1 is a path to subscribe to: publish to %2, with its own token (hookbot make-tokens %2)")
                .arg(target.shown(), publish));
    }
    return target;
}

} // namespace hookbot
