#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslError>

#include <variant>

namespace hookbot::listen {

/// How to speak TLS: with the certificates of this file (PEM) trusted beside the system's, or as always where it is
/// empty; or what is wrong with the file.
[[nodiscard]] std::variant<QSslConfiguration, QString> tlsTrusting(const QString &caFile);

/// How to speak TLS with one server alone.
struct Pin
{
    QSslConfiguration tls;
    QList<QSslError> expected; ///< to be ignored: what is wrong with that certificate, and with no other
};

/// The server that has the certificate of this file (PEM, its chain behind it), whatever name it is for and whoever has
/// signed it, as long as it is valid; or what is wrong with the file.
[[nodiscard]] std::variant<Pin, QString> tlsPinning(const QString &certificateFile);

} // namespace hookbot::listen
