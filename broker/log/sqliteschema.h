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

/// Takes the file through the steps that it has not gone through, inside a transaction of the caller. What is long work
/// is left to SqliteRefiling. Throws SqliteError.
void bringUpToDate(SqliteFile &file, qint64 version);

/// The version of hookbot that a file of a newer schema names; empty where it names none.
[[nodiscard]] QString neededVersion(SqliteFile &file);

/// Of the present schema: the key of its numbers. Throws SqliteError.
[[nodiscard]] NameNumbers numbersOf(SqliteFile &file);

/// Whether the file has events that are still filed as hookbot 0.1.0 did. Once it has none, it never has any again.
[[nodiscard]] bool hasOldFiling(SqliteFile &file);

/// Whether it has that hookbot's tables, if only empty.
[[nodiscard]] bool hasOldTables(SqliteFile &file);

/// The last id: of a log that is empty by now, the last that was dropped. Throws SqliteError.
[[nodiscard]] EventId headOf(SqliteFile &file);

/// The clock as it was kept last. Throws SqliteError.
[[nodiscard]] LogClock clockOf(SqliteFile &file);

/// The last id that a file of an older schema had; zero where there was none.
[[nodiscard]] EventId lastOldId(SqliteFile &file);

} // namespace sqliteschema

} // namespace hookbot
