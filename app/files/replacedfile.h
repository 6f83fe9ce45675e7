#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QFileDevice>
#include <QtCore/QString>

#include <optional>
#include <tl/expected.hpp>

namespace hookbot {

/// Puts @p text in the place of what the file holds, all of it or nothing, with these permissions from the first byte
/// on where they are given. Makes its folder. The error says what could not be done; the old file is there, then.
[[nodiscard]] tl::expected<void, QString>
replaceFile(const QString &path, const QByteArray &text,
            std::optional<QFileDevice::Permissions> permissions = std::nullopt);

} // namespace hookbot
