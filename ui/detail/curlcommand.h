#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QString>

namespace hookbot {

/// Whether a body can stand in a command line: text, and not too long for one.
[[nodiscard]] bool fitsCommandLine(const QByteArray &body);

/// A line for a shell that posts the event once more, to @p url. A body that does not fit is read from @p bodyFile.
[[nodiscard]] QString curlCommand(const EventDetail &event, const QString &url, const QString &bodyFile);

} // namespace hookbot
