#pragma once

#include "broker/log/logclock.h"
#include "broker/log/namenumbers.h"

#include <QtCore/QString>

namespace hookbot {

class SqliteFile;

/// The schema of a log's file (broker/log/README.md): a file of version n has gone through the first n steps.
namespace sqliteschema {

/// Of the files that this program writes.
constexpr qint64 Version = 3;

/// Applies the steps that the file has not gone through, inside a transaction of the caller. Leaves long work to
/// SqliteRefiling. Throws SqliteError.
void bringUpToDate(SqliteFile &file, qint64 version);

/// The version of hookbot that a file of a newer schema names; empty if it names none.
[[nodiscard]] QString neededVersion(SqliteFile &file);

/// The key of the numbers of a file with the present schema. Throws SqliteError.
[[nodiscard]] NameNumbers numbersOf(SqliteFile &file);

/// Whether the file has events that are still filed as hookbot 0.1.0 did. Once false, it stays false.
[[nodiscard]] bool hasOldFiling(SqliteFile &file);

/// Whether it has the tables of hookbot 0.1.0, even if they are empty.
[[nodiscard]] bool hasOldTables(SqliteFile &file);

/// The last id; if the log is empty, the last id that was dropped. Throws SqliteError.
[[nodiscard]] EventId headOf(SqliteFile &file);

/// The clock as it was last stored. Throws SqliteError.
[[nodiscard]] LogClock clockOf(SqliteFile &file);

/// The last id that a file of an older schema had; zero if there was none.
[[nodiscard]] EventId lastOldId(SqliteFile &file);

} // namespace sqliteschema

} // namespace hookbot
