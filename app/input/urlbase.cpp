#include "app/input/urlbase.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

namespace hookbot {

namespace {

struct UrlBaseText
{
    Q_DECLARE_TR_FUNCTIONS(UrlBase)
};

} // namespace

tl::expected<QUrl, QString> parseUrlBase(const QString &text)
{
    static const QStringList schemes{ QStringLiteral("http"), QStringLiteral("https"), QStringLiteral("ws"),
                                      QStringLiteral("wss") };
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !schemes.contains(url.scheme()))
        return tl::unexpected(
            UrlBaseText::tr("\"%1\" is not a base URL: use one such as https://hooks.example.com").arg(text));
    return url;
}

QString defaultUrlBase()
{
    return qEnvironmentVariable("HOOKBOT_URL_BASE", QStringLiteral("http://localhost:8080"));
}

} // namespace hookbot
