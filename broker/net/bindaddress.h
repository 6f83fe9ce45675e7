#pragma once

#include <QtCore/QString>
#include <QtNetwork/QHostAddress>

#include <tl/expected.hpp>

namespace hookbot {

/// Where to listen. A plain value.
struct BindAddress
{
    QHostAddress host = QHostAddress::Any; ///< Any is all addresses, IPv6 and IPv4
    quint16 port = 8080;                   ///< 0 for one that the system chooses

    /// From `:8080`, `8080`, `host:port`, `1.2.3.4:8080` or `[::1]:8080`; the host is an address or `localhost`. The
    /// error says what is wrong with the text.
    [[nodiscard]] static tl::expected<BindAddress, QString> parse(const QString &text);

    /// In the same form: `:8080`, `127.0.0.1:8080`, `[::1]:8080`.
    [[nodiscard]] QString toString() const;

    bool operator==(const BindAddress &) const = default;
};

} // namespace hookbot
