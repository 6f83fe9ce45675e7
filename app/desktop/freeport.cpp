#include "app/desktop/freeport.h"

#include <QtNetwork/QTcpServer>

namespace hookbot {

namespace {

constexpr quint16 LastPortNearby = 8099;

} // namespace

QString listeningFault(const BindAddress &address)
{
    QTcpServer server;
    return server.listen(address.host, address.port) ? QString() : server.errorString();
}

bool isDefaultAddress(const ServerSettings &settings)
{
    return settings.bind == ServerSettings().bind;
}

BindAddress freeAddressNear(const BindAddress &wanted, const std::function<QString(const BindAddress &)> &faultOf)
{
    for (BindAddress address = wanted; address.port <= LastPortNearby; ++address.port) {
        if (faultOf(address).isEmpty())
            return address;
    }
    return wanted;
}

} // namespace hookbot
