#include "sqlitelook.h"

#include "eventrules.h"
#include "hearing.h"
#include "storedevent.h"

namespace hookbot {

namespace {

/// What one step of counting goes through, at most: some milliseconds' work.
constexpr qint64 CountAStep = 20'000;
constexpr int NamesAStep = 300;

/// What can be told of an event without reading what can be long.
QString selectBrief(const char *rest)
{
    return QStringLiteral("SELECT e.id, e.time, e.channel, e.replay_of, length(e.body) ") + QString::fromLatin1(rest);
}

/// The beginning of an empty body is NULL to SQLite.
QString selectRest(const char *body)
{
    return QStringLiteral("SELECT method, query, headers, remote, %1 FROM events WHERE id = ?")
        .arg(QString::fromLatin1(body));
}

} // namespace

SqliteLook::SqliteLook(SqliteFile &file)
    : m_file(file),
      m_olderOfName(m_file, selectBrief("FROM heard h JOIN events e ON e.id = h.event WHERE h.name = ? AND h.event > ? "
                                        "AND h.event < ? ORDER BY h.event DESC")),
      m_newerOfName(m_file, selectBrief("FROM heard h JOIN events e ON e.id = h.event WHERE h.name = ? AND h.event > ? "
                                        "AND h.event < ? ORDER BY h.event")),
      m_older(m_file, selectBrief("FROM events e WHERE e.id > ? AND e.id < ? ORDER BY e.id DESC")),
      m_newer(m_file, selectBrief("FROM events e WHERE e.id > ? AND e.id < ? ORDER BY e.id")),
      m_whole(m_file, selectRest("body")),
      m_beginning(m_file, selectRest("coalesce(substr(body, 1, ?), body)")),
      m_nextName(m_file, QStringLiteral("SELECT name FROM heard WHERE name > ? ORDER BY name LIMIT 1")),
      m_countOfName(m_file,
                    QStringLiteral("SELECT count(*), coalesce(max(event), 0), coalesce(sum(event >= ?), 0) FROM "
                                   "(SELECT event FROM heard WHERE name = ? AND event > ? AND event <= ? "
                                   "ORDER BY event LIMIT ?)")),
      m_minutesOfName(m_file, QStringLiteral("SELECT (event >> 20) / 60000, count(*) FROM heard WHERE name = ? AND "
                                             "event > ? AND event <= ? GROUP BY 1")),
      m_totals(m_file, QStringLiteral("SELECT sum(events), sum(bytes) FROM shelves")),
      m_oldestTime(m_file, QStringLiteral("SELECT time FROM events ORDER BY id LIMIT 1"))
{
}

SqliteStatement &SqliteLook::rowsOf(const Look &look, const Looking &looking)
{
    const qint64 after = looking.after().value;
    const qint64 before = looking.before().value;
    const QByteArrayView name = look.channel ? nameToRead(*look.channel) : QByteArrayView();
    if (name.isEmpty())
        return (looking.isOlder() ? m_older : m_newer).run(after, before);
    return (looking.isOlder() ? m_olderOfName : m_newerOfName).run(name, after, before);
}

View SqliteLook::look(const Look &look, EventId head)
{
    Looking looking(look, head);
    try {
        SqliteStatement &rows = rowsOf(look, looking);
        bool isEnd = false;
        EventId last;
        while (!isEnd && !looking.isEnough()) {
            if (!rows.next()) {
                isEnd = true;
                break;
            }
            auto event = stored::brief(rows);
            // The order of a run is the file's word: out of it, a look would not come to an end.
            const EventId id = stored::id(rows);
            const bool isInOrder = last == EventId() || (looking.isOlder() ? id < last : id > last);
            if (!event || !isInOrder) {
                looking.passOver(event ? DamagedEvent{ event->id, "id" } : event.error());
                continue;
            }
            last = id;
            const qint64 size = std::max<qint64>(rows.integer(4).value_or(0), 0);
            if (!looking.mayMatch(*event))
                continue;
            SqliteStatement &rest = looking.needsWholeBody() ? m_whole.run(event->id.value)
                                                             : m_beginning.run(look.bodyPrefix, event->id.value);
            if (rest.next()) {
                const auto damage = stored::complete(*event, rest);
                // SQLite reads all of a value to give its beginning.
                looking.spend(size + event->headers.bytes().size());
                if (damage)
                    looking.noteDamaged(*damage);
                else
                    looking.judge(*std::move(event), size);
            }
            rest.finish();
        }
        rows.finish();
        return looking.finish(isEnd);
    } catch (const SqliteError &error) {
        for (SqliteStatement *statement :
             { &m_olderOfName, &m_newerOfName, &m_older, &m_newer, &m_whole, &m_beginning })
            statement->finish();
        View view;
        view.error = error.text();
        return view;
    }
}

/// Counts some of the events of one channel; returns how many.
qint64 SqliteLook::countPiece(Census &census, const Census::Place &from, const Census::Terms &terms)
{
    SqliteStatement &counted =
        m_countOfName.run(terms.today.value, QByteArrayView(from.name), from.id.value, terms.upTo.value, CountAStep);
    Census::Channel channel;
    channel.name = from.name;
    if (counted.next()) {
        channel.events = counted.number(0);
        channel.last = { counted.number(1) };
        channel.today = counted.number(2);
    }
    counted.finish();
    if (channel.events == 0)
        return 0;
    if (channel.last <= from.id) // out of order: the next step would begin before this one
        throw SqliteError(damagedFile(m_file.path()));
    if (channel.last >= terms.hour) {
        const qint64 after = std::max(from.id.value, terms.hour.value - 1);
        SqliteStatement &minutes = m_minutesOfName.run(QByteArrayView(from.name), after, channel.last.value);
        while (minutes.next())
            channel.minutes.emplace_back(minutes.number(0), minutes.number(1));
        minutes.finish();
    }
    const qint64 events = channel.events;
    census.channels.push_back(std::move(channel));
    return events;
}

Census SqliteLook::count(const Census::Place &from, const Census::Terms &terms)
{
    Census census;
    census.next = from;
    try {
        qint64 counted = 0;
        for (int names = 0; names < NamesAStep && counted < CountAStep; ++names) {
            if (census.next.id == EventId()) { // on to the next name
                SqliteStatement &name = m_nextName.run(QByteArrayView(census.next.name));
                census.isEnd = !name.next();
                const QByteArray last = census.next.name;
                if (!census.isEnd)
                    census.next.name = name.bytes(0);
                name.finish();
                if (census.isEnd)
                    break;
                if (census.next.name <= last) // out of order: it would go round for ever
                    throw SqliteError(damagedFile(m_file.path()));
                if (census.next.name.endsWith('/') || !isChannelName(census.next.name))
                    continue;
            }
            const qint64 piece = countPiece(census, census.next, terms);
            counted += piece;
            census.next.id = piece == CountAStep ? census.channels.back().last : EventId();
        }
    } catch (const SqliteError &error) {
        for (SqliteStatement *statement : { &m_nextName, &m_countOfName, &m_minutesOfName })
            statement->finish();
        census.error = error.text();
    }
    return census;
}

Holdings SqliteLook::weigh()
{
    Holdings holdings;
    try {
        if (m_totals.run().next()) {
            holdings.events = std::max<qint64>(m_totals.number(0), 0);
            holdings.bytes = std::max<qint64>(m_totals.number(1), 0);
        }
        m_totals.finish();
        if (m_oldestTime.run().next())
            holdings.oldest = timeOfMilliseconds(m_oldestTime.integer(0).value_or(-1));
        m_oldestTime.finish();
    } catch (const SqliteError &error) {
        m_totals.finish();
        m_oldestTime.finish();
        holdings.error = error.text();
    }
    return holdings;
}

} // namespace hookbot
