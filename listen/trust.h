#pragma once

#include <QtCore/QString>
#include <QtNetwork/QSslConfiguration>

#include <variant>

namespace hookbot::listen {

/// How to speak TLS: with the certificates of this file (PEM) trusted beside the system's, or as always where it is
/// empty; or what is wrong with the file.
[[nodiscard]] std::variant<QSslConfiguration, QString> tlsTrusting(const QString &caFile);

} // namespace hookbot::listen
