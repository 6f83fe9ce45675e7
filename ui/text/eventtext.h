#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QString>

/// Texts that describe an event.
namespace hookbot {

/// `2 ✓`, `0`, or `–` if unknown.
[[nodiscard]] QString deliveredMark(const EventSummary &event);

/// `delivered to 2 listeners`, or `deliveries unknown`.
[[nodiscard]] QString deliveredSentence(const EventSummary &event);

/// `push`, escaped by visible(); never empty.
[[nodiscard]] QString kindText(const EventSummary &event);

/// The second line: which event it replays, and its summary; else its content type.
[[nodiscard]] QString eventLine(const EventSummary &event);

/// The whole row, for screen readers.
[[nodiscard]] QString eventSentence(const EventSummary &event);

/// Details that do not fit into a row.
[[nodiscard]] QString eventToolTip(const EventSummary &event);

} // namespace hookbot
