#pragma once

#include "eventlog.h"
#include "sqlitefile.h"

#include <tl/expected.hpp>

namespace hookbot {

/// Reads the file of a log, beside whoever writes it. Used in the thread that made it.
class SqliteReader
{
public:
    /// Throws SqliteError.
    explicit SqliteReader(const QString &path);

    /// A page of what matches after @p after, and not beyond @p upTo. See EventLog::read().
    [[nodiscard]] EventLog::Page read(EventId after, EventId upTo, const Filter &filter, EventLog::ReadLimit limit);

    /// The ids of the newest events that match, the newest first.
    [[nodiscard]] tl::expected<std::vector<EventId>, QString> newest(const Filter &filter, qint64 count);

    /// A null pointer where the log does not hold it.
    [[nodiscard]] tl::expected<EventPtr, QString> find(EventId id);

    /// The id of the last event.
    [[nodiscard]] tl::expected<EventId, QString> head();

    /// A number that is another one when another connection has changed the file.
    [[nodiscard]] qint64 dataVersion() { return m_file.number("PRAGMA data_version"); }

private:
    static EventPtr eventOf(const SqliteStatement &row);

    SqliteFile m_file;
    SqliteStatement m_read;
    SqliteStatement m_shelf;
    SqliteStatement m_find;
    SqliteStatement m_newest;
    SqliteStatement m_head;
};

} // namespace hookbot
