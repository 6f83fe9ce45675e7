#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QFileDevice>
#include <QtCore/QString>

#include <optional>
#include <tl/expected.hpp>

namespace hookbot {

/// Replaces the contents of a file with @p text, completely or not at all. Given permissions apply from the first byte
/// on. Creates the folder. With an error, the old file is unchanged.
[[nodiscard]] tl::expected<void, QString>
replaceFile(const QString &path, const QByteArray &text,
            std::optional<QFileDevice::Permissions> permissions = std::nullopt);

} // namespace hookbot
