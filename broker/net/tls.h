#pragma once

#include <QtCore/QString>
#include <QtNetwork/QSslConfiguration>

#include <tl/expected.hpp>

namespace hookbot {

/// A server's side of TLS 1.2 and up from PEM files: the private key, and the certificate with its chain behind it.
/// The error says which file is wrong and how: unreadable, not PEM, empty, or a key of another certificate.
[[nodiscard]] tl::expected<QSslConfiguration, QString> loadTls(const QString &keyFile, const QString &certificateFile);

} // namespace hookbot
