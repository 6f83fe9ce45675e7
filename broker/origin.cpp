#include "origin.h"

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

Origin parse(QByteArrayView text)
{
    const QByteArray lower = text.toByteArray().toLower();
    const qsizetype slashes = lower.indexOf("//");
    Origin origin;
    if (slashes > 0 && lower[slashes - 1] == ':')
        origin.scheme = lower.first(slashes - 1);
    QByteArray host = slashes < 0 ? lower : lower.sliced(slashes + 2);
    if (const qsizetype slash = host.indexOf('/'); slash >= 0)
        host.truncate(slash);
    origin.host = withoutDefaultPort(host, origin.scheme);
    return origin;
}

} // namespace

bool isAllowedOrigin(QByteArrayView origin, QByteArrayView host, const QList<QByteArray> &allowed)
{
    if (!origin.contains("//")) // `null`, or not an origin at all
        return false;
    const Origin asked = parse(origin);
    if (asked.host.isEmpty())
        return false;
    if (asked.host == withoutDefaultPort(host.toByteArray().toLower(), asked.scheme))
        return true;
    return std::ranges::any_of(allowed, [&asked](const QByteArray &entry) {
        const Origin candidate = parse(entry);
        return candidate.host == asked.host && (candidate.scheme.isEmpty() || candidate.scheme == asked.scheme);
    });
}

} // namespace hookbot
