#include "sqlitereader.h"

#include "hearing.h"
#include "retention.h"

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
      m_head(m_file, QStringLiteral("SELECT max((SELECT coalesce(max(id), 0) FROM events), (SELECT max(pruned) FROM "
                                    "shelves))")),
      m_looking(m_file)
{
}

EventPtr SqliteReader::eventOf(const SqliteStatement &row)
{
    auto event = std::make_shared<Event>();
    event->id = { row.number(0) };
    event->time = std::chrono::system_clock::time_point(std::chrono::milliseconds(row.number(1)));
    event->channel = row.bytes(2);
    event->method = row.bytes(3);
    event->query = row.bytes(4);
    event->headers = Headers::fromBytes(row.bytes(5));
    event->remote = row.bytes(6);
    event->replayOf = { row.number(7) };
    event->body = row.bytes(8);
    return event;
}

/// The id in the first row; zero where there is none.
EventId SqliteReader::first(SqliteStatement &rows)
{
    const EventId id{ rows.next() ? rows.number(0) : 0 };
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
        fill(page, rows, &filter, limit);
        transaction.commit();
    } catch (const SqliteError &error) {
        for (SqliteStatement *statement : { &m_pruned, &m_dropped, &m_oldest, &m_oldestSafe, &m_readSafe, &m_read })
            statement->finish();
        page.error = error.text();
    }
    return page;
}

/// Takes from the rows what matches, up to the limit.
void SqliteReader::fill(EventLog::Page &page, SqliteStatement &rows, const Filter *filter, EventLog::ReadLimit limit)
{
    qint64 bytes = 0;
    while (rows.next()) {
        if (!page.events.empty() && (qsizetype(page.events.size()) >= limit.events || bytes >= limit.bytes)) {
            page.upTo = page.events.back()->id;
            break;
        }
        EventPtr event = eventOf(rows);
        if (filter && !filter->matches(event->channel))
            continue;
        bytes += weightOf(*event);
        page.events.push_back(std::move(event));
    }
    rows.finish();
}

EventLog::Page SqliteReader::readAll(EventId after, EventId upTo, EventLog::ReadLimit limit)
{
    EventLog::Page page;
    page.upTo = std::max(after, upTo);
    try {
        fill(page, m_readAll.run(after.value, upTo.value), nullptr, limit);
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

tl::expected<EventPtr, QString> SqliteReader::find(EventId id)
{
    try {
        m_find.run(id.value);
        const EventPtr event = m_find.next() ? eventOf(m_find) : nullptr;
        m_find.finish();
        return event;
    } catch (const SqliteError &error) {
        return tl::unexpected(error.text());
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
