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
      m_shelf(m_file, QStringLiteral("SELECT pruned, (SELECT min(event) FROM heard WHERE name = ?) FROM shelves WHERE "
                                     "is_unsafe = ?")),
      m_find(m_file, select("FROM events e WHERE e.id = ?")),
      m_newest(m_file, QStringLiteral("SELECT e.id, e.channel FROM heard h JOIN events e ON e.id = h.event WHERE "
                                      "h.name = ? ORDER BY h.event DESC")),
      m_head(m_file, QStringLiteral("SELECT max((SELECT coalesce(max(id), 0) FROM events), (SELECT max(pruned) FROM "
                                    "shelves))"))
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

EventLog::Page SqliteReader::read(EventId after, EventId upTo, const Filter &filter, EventLog::ReadLimit limit)
{
    EventLog::Page page;
    try {
        // One snapshot: what is pruned meanwhile is either in the page or told by its mark.
        SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Read);
        m_shelf.run(nameOfAll(filter.trust()), qint64(filter.trust() == Trust::Unsafe ? 1 : 0));
        if (m_shelf.next()) {
            page.pruned = { m_shelf.number(0) };
            page.oldest = { m_shelf.number(1) };
        }
        m_shelf.finish();

        page.upTo = std::max(after, upTo);
        qint64 bytes = 0;
        m_read.run(nameToRead(filter), after.value, upTo.value);
        while (m_read.next()) {
            if (!page.events.empty() && (qsizetype(page.events.size()) >= limit.events || bytes >= limit.bytes)) {
                page.upTo = page.events.back()->id;
                break;
            }
            EventPtr event = eventOf(m_read);
            if (!filter.matches(event->channel))
                continue;
            bytes += weightOf(*event);
            page.events.push_back(std::move(event));
        }
        m_read.finish();
        transaction.commit();
    } catch (const SqliteError &error) {
        m_shelf.finish();
        m_read.finish();
        page.error = error.text();
    }
    return page;
}

tl::expected<std::vector<EventId>, QString> SqliteReader::newest(const Filter &filter, qint64 count)
{
    try {
        std::vector<EventId> ids;
        m_newest.run(nameToRead(filter));
        while (qint64(ids.size()) < count && m_newest.next()) {
            if (filter.matches(m_newest.bytes(1))) // a deep prefix reads its ancestor's run
                ids.push_back({ m_newest.number(0) });
        }
        m_newest.finish();
        return ids;
    } catch (const SqliteError &error) {
        m_newest.finish();
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
        m_head.run();
        const EventId head{ m_head.next() ? m_head.number(0) : 0 };
        m_head.finish();
        return head;
    } catch (const SqliteError &error) {
        return tl::unexpected(error.text());
    }
}

} // namespace hookbot
