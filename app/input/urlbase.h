#pragma once

#include <QtCore/QString>
#include <QtCore/QUrl>

#include <tl/expected.hpp>

namespace hookbot {

/// The URL under which clients reach a hookbot: http, https, ws or wss and a host. The error says what is valid.
[[nodiscard]] tl::expected<QUrl, QString> parseUrlBase(const QString &text);

/// The default of every command: `$HOOKBOT_URL_BASE`, else http://localhost:8080.
[[nodiscard]] QString defaultUrlBase();

} // namespace hookbot
