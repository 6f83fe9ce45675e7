#pragma once

#include "census.h"
#include "look.h"
#include "sqlitefile.h"

namespace hookbot {

/// Looks back in the file of a log, and counts what it holds: for a window. Used in the thread of its file.
class SqliteLook
{
public:
    /// Throws SqliteError.
    explicit SqliteLook(SqliteFile &file);

    /// See EventLog::look(); nothing beyond @p head.
    [[nodiscard]] View look(const Look &look, EventId head);

    /// See EventLog::count().
    [[nodiscard]] Census count(const Census::Place &from, const Census::Terms &terms);

    /// See EventLog::weigh().
    [[nodiscard]] Holdings weigh();

private:
    [[nodiscard]] SqliteStatement &rowsOf(const Look &look, const Looking &looking);
    [[nodiscard]] qint64 countPiece(Census &census, const Census::Place &from, const Census::Terms &terms);

    SqliteFile &m_file;
    SqliteStatement m_olderOfName;
    SqliteStatement m_newerOfName;
    SqliteStatement m_older;
    SqliteStatement m_newer;
    SqliteStatement m_whole;
    SqliteStatement m_beginning;
    SqliteStatement m_nextName;
    SqliteStatement m_countOfName;
    SqliteStatement m_minutesOfName;
    SqliteStatement m_totals;
    SqliteStatement m_oldestTime;
};

} // namespace hookbot
