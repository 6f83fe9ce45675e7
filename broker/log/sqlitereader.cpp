#include "broker/log/sqlitereader.h"

#include "broker/event/eventrules.h"
#include "broker/log/filing.h"
#include "broker/log/retention.h"
#include "broker/log/storedevent.h"

#include <limits>

namespace hookbot {

namespace {

/// Higher than every id.
constexpr qint64 Last = std::numeric_limits<qint64>::max();

/// After the id: the columns that eventOf() reads.
constexpr const char *Columns = "e.time, e.channel, e.method, e.query, e.headers, e.remote, e.replay_of, e.body";

constexpr const char *AllSafe = "SELECT e.id, %1 FROM events e WHERE e.id > ? AND e.id < ? AND substr(e.channel, 1, 1) "
                                "IS NOT x'2f' ORDER BY e.id";

/// The next number, if there is one.
qint64 afterId(EventId id)
{
    return std::min(id.value, Last - 1) + 1;
}

QString withColumns(const char *sql)
{
    return QString::fromLatin1(sql).arg(QString::fromLatin1(Columns));
}

/// Selects the highest id that was dropped under a name.
QString dropped(bool hasOld)
{
    return QStringLiteral("SELECT coalesce((SELECT event FROM marks WHERE name = ?), %1forgotten) FROM shelves WHERE "
                          "is_unsafe = ?")
        .arg(hasOld ? QStringLiteral("(SELECT event FROM dropped WHERE name = ?), ") : QString());
}

} // namespace

SqliteReader::SqliteReader(const QString &path)
    : m_file(path),
      m_history(m_file),
      m_read(m_history.ofName(m_file, Columns, "ASC")),
      m_readSafe(m_file, withColumns(AllSafe)),
      m_pruned(m_file, QStringLiteral("SELECT pruned FROM shelves WHERE is_unsafe = 0")),
      m_dropped(m_file, dropped(m_history.hasOld())),
      m_oldest(m_history.ofName(m_file, "e.id", "ASC")),
      m_oldestSafe(m_file, QStringLiteral("SELECT id FROM events WHERE id > ? AND substr(channel, 1, 1) IS NOT x'2f' "
                                          "ORDER BY id LIMIT 1")),
      m_find(m_file, withColumns("SELECT e.id, %1 FROM events e WHERE e.id = ? UNION ALL SELECT e.id, %1 FROM "
                                 "unsafe_events e WHERE e.id = ?")),
      m_readAll(m_file, SqliteHistory::ofAll(Columns, "ASC")),
      m_newest(m_history.ofName(m_file, "e.channel", "DESC")),
      m_newestOfAll(m_file, SqliteHistory::ofAll("e.channel", "DESC")),
      m_search(m_file, m_history)
{
}

/// The id in the first row; zero if there is no row or no valid id.
EventId SqliteReader::first(SqliteStatement &rows)
{
    const EventId id = rows.next() ? stored::id(rows) : EventId();
    rows.finish();
    return id;
}

/// The highest id that was dropped among what is filed under the name, or a higher one.
EventId SqliteReader::droppedUnder(QByteArrayView name)
{
    const qint64 number = m_history.numbers().of(name);
    const qint64 flag = trustOf(name) == Trust::Unsafe ? 1 : 0;
    return first(m_history.hasOld() ? m_dropped.run(number, name, flag) : m_dropped.run(number, flag));
}

EventLog::Page SqliteReader::read(EventId after, EventId upTo, const Filter &filter, EventLog::ReadLimit limit)
{
    EventLog::Page page;
    try {
        // One snapshot: what is pruned meanwhile is either in the page or covered by its mark.
        SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Read);
        const QByteArrayView name = nameToRead(filter);
        const bool isAllSafe = name.isEmpty();
        page.pruned = isAllSafe ? first(m_pruned.run()) : droppedUnder(name);
        if (page.pruned > after)
            page.oldest = first(isAllSafe ? m_oldestSafe.run(page.pruned.value)
                                          : m_history.runOfName(m_oldest, name, page.pruned.value, Last));
        page.upTo = std::max(after, upTo);
        const qint64 before = afterId(upTo);
        SqliteStatement &rows =
            isAllSafe ? m_readSafe.run(after.value, before) : m_history.runOfName(m_read, name, after.value, before);
        fill(page, after, rows, &filter, limit);
        transaction.commit();
    } catch (const SqliteError &error) {
        for (SqliteStatement *statement : { &m_pruned, &m_dropped, &m_oldestSafe, &m_readSafe })
            statement->finish();
        m_oldest.finish();
        m_read.finish();
        page.error = error.text();
    }
    return page;
}

/// Adds matching events from the rows, up to the limit. Damaged ones count towards it.
void SqliteReader::fill(EventLog::Page &page, EventId after, SqliteStatement &rows, const Filter *filter,
                        EventLog::ReadLimit limit)
{
    qint64 bytes = 0;
    EventId last = after; // of the rows read
    while (rows.next()) {
        const qsizetype taken = std::ssize(page.events) + std::ssize(page.damaged);
        if (taken > 0 && (taken >= limit.events || bytes >= limit.bytes)) {
            page.upTo = last;
            break;
        }
        auto event = stored::event(rows);
        const EventId id = stored::id(rows);
        if (!event || id <= last) { // the file may be damaged, and a page must never go back
            page.damaged.push_back(event ? DamagedEvent{ (*event)->id, "id" } : event.error());
            bytes += weightOf(0);
            last = std::max(last, id);
            continue;
        }
        last = id;
        if (filter && !filter->matches((*event)->channel))
            continue;
        bytes += weightOf(**event);
        page.events.push_back(*std::move(event));
    }
    rows.finish();
}

EventLog::Page SqliteReader::readAll(EventId after, EventId upTo, EventLog::ReadLimit limit)
{
    EventLog::Page page;
    page.upTo = std::max(after, upTo);
    try {
        fill(page, after, SqliteHistory::runOfAll(m_readAll, after.value, afterId(upTo)), nullptr, limit);
    } catch (const SqliteError &error) {
        m_readAll.finish();
        page.error = error.text();
    }
    return page;
}

tl::expected<EventId, QString> SqliteReader::beforeNewest(const std::optional<Filter> &filter, qint64 count)
{
    try {
        const QByteArrayView name = filter ? nameToRead(*filter) : QByteArrayView();
        SqliteStatement &rows = name.isEmpty() ? SqliteHistory::runOfAll(m_newestOfAll, 0, Last)
                                               : m_history.runOfName(m_newest, name, 0, Last);
        EventId oldest;
        for (qint64 found = 0; found < count && rows.next();) {
            if (filter && !filter->matches(rows.bytes(1))) // a deep prefix reads its ancestor's run
                continue;
            oldest = { rows.number(0) };
            ++found;
        }
        rows.finish();
        return EventId{ std::max<qint64>(oldest.value - 1, 0) };
    } catch (const SqliteError &error) {
        m_newest.finish();
        m_newestOfAll.finish();
        return tl::unexpected(error.text());
    }
}

tl::expected<EventPtr, SqliteReader::NotRead> SqliteReader::find(EventId id)
{
    try {
        m_find.run(id.value, id.value);
        tl::expected<EventPtr, DamagedEvent> event = m_find.next() ? stored::event(m_find) : nullptr;
        m_find.finish();
        if (!event)
            return tl::unexpected(NotRead{ describe(event.error()), event.error() });
        return *event;
    } catch (const SqliteError &error) {
        m_find.finish();
        return tl::unexpected(NotRead{ error.text(), std::nullopt });
    }
}

tl::expected<EventId, QString> SqliteReader::positionAt(LogClock::Time time)
{
    try {
        return sqliteschema::clockOf(m_file).positionAt(time);
    } catch (const SqliteError &error) {
        return tl::unexpected(error.text());
    }
}

tl::expected<EventId, QString> SqliteReader::head()
{
    try {
        return sqliteschema::headOf(m_file);
    } catch (const SqliteError &error) {
        return tl::unexpected(error.text());
    }
}

} // namespace hookbot
