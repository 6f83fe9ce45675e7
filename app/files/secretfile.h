#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <tl/expected.hpp>

namespace hookbot {

/// What a file holds that only its owner may read, or that systemd has passed as a credential; blanks around it do not
/// count. The error says what is wrong with it, and calls it by @p what ("key file").
[[nodiscard]] tl::expected<QByteArray, QString> readSecretFile(const QString &path, const QString &what);

} // namespace hookbot
