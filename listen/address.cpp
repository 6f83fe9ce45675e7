#include "listen/address.h"

#include "listen/position.h"

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

/// The scheme for WebSockets on the same server; empty for other schemes.
QString webSocketScheme(const QString &scheme)
{
    if (scheme == u"http" || scheme == u"ws")
        return QStringLiteral("ws");
    if (scheme == u"https" || scheme == u"wss")
        return QStringLiteral("wss");
    return {};
}

/// For messages. If QUrl finds no host, as in TOKEN@host/sub/a, the part before the @ is removed as well.
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
        return AddressText::tr("\"%1\" is not the URL of a server; use one like wss://TOKEN@host/sub/channel")
            .arg(shown);
    const QString path = options.url.path();
    if (hasControlCharacters(path))
        return AddressText::tr("the channel of \"%1\" has control characters, which are not allowed").arg(shown);
    if (path.startsWith(u"/pub/") || path.startsWith(u"/unsafe/pub/"))
        return AddressText::tr("\"%1\" is for publishing; to listen, use the URL with /sub/").arg(shown);
    address.m_url.setScheme(scheme);
    address.m_url.setFragment({});

    // The token (the user name) is sent in a header, because URLs are logged in many places.
    if (const QByteArray user = options.url.userName(QUrl::FullyDecoded).toUtf8(); !user.isEmpty()) {
        const QByteArray credentials = user + ':' + options.url.password(QUrl::FullyDecoded).toUtf8();
        address.m_credentials = "Basic " + credentials.toBase64();
    }
    address.m_url.setUserInfo({});
    for (const auto &[name, value] : options.headers) {
        if (!isToken(name) || !isOneLine(value))
            return AddressText::tr(
                       "the header \"%1\" cannot be sent: its name must consist of letters, digits and -, and its "
                       "value must be one line")
                .arg(QString::fromUtf8(name));
        address.m_headers.append({ name, value });
    }

    QUrlQuery query(address.m_url);
    address.m_since = options.since.isEmpty()
                          ? query.queryItemValue(QStringLiteral("since"), QUrl::FullyDecoded).toUtf8()
                          : options.since;
    if (!address.m_since.isEmpty() && !Position::isSince(address.m_since))
        return AddressText::tr(
                   "since \"%1\" is not valid: use all, a duration such as 90s, 10m, 24h or 7d, or an event's id")
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
    for (const auto &[name, value] : m_headers) // a repeated header becomes a list: RFC 9110, section 5.2
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
