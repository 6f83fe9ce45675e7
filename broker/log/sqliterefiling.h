#pragma once

#include "broker/event/eventid.h"
#include "broker/log/namenumbers.h"
#include "broker/log/sqlitefile.h"

#include <memory>

namespace hookbot {

/// Files what hookbot 0.1.0 has written in the way of the present schema, a piece at a time, while the log is in use.
///
/// Each event is filed either in the old way or in the new one, and changes in one transaction: who reads both finds
/// everything once, and a step that fails or is cut off leaves what it found. The newest events go first, since the
/// oldest are the next to be dropped. Used in the thread of its file; another process may do the same beside it.
class SqliteRefiling
{
public:
    /// Throws SqliteError.
    SqliteRefiling(SqliteFile &file, const NameNumbers &numbers);
    ~SqliteRefiling();

    /// The least id that is filed in the new way: all from there on are. Inside a transaction. Throws SqliteError.
    [[nodiscard]] EventId refiled();

    /// Some hundred events. False: there is nothing more to do. Throws SqliteError.
    [[nodiscard]] bool step();

private:
    struct Statements;

    [[nodiscard]] bool stepOfMarks();
    [[nodiscard]] bool stepOfEvents();

    SqliteFile &m_file;
    NameNumbers m_numbers;
    std::unique_ptr<Statements> m_statements; ///< null where there is nothing to do
};

} // namespace hookbot
