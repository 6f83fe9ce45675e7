#pragma once

namespace hookbot {

/// Whether stderr is a terminal that shows colours.
[[nodiscard]] bool stderrIsTerminal();

/// Whether stdout is a terminal, of whatever kind.
[[nodiscard]] bool stdoutIsTerminal();

/// Whether stderr goes straight to systemd's journal (JOURNAL_STREAM, systemd.exec(5)).
[[nodiscard]] bool stderrIsJournal();

} // namespace hookbot
