#pragma once

#include "broker/event/headers.h"

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtNetwork/QHostAddress>

#include <tl/expected.hpp>

namespace hookbot {

/// The reverse proxies that may say for whom they send a request, and the one field in which they say it. Of anybody
/// else, and in any other field, nothing is believed: a proxy that writes one field passes the other on as its client
/// sent it. A plain value; pure.
class TrustedProxies
{
public:
    enum class Field {
        XForwardedFor, ///< addresses, each proxy adding that of its peer at the end
        Forwarded      ///< RFC 7239: the same in `for=`, beside other parameters
    };

    /// Trusts an address, a network in CIDR form (`10.0.0.0/8`, `fd00::/8`), or `loopback`. The error says what is
    /// wrong with the text.
    [[nodiscard]] tl::expected<void, QString> add(const QString &text);

    void setField(Field field) { m_field = field; }

    /// Whether nobody is trusted.
    [[nodiscard]] bool isEmpty() const { return m_networks.isEmpty(); }

    /// The address of whom a request comes from: the peer's own, unless that is a trusted proxy; then the last address
    /// of the field that is none, or its first where all are. What comes before an element that is no address
    /// (`unknown`, `_hidden`, nonsense) is not looked at: the proxy that wrote it stands for its client.
    [[nodiscard]] QHostAddress clientOf(const QHostAddress &peer, const Headers &headers) const;

    /// Whether this is a proxy's address.
    [[nodiscard]] bool isTrusted(const QHostAddress &address) const;

private:
    using Network = QPair<QHostAddress, int>; ///< with the length of its prefix in bits

    QList<Network> m_networks;
    Field m_field = Field::XForwardedFor;
};

} // namespace hookbot
