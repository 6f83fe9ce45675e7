#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <tl/expected.hpp>

namespace hookbot {

/// Whether the desktop starts hookbot when its user logs in. Each system has its own way.
[[nodiscard]] bool isStartedAtLogin();

/// Runs @p command at each login from now on, or not. The error says why nothing has changed.
[[nodiscard]] tl::expected<void, QString> setStartedAtLogin(bool isStarted, const QStringList &command);

} // namespace hookbot
