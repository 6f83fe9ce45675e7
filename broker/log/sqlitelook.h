#pragma once

#include "broker/log/census.h"
#include "broker/log/look.h"
#include "broker/log/sqlitefile.h"
#include "broker/log/sqlitehistory.h"

#include <optional>

namespace hookbot {

/// Looks back in the file of a log, and counts what it holds: for a window. Used in the thread of its file.
class SqliteLook
{
public:
    /// @p history outlives it. Throws SqliteError.
    SqliteLook(SqliteFile &file, const SqliteHistory &history);

    /// See EventLog::look(); nothing beyond @p head.
    [[nodiscard]] View look(const Look &look, EventId head);

    /// See EventLog::count().
    [[nodiscard]] Census count(const Census::Place &from, const Census::Terms &terms);

    /// See EventLog::weigh().
    [[nodiscard]] Holdings weigh();

private:
    [[nodiscard]] SqliteStatement &rowsOf(const Look &look, const Looking &looking);
    /// One way of filing, to be counted name by name.
    struct Filing
    {
        SqliteStatement nextName;
        SqliteStatement count;
        SqliteStatement minutes;
    };

    [[nodiscard]] Filing filing(const char *table) const;
    [[nodiscard]] bool goToNext(Census::Place &place);
    [[nodiscard]] QByteArray channelOf(qint64 number);
    [[nodiscard]] qint64 countPiece(Census &census, const Census::Place &from, const Census::Terms &terms,
                                    const LogClock &clock);
    void countMinutes(Census::Channel &channel, const Census::Place &from, const Census::Terms &terms,
                      const LogClock &clock);

    SqliteFile &m_file;
    const SqliteHistory &m_history;
    SqliteStatements m_olderOfName;
    SqliteStatements m_newerOfName;
    SqliteStatement m_older;
    SqliteStatement m_newer;
    SqliteStatement m_whole;
    SqliteStatement m_beginning;
    Filing m_filed;
    std::optional<Filing> m_heard; ///< as hookbot 0.1.0 did
    SqliteStatement m_channelOfSafe;
    SqliteStatement m_channelOfUnsafe;
    SqliteStatement m_totals;
    SqliteStatement m_oldestId;
};

} // namespace hookbot
