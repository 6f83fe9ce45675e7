#pragma once

namespace hookbot {

/// Whether stderr is a terminal that shows colours.
[[nodiscard]] bool stderrIsTerminal();

/// Whether stderr goes straight to systemd's journal (JOURNAL_STREAM, systemd.exec(5)).
[[nodiscard]] bool stderrIsJournal();

} // namespace hookbot
