#include "broker/requests/origin.h"

#include <QtNetwork/QHostAddress>

#include <algorithm>

namespace hookbot {

namespace {

struct Origin
{
    QByteArray scheme; ///< lower case; empty where it has none
    QByteArray host;   ///< lower case, with its port unless that is the scheme's own
};

QByteArray withoutDefaultPort(const QByteArray &host, const QByteArray &scheme)
{
    if ((scheme == "http" || scheme == "ws" || scheme.isEmpty()) && host.endsWith(":80"))
        return host.chopped(3);
    if ((scheme == "https" || scheme == "wss" || scheme.isEmpty()) && host.endsWith(":443"))
        return host.chopped(4);
    return host;
}

/// Nothing but a scheme may stand before the slashes; the host is empty where something else does.
Origin parse(QByteArrayView text)
{
    const QByteArray lower = text.toByteArray().toLower();
    const qsizetype slashes = lower.indexOf("//");
    Origin origin;
    if (slashes > 0 && lower[slashes - 1] != ':')
        return origin;
    if (slashes > 0)
        origin.scheme = lower.first(slashes - 1);
    QByteArray host = slashes < 0 ? lower : lower.sliced(slashes + 2);
    if (const qsizetype slash = host.indexOf('/'); slash >= 0)
        host.truncate(slash);
    origin.host = withoutDefaultPort(host, origin.scheme);
    return origin;
}

/// The port of a `host:port`, an IPv6 address in brackets or not; empty where none is given.
QByteArrayView portOf(QByteArrayView host)
{
    const qsizetype colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith(']') ? QByteArrayView() : host.sliced(colon + 1);
}

/// localhost, 127.0.0.0/8 and ::1: names that no page of another machine can have.
bool isLoopback(QByteArrayView host)
{
    const QByteArrayView port = portOf(host);
    QByteArrayView name = port.isEmpty() ? host : host.chopped(port.size() + 1);
    if (name == "localhost")
        return true;
    const bool isBracketed = name.startsWith('[') && name.endsWith(']');
    if (isBracketed)
        name = name.sliced(1).chopped(1);
    QHostAddress address;
    return name.contains(':') == isBracketed && address.setAddress(QString::fromLatin1(name)) && address.isLoopback();
}

bool isOwn(const Origin &origin, QByteArrayView host, OwnOrigin own)
{
    const QByteArray asked = withoutDefaultPort(host.toByteArray().toLower(), origin.scheme);
    if (own == OwnOrigin::Host)
        return origin.host == asked;
    // The names of this machine are one: a page of http://localhost:8080 may speak with 127.0.0.1:8080.
    return isLoopback(origin.host) && portOf(origin.host) == portOf(asked);
}

} // namespace

bool isAllowedOrigin(QByteArrayView origin, QByteArrayView host, const QList<QByteArray> &allowed, OwnOrigin own)
{
    if (!origin.contains("//")) // `null`, or not an origin at all
        return false;
    const Origin asked = parse(origin);
    if (asked.host.isEmpty())
        return false;
    if (isOwn(asked, host, own))
        return true;
    return std::ranges::any_of(allowed, [&asked](const QByteArray &entry) {
        const Origin candidate = parse(entry);
        return candidate.host == asked.host && (candidate.scheme.isEmpty() || candidate.scheme == asked.scheme);
    });
}

} // namespace hookbot
