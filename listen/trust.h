#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslError>

#include <variant>

namespace hookbot::listen {

/// TLS that trusts the certificates of this file (PEM) in addition to the system's; the default if @p caFile is empty.
/// Returns a message if the file cannot be used.
[[nodiscard]] std::variant<QSslConfiguration, QString> tlsTrusting(const QString &caFile);

/// TLS with exactly one server.
struct Pin
{
    QSslConfiguration tls;
    QList<QSslError> expected; ///< faults of that certificate to ignore
};

/// TLS that trusts only the certificate of this file (PEM, followed by its chain), for any host name and with any
/// issuer, as long as it is valid. Returns a message if the file cannot be used.
[[nodiscard]] std::variant<Pin, QString> tlsPinning(const QString &certificateFile);

} // namespace hookbot::listen
