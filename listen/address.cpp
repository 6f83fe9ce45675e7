#include "listen/address.h"

#include "listen/place.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrlQuery>

#include <algorithm>

namespace hookbot::listen {

namespace {

struct AddressText
{
    Q_DECLARE_TR_FUNCTIONS(Watch)
};

bool isToken(const QByteArray &name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               QByteArrayView("!#$%&'*+-.^_`|~").contains(c); // RFC 9110, section 5.6.2
    });
}

bool isOneLine(const QByteArray &value)
{
    return std::ranges::none_of(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

/// The same server's WebSockets.
QString webSocketScheme(const QString &scheme)
{
    if (scheme == u"http" || scheme == u"ws")
        return QStringLiteral("ws");
    if (scheme == u"https" || scheme == u"wss")
        return QStringLiteral("wss");
    return {};
}

/// For messages. Where there is no host, as in TOKEN@host/sub/a, what is no user name to QUrl is one all the same.
QString withoutToken(const QUrl &url)
{
    const QString text = url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    return url.host().isEmpty() ? text.section(u'@', -1) : text;
}

bool hasControlCharacters(const QString &text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.category() == QChar::Other_Control; });
}

} // namespace

std::variant<Address, QString> Address::from(const Watch::Options &options)
{
    Address address;
    address.m_url = options.url;
    const QString shown = withoutToken(options.url);
    const QString scheme = webSocketScheme(options.url.scheme());
    if (!options.url.isValid() || options.url.host().isEmpty() || scheme.isEmpty())
        return AddressText::tr("\"%1\" is not a URL of a server: give one like wss://TOKEN@host/sub/channel")
            .arg(shown);
    const QString path = options.url.path();
    if (hasControlCharacters(path))
        return AddressText::tr("\"%1\" names a channel with control characters: there is none").arg(shown);
    if (path.startsWith(u"/pub/") || path.startsWith(u"/unsafe/pub/"))
        return AddressText::tr("\"%1\" is for publishing: to listen, take the URL with /sub/").arg(shown);
    address.m_url.setScheme(scheme);
    address.m_url.setFragment({});

    // The user name is the token, and goes into a header: URLs are written down in too many places.
    if (const QByteArray user = options.url.userName(QUrl::FullyDecoded).toUtf8(); !user.isEmpty()) {
        const QByteArray credentials = user + ':' + options.url.password(QUrl::FullyDecoded).toUtf8();
        address.m_credentials = "Basic " + credentials.toBase64();
    }
    address.m_url.setUserInfo({});
    for (const auto &[name, value] : options.headers) {
        if (!isToken(name) || !isOneLine(value))
            return AddressText::tr(
                       "the header \"%1\" cannot be sent: a name has letters, digits and -, and a value is one "
                       "line")
                .arg(QString::fromUtf8(name));
        address.m_headers.append({ name, value });
    }

    QUrlQuery query(address.m_url);
    address.m_since = options.since.isEmpty()
                          ? query.queryItemValue(QStringLiteral("since"), QUrl::FullyDecoded).toUtf8()
                          : options.since;
    if (!address.m_since.isEmpty() && !Place::isSince(address.m_since))
        return AddressText::tr("since \"%1\": give all, a duration as in 90s, 10m, 24h or 7d, or an event's id")
            .arg(QString::fromUtf8(address.m_since));
    for (const auto &name : { "since", "format", "poll", "limit" })
        query.removeAllQueryItems(QLatin1String(name));
    address.m_url.setQuery(query);
    return address;
}

QNetworkRequest Address::request(const QByteArray &since) const
{
    QUrl url = m_url;
    QUrlQuery query(url);
    query.addQueryItem(QStringLiteral("format"), QStringLiteral("json"));
    if (!since.isEmpty())
        query.addQueryItem(QStringLiteral("since"), QString::fromUtf8(since));
    url.setQuery(query);
    QNetworkRequest request(url);
    for (const auto &[name, value] : m_headers) // what comes twice is a list: RFC 9110, section 5.2
        request.setRawHeader(name, request.hasRawHeader(name) ? request.rawHeader(name) + ", " + value : value);
    if (!m_credentials.isEmpty() && !request.hasRawHeader("Authorization"))
        request.setRawHeader("Authorization", m_credentials);
    return request;
}

QByteArray Address::channel() const
{
    const QByteArray path = m_url.path(QUrl::FullyDecoded).toUtf8();
    for (const QByteArrayView prefix : { "/sub/", "/unsafe/sub/" }) {
        if (path.startsWith(prefix))
            return (prefix == "/sub/" ? QByteArray() : QByteArray("/unsafe/")) + path.sliced(prefix.size());
    }
    return path.sliced(path.startsWith('/') ? 1 : 0);
}

bool Address::isRecursive() const
{
    return m_url.path().isEmpty() || m_url.path().endsWith(u'/');
}

} // namespace hookbot::listen
