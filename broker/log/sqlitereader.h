#pragma once

#include "broker/log/eventlog.h"
#include "broker/log/sqlitehistory.h"
#include "broker/log/sqlitesearch.h"
#include "broker/log/sqlitestatement.h"

#include <optional>
#include <tl/expected.hpp>

namespace hookbot {

/// Reads the file of a log, next to a process or thread that writes it. Used in the thread that created it.
class SqliteReader
{
public:
    /// Throws SqliteError.
    explicit SqliteReader(const QString &path);

    /// A page of what matches after @p after, up to @p upTo. See EventLog::read().
    [[nodiscard]] EventLog::Page read(EventId after, EventId upTo, const Filter &filter, EventLog::ReadLimit limit);

    /// A page of everything after @p after, safe or unsafe, without what it states about retention.
    [[nodiscard]] EventLog::Page readAll(EventId after, EventId upTo, EventLog::ReadLimit limit);

    /// The id after which there are @p count matching events (without a filter: events), or fewer if there are no more.
    [[nodiscard]] tl::expected<EventId, QString> beforeNewest(const std::optional<Filter> &filter, qint64 count);

    /// Why an event that is in the log was not found: it is damaged, or the file cannot be read.
    struct NotRead
    {
        QString text;
        std::optional<DamagedEvent> damaged;
    };

    /// Null if the event is not in the log.
    [[nodiscard]] tl::expected<EventPtr, NotRead> find(EventId id);

    /// The id of the last event.
    [[nodiscard]] tl::expected<EventId, QString> head();

    /// The id after which all events were appended at @p time or later.
    [[nodiscard]] tl::expected<EventId, QString> positionAt(LogClock::Time time);

    /// Searches and counts.
    [[nodiscard]] SqliteSearch &search() { return m_search; }

    /// Changes when another connection has changed the file.
    [[nodiscard]] qint64 dataVersion() { return m_file.number("PRAGMA data_version"); }

private:
    static EventId first(SqliteStatement &rows);
    static void fill(EventLog::Page &page, EventId after, SqliteStatement &rows, const Filter *filter,
                     EventLog::ReadLimit limit);

    [[nodiscard]] EventId droppedUnder(QByteArrayView name);

    SqliteFile m_file;
    SqliteHistory m_history;
    SqliteStatements m_read;
    SqliteStatement m_readSafe;
    SqliteStatement m_pruned;
    SqliteStatement m_dropped;
    SqliteStatements m_oldest;
    SqliteStatement m_oldestSafe;
    SqliteStatement m_find;
    SqliteStatement m_readAll;
    SqliteStatements m_newest;
    SqliteStatement m_newestOfAll;
    SqliteSearch m_search;
};

} // namespace hookbot
