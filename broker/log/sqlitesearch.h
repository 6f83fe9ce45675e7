#pragma once

#include "broker/log/channelcounts.h"
#include "broker/log/searchrun.h"
#include "broker/log/sqlitehistory.h"
#include "broker/log/sqlitestatement.h"

#include <optional>

namespace hookbot {

/// Searches and counts in the file of a log. Used in the thread of its file.
class SqliteSearch
{
public:
    /// @p history must outlive it. Throws SqliteError.
    SqliteSearch(SqliteFile &file, const SqliteHistory &history);

    /// See EventSearch::search(). Finds nothing after @p head.
    [[nodiscard]] SearchPage search(const SearchTerms &terms, EventId head);

    /// See EventSearch::count().
    [[nodiscard]] ChannelCounts count(const ChannelCounts::Continuation &from, const ChannelCounts::Terms &terms);

    /// See EventSearch::totals().
    [[nodiscard]] LogTotals totals();

private:
    [[nodiscard]] SqliteStatement &rowsOf(const SearchTerms &terms, const SearchRun &run);
    /// Statements that count events name by name, in one way of filing.
    struct Filing
    {
        SqliteStatement nextName;
        SqliteStatement count;
        SqliteStatement minutes;
    };

    [[nodiscard]] Filing filing(const char *table) const;
    [[nodiscard]] bool goToNext(ChannelCounts::Continuation &at);
    [[nodiscard]] QByteArray channelOf(qint64 number);
    [[nodiscard]] qint64 countPiece(ChannelCounts &counts, const ChannelCounts::Continuation &from,
                                    const ChannelCounts::Terms &terms, const LogClock &clock);
    void countMinutes(ChannelCounts::Channel &channel, const ChannelCounts::Continuation &from,
                      const ChannelCounts::Terms &terms, const LogClock &clock);

    SqliteFile &m_file;
    const SqliteHistory &m_history;
    SqliteStatements m_olderOfName;
    SqliteStatements m_newerOfName;
    SqliteStatement m_older;
    SqliteStatement m_newer;
    SqliteStatement m_whole;
    SqliteStatement m_beginning;
    Filing m_filed;
    std::optional<Filing> m_heard; ///< as hookbot 0.1.0 filed
    SqliteStatement m_channelOfSafe;
    SqliteStatement m_channelOfUnsafe;
    SqliteStatement m_totals;
    SqliteStatement m_oldestId;
};

} // namespace hookbot
