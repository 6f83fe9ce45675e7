#include "broker/net/bindaddress.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

namespace {

struct BindAddressText
{
    Q_DECLARE_TR_FUNCTIONS(BindAddress)
};

} // namespace

tl::expected<BindAddress, QString> BindAddress::parse(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    QString host = colon < 0 ? QString() : text.first(colon);
    const QString port = text.sliced(colon + 1);

    BindAddress address;
    bool isNumber = false;
    address.port = port.toUShort(&isNumber);
    if (!isNumber || port.startsWith(u'+'))
        return tl::unexpected(
            BindAddressText::tr("\"%1\" is not an address to listen on: give host:port, :port or [IPv6]:port")
                .arg(text));
    if (host.isEmpty())
        return address;

    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.sliced(1, host.size() - 2);
    else if (host.contains(u':'))
        return tl::unexpected(BindAddressText::tr("put the IPv6 address in brackets: [%1]:%2").arg(host, port));
    if (host == u"localhost")
        host = QStringLiteral("127.0.0.1");
    if (!address.host.setAddress(host))
        return tl::unexpected(
            BindAddressText::tr("\"%1\" is not an IP address; to listen on all of them, give :%2").arg(host, port));
    return address;
}

QString BindAddress::toString() const
{
    const QString number = QString::number(port);
    if (host == QHostAddress(QHostAddress::Any))
        return u':' + number;
    const bool isIpv6 = host.protocol() == QAbstractSocket::IPv6Protocol;
    return (isIpv6 ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(host.toString(), number);
}

} // namespace hookbot
