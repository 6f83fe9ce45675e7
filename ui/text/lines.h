#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QString>

/// Commands to paste into a shell to try a channel. Pure. Each is a single command for a POSIX shell, whatever bytes
/// the channel's name has.
namespace hookbot {

/// Quotes @p text as one word of a shell command.
[[nodiscard]] QString shellQuoted(const QString &text);

/// Escapes `[]{}` for curl, which globs them.
[[nodiscard]] QString curlUrl(const QString &url);

/// The request for the URLs of @p channel, named as in the broker: `a/b`, `a/` for all below it, `/unsafe/a/b`.
[[nodiscard]] AccessRequest accessRequestFor(const QByteArray &channel);

/// Publishes a small JSON event.
[[nodiscard]] QString curlLine(const Access &access);

[[nodiscard]] QString wscatLine(const Access &access, bool isUnsafe);

[[nodiscard]] QString listenLine(const Access &access, bool isUnsafe);

/// Posts each event to a program on this computer, at the usual port of development servers.
[[nodiscard]] QString forwardLine(const Access &access, bool isUnsafe = false);

} // namespace hookbot
