#include "sqlitereader.h"

#include "eventrules.h"
#include "hearing.h"
#include "retention.h"
#include "storedevent.h"

namespace hookbot {

namespace {

QString select(const char *rest)
{
    return QStringLiteral(
               "SELECT e.id, e.time, e.channel, e.method, e.query, e.headers, e.remote, e.replay_of, e.body ") +
           QString::fromLatin1(rest);
}

} // namespace

SqliteReader::SqliteReader(const QString &path)
    : m_file(path),
      m_read(m_file, select("FROM heard h JOIN events e ON e.id = h.event WHERE h.name = ? AND h.event > ? AND "
                            "h.event <= ? ORDER BY h.event")),
      m_readSafe(m_file, select("FROM events e WHERE e.id > ? AND e.id <= ? AND substr(e.channel, 1, 1) IS NOT x'2f' "
                                "ORDER BY e.id")),
      m_pruned(m_file, QStringLiteral("SELECT pruned FROM shelves WHERE is_unsafe = 0")),
      m_dropped(m_file, QStringLiteral("SELECT coalesce((SELECT event FROM dropped WHERE name = ?), forgotten) FROM "
                                       "shelves WHERE is_unsafe = ?")),
      m_oldest(m_file, QStringLiteral("SELECT event FROM heard WHERE name = ? AND event > ? ORDER BY event LIMIT 1")),
      m_oldestSafe(m_file, QStringLiteral("SELECT id FROM events WHERE id > ? AND substr(channel, 1, 1) IS NOT x'2f' "
                                          "ORDER BY id LIMIT 1")),
      m_find(m_file, select("FROM events e WHERE e.id = ?")),
      m_readAll(m_file, select("FROM events e WHERE e.id > ? AND e.id <= ? ORDER BY e.id")),
      m_newest(m_file, QStringLiteral("SELECT e.id, e.channel FROM heard h JOIN events e ON e.id = h.event WHERE "
                                      "h.name = ? ORDER BY h.event DESC")),
      m_newestOfAll(m_file, QStringLiteral("SELECT id, channel FROM events ORDER BY id DESC")),
      m_head(m_file, QStringLiteral("SELECT max((SELECT coalesce(max(id), 0) FROM events WHERE id <= %1), "
                                    "coalesce((SELECT max(pruned) FROM shelves WHERE pruned <= %1), 0))")
                         .arg(MostId)),
      m_looking(m_file)
{
}

/// The id in the first row; zero where there is none, or it cannot be one.
EventId SqliteReader::first(SqliteStatement &rows)
{
    const EventId id = rows.next() ? stored::id(rows) : EventId();
    rows.finish();
    return id;
}

EventLog::Page SqliteReader::read(EventId after, EventId upTo, const Filter &filter, EventLog::ReadLimit limit)
{
    EventLog::Page page;
    try {
        // One snapshot: what is pruned meanwhile is either in the page or told by its mark.
        SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Read);
        const QByteArrayView name = nameToRead(filter);
        const bool isAllSafe = name.isEmpty();
        const qint64 isUnsafe = filter.trust() == Trust::Unsafe ? 1 : 0;
        page.pruned = first(isAllSafe ? m_pruned.run() : m_dropped.run(name, isUnsafe));
        if (page.pruned > after)
            page.oldest =
                first(isAllSafe ? m_oldestSafe.run(page.pruned.value) : m_oldest.run(name, page.pruned.value));
        page.upTo = std::max(after, upTo);
        SqliteStatement &rows =
            isAllSafe ? m_readSafe.run(after.value, upTo.value) : m_read.run(name, after.value, upTo.value);
        fill(page, after, rows, &filter, limit);
        transaction.commit();
    } catch (const SqliteError &error) {
        for (SqliteStatement *statement : { &m_pruned, &m_dropped, &m_oldest, &m_oldestSafe, &m_readSafe, &m_read })
            statement->finish();
        page.error = error.text();
    }
    return page;
}

/// Takes from the rows what matches, up to the limit, of which damaged ones use up their share.
void SqliteReader::fill(EventLog::Page &page, EventId after, SqliteStatement &rows, const Filter *filter,
                        EventLog::ReadLimit limit)
{
    qint64 bytes = 0;
    EventId last = after; // of the rows that were dealt with
    while (rows.next()) {
        const auto taken = qsizetype(page.events.size() + page.damaged.size());
        if (taken > 0 && (taken >= limit.events || bytes >= limit.bytes)) {
            page.upTo = last;
            break;
        }
        auto event = stored::event(rows);
        const EventId id = stored::id(rows);
        if (!event || id <= last) { // their order is the file's word, and a page must never go back
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
        fill(page, after, m_readAll.run(after.value, upTo.value), nullptr, limit);
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
        SqliteStatement &rows = name.isEmpty() ? m_newestOfAll.run() : m_newest.run(name);
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
        m_find.run(id.value);
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

tl::expected<EventId, QString> SqliteReader::head()
{
    try {
        return first(m_head.run());
    } catch (const SqliteError &error) {
        return tl::unexpected(error.text());
    }
}

} // namespace hookbot
