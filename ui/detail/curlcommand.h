#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QString>

namespace hookbot {

/// Whether a body fits into a command line: it is text, and not too long.
[[nodiscard]] bool fitsCommandLine(const QByteArray &body);

/// A shell command that posts the event to @p url again. A body that does not fit is read from @p bodyFile.
[[nodiscard]] QString curlCommand(const EventDetail &event, const QString &url, const QString &bodyFile);

} // namespace hookbot
