#pragma once

#include "broker/event/headers.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtNetwork/QHostAddress>

#include <tl/expected.hpp>

namespace hookbot {

/// The reverse proxies that may name the client of a request, and the one field in which they do. Other peers and other
/// fields are not trusted: a proxy that writes one field passes the other on as its client sent it. A plain value;
/// pure.
class TrustedProxies
{
public:
    enum class Field {
        XForwardedFor, ///< addresses, each proxy adding that of its peer at the end
        Forwarded      ///< RFC 7239: the same in `for=`, among other parameters
    };

    /// Trusts an address, a network in CIDR form (`10.0.0.0/8`, `fd00::/8`), or `loopback`. The error says what is
    /// wrong with the text.
    [[nodiscard]] tl::expected<void, QString> add(const QString &text);

    void setField(Field field) { m_field = field; }

    /// Whether no peer is trusted.
    [[nodiscard]] bool isEmpty() const { return m_networks.isEmpty(); }

    /// The address of a request's client: the peer's own, unless that is a trusted proxy; then the last address of the
    /// field that is not a trusted proxy, or its first if all are. What comes before an element that is not an address
    /// (`unknown`, `_hidden`, nonsense) is ignored: the client is then the proxy that wrote it.
    [[nodiscard]] QHostAddress clientOf(const QHostAddress &peer, const Headers &headers) const;

    /// Whether this is a proxy's address.
    [[nodiscard]] bool isTrusted(const QHostAddress &address) const;

private:
    using Network = QPair<QHostAddress, int>; ///< with the length of its prefix in bits

    QList<Network> m_networks;
    Field m_field = Field::XForwardedFor;
};

} // namespace hookbot
