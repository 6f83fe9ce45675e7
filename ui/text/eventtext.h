#pragma once

#include "broker/monitor/snapshots.h"

#include <QtCore/QString>

/// How one event is told in words.
namespace hookbot {

/// `2 ✓`, `0`, or `–` where nobody remembers.
[[nodiscard]] QString deliveredMark(const EventSummary &event);

/// `2 listeners`, `no listener`, or that nobody remembers.
[[nodiscard]] QString deliveredSentence(const EventSummary &event);

/// `push`, made visible; a few words in any case.
[[nodiscard]] QString kindText(const EventSummary &event);

/// The second line: of what it is a replay, and who did what; else its content type.
[[nodiscard]] QString eventLine(const EventSummary &event);

/// All of the row, to be read aloud.
[[nodiscard]] QString eventSentence(const EventSummary &event);

/// What a row has no room for.
[[nodiscard]] QString eventToolTip(const EventSummary &event);

} // namespace hookbot
