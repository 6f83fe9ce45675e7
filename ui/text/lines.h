#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QString>

/// What people paste into a shell to try a channel. Pure; each is one command for a POSIX shell, whatever bytes the
/// channel's name has.
namespace hookbot {

/// As one word of a shell's command line.
[[nodiscard]] QString shellQuoted(const QString &text);

/// A URL as curl takes it, who would make patterns of brackets and braces.
[[nodiscard]] QString curlUrl(const QString &url);

/// What a Monitor is asked for to open @p channel, named as the broker does: `a/b`, `a/` for all below it,
/// `/unsafe/a/b`.
[[nodiscard]] AccessRequest accessRequestFor(const QByteArray &channel);

/// Publishes a small JSON event.
[[nodiscard]] QString curlLine(const Access &access);

[[nodiscard]] QString wscatLine(const Access &access, bool isUnsafe);

[[nodiscard]] QString listenLine(const Access &access, bool isUnsafe);

/// Posts each event to a program on this computer, at the port where most are developed.
[[nodiscard]] QString forwardLine(const Access &access, bool isUnsafe = false);

} // namespace hookbot
