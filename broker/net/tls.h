#pragma once

#include <QtCore/QString>
#include <QtNetwork/QSslConfiguration>

#include <tl/expected.hpp>

namespace hookbot {

/// The server's configuration for TLS 1.2 and later from PEM files: the private key, and the certificate followed by
/// its chain. The error describes which file is wrong and how: unreadable, not PEM, empty, or a key of another
/// certificate.
[[nodiscard]] tl::expected<QSslConfiguration, QString> loadTls(const QString &keyFile, const QString &certificateFile);

} // namespace hookbot
