#pragma once

#include "broker/event/eventid.h"
#include "broker/log/namenumbers.h"
#include "broker/log/sqlitefile.h"

#include <memory>

namespace hookbot {

/// Converts the filing of hookbot 0.1.0 to that of the present schema, one step at a time, while the log is in use.
///
/// Each event is filed either in the old way or in the new one, and is converted in one transaction: a reader of both
/// finds everything once, and a step that fails leaves what it found. The newest events are converted first, since the
/// oldest are the next to be dropped. Used in the thread of its file; another process may do the same at the same time.
class SqliteRefiling
{
public:
    /// Throws SqliteError.
    SqliteRefiling(SqliteFile &file, const NameNumbers &numbers);
    ~SqliteRefiling();

    /// The lowest id from which all events are filed in the new way. Call it inside a transaction. Throws SqliteError.
    [[nodiscard]] EventId refiled();

    /// Converts a few hundred events. False if there is nothing more to do. Throws SqliteError.
    [[nodiscard]] bool step();

private:
    struct Statements;

    [[nodiscard]] bool stepOfMarks();
    [[nodiscard]] bool stepOfEvents();

    SqliteFile &m_file;
    NameNumbers m_numbers;
    std::unique_ptr<Statements> m_statements; ///< null if there is nothing to do
};

} // namespace hookbot
