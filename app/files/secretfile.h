#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <tl/expected.hpp>

namespace hookbot {

/// Reads a secret from a file that only its owner may read, or that systemd has passed as a credential. Strips
/// surrounding white space. The error describes the problem, and calls the file @p what ("key file").
[[nodiscard]] tl::expected<QByteArray, QString> readSecretFile(const QString &path, const QString &what);

} // namespace hookbot
