#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <tl/expected.hpp>

namespace hookbot {

/// Whether the desktop starts hookbot when its user logs in. Each system has its own way.
[[nodiscard]] bool isStartedAtLogin();

/// From the next login on, @p command is run, or nothing. The error says why it stays as it was.
[[nodiscard]] tl::expected<void, QString> setStartedAtLogin(bool isStarted, const QStringList &command);

} // namespace hookbot
