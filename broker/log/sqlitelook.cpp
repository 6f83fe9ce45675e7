#include "sqlitelook.h"

#include "hearing.h"

namespace hookbot {

namespace {

/// What one step of counting goes through, at most: some milliseconds' work.
constexpr qint64 CountAStep = 20'000;
constexpr int NamesAStep = 300;

/// After the id: what can be told of an event without reading what can be long.
constexpr const char *Brief = "e.time, e.channel, e.replay_of, length(e.body)";

QString selectRest(const char *body)
{
    const QString select = QStringLiteral("SELECT method, query, headers, remote, %1 FROM %2 WHERE id = ?");
    return select.arg(QString::fromLatin1(body), QStringLiteral("events")) + QStringLiteral(" UNION ALL ") +
           select.arg(QString::fromLatin1(body), QStringLiteral("unsafe_events"));
}

QString selectChannel(const char *table)
{
    return QStringLiteral("SELECT e.channel FROM filed f JOIN %1 e ON e.id = f.event WHERE f.name = ? LIMIT 1")
        .arg(QString::fromLatin1(table));
}

std::chrono::system_clock::time_point timeOf(qint64 milliseconds)
{
    return std::chrono::system_clock::time_point(std::chrono::milliseconds(milliseconds));
}

} // namespace

SqliteLook::SqliteLook(SqliteFile &file, const SqliteHistory &history)
    : m_file(file),
      m_history(history),
      m_olderOfName(history.ofName(m_file, Brief, "DESC")),
      m_newerOfName(history.ofName(m_file, Brief, "ASC")),
      m_older(m_file, SqliteHistory::ofAll(Brief, "DESC")),
      m_newer(m_file, SqliteHistory::ofAll(Brief, "ASC")),
      m_whole(m_file, selectRest("body")),
      m_beginning(m_file, selectRest("substr(body, 1, ?)")),
      m_filed(filing("filed")),
      m_channelOfSafe(m_file, selectChannel("events")),
      m_channelOfUnsafe(m_file, selectChannel("unsafe_events")),
      m_totals(m_file, QStringLiteral("SELECT sum(events), sum(bytes) FROM shelves")),
      m_oldestId(m_file,
                 QStringLiteral("SELECT min(id) FROM (SELECT min(id) AS id FROM events UNION ALL SELECT min(id) "
                                "FROM unsafe_events)"))
{
    if (m_history.hasOld())
        m_heard.emplace(filing("heard"));
}

SqliteLook::Filing SqliteLook::filing(const char *table) const
{
    const QString name = QString::fromLatin1(table);
    return { { m_file, QStringLiteral("SELECT name FROM %1 WHERE name > ? ORDER BY name LIMIT 1").arg(name) },
             { m_file, QStringLiteral("SELECT count(*), coalesce(max(event), 0), coalesce(sum(event >= ?), 0) FROM "
                                      "(SELECT event FROM %1 WHERE name = ? AND event > ? AND event <= ? "
                                      "ORDER BY event LIMIT ?)")
                           .arg(name) },
             { m_file, QStringLiteral("SELECT ((event >> 20) - ?) / 60000, count(*) FROM %1 WHERE name = ? AND "
                                      "event > ? AND event <= ? GROUP BY 1")
                           .arg(name) } };
}

SqliteStatement &SqliteLook::rowsOf(const Look &look, const Looking &looking)
{
    const qint64 after = looking.after().value;
    const qint64 before = looking.before().value;
    const QByteArrayView name = look.channel ? nameToRead(*look.channel) : QByteArrayView();
    if (name.isEmpty())
        return SqliteHistory::runOfAll(looking.isOlder() ? m_older : m_newer, after, before);
    return m_history.runOfName(looking.isOlder() ? m_olderOfName : m_newerOfName, name, after, before);
}

View SqliteLook::look(const Look &look, EventId head)
{
    try {
        Looking looking(look, head, look.notBefore ? sqliteschema::clockOf(m_file) : LogClock());
        SqliteStatement &rows = rowsOf(look, looking);
        bool isEnd = false;
        while (!isEnd && !looking.isEnough()) {
            if (!rows.next()) {
                isEnd = true;
                break;
            }
            Event event;
            event.id = { rows.number(0) };
            event.time = timeOf(rows.number(1));
            event.channel = rows.bytes(2);
            event.replayOf = { rows.number(3) };
            const qint64 size = rows.number(4);
            if (!looking.mayMatch(event))
                continue;
            SqliteStatement &rest = looking.needsWholeBody() ? m_whole.run(event.id.value, event.id.value)
                                                             : m_beginning.run(look.bodyPrefix, event.id.value,
                                                                               look.bodyPrefix, event.id.value);
            if (rest.next()) {
                event.method = rest.bytes(0);
                event.query = rest.bytes(1);
                event.headers = Headers::fromBytes(rest.bytes(2));
                event.remote = rest.bytes(3);
                event.body = rest.bytes(4);
                // SQLite reads all of a value to give its beginning.
                looking.spend(size + event.headers.bytes().size());
                looking.judge(std::move(event), size);
            }
            rest.finish();
        }
        rows.finish();
        return looking.finish(isEnd);
    } catch (const SqliteError &error) {
        for (SqliteStatement *statement : { &m_older, &m_newer, &m_whole, &m_beginning })
            statement->finish();
        m_olderOfName.finish();
        m_newerOfName.finish();
        View view;
        view.error = error.text();
        return view;
    }
}

/// On to the next name under which something is filed. False: there is none.
bool SqliteLook::goToNext(Census::Place &place)
{
    if (!place.isOld) {
        SqliteStatement &next = m_filed.nextName.run(place.number);
        const bool isThere = next.next();
        if (isThere)
            place.number = next.number(0);
        next.finish();
        if (isThere || !m_heard)
            return isThere;
        place.isOld = true;
    }
    SqliteStatement &next = m_heard->nextName.run(QByteArrayView(place.name));
    const bool isThere = next.next();
    if (isThere)
        place.name = next.bytes(0);
    next.finish();
    return isThere;
}

/// The channel that is filed under this number; empty where nothing is, by now.
QByteArray SqliteLook::channelOf(qint64 number)
{
    SqliteStatement &row =
        (NameNumbers::trustOf(number) == Trust::Unsafe ? m_channelOfUnsafe : m_channelOfSafe).run(number);
    const QByteArray channel = row.next() ? row.bytes(0) : QByteArray();
    row.finish();
    return channel;
}

/// Counts some of the events of one channel; returns how many.
qint64 SqliteLook::countPiece(Census &census, const Census::Place &from, const Census::Terms &terms,
                              const LogClock &clock)
{
    SqliteStatement &counted =
        from.isOld ? m_heard->count.run(terms.today.value, QByteArrayView(from.name), from.id.value, terms.upTo.value,
                                        CountAStep)
                   : m_filed.count.run(terms.today.value, from.number, from.id.value, terms.upTo.value, CountAStep);
    Census::Channel channel;
    if (counted.next()) {
        channel.events = counted.number(0);
        channel.last = { counted.number(1) };
        channel.today = counted.number(2);
    }
    counted.finish();
    if (channel.events == 0)
        return 0;
    channel.name = from.isOld ? from.name : channelOf(from.number);
    channel.time = clock.timeOf(channel.last);
    if (channel.last >= terms.hour)
        countMinutes(channel, from, terms, clock);
    const qint64 events = channel.events;
    census.channels.push_back(std::move(channel));
    return events;
}

/// From step to step of the clock: in between, minutes are told by ids.
void SqliteLook::countMinutes(Census::Channel &channel, const Census::Place &from, const Census::Terms &terms,
                              const LogClock &clock)
{
    for (qint64 after = std::max(from.id.value, terms.hour.value - 1); after < channel.last.value;) {
        qint64 upTo = channel.last.value;
        qint64 ahead = 0;
        for (const LogClock::Step &step : clock.steps()) {
            if (step.from.value <= after + 1)
                ahead = step.ahead.count();
            else
                upTo = std::min(upTo, step.from.value - 1);
        }
        SqliteStatement &minutes = from.isOld ? m_heard->minutes.run(ahead, QByteArrayView(from.name), after, upTo)
                                              : m_filed.minutes.run(ahead, from.number, after, upTo);
        while (minutes.next())
            channel.minutes.emplace_back(minutes.number(0), minutes.number(1));
        minutes.finish();
        after = upTo;
    }
}

Census SqliteLook::count(const Census::Place &from, const Census::Terms &terms)
{
    Census census;
    census.next = from;
    try {
        const LogClock clock = sqliteschema::clockOf(m_file);
        qint64 counted = 0;
        for (int names = 0; names < NamesAStep && counted < CountAStep; ++names) {
            Census::Place &place = census.next;
            if (place.id == EventId()) {
                census.isEnd = !goToNext(place);
                if (census.isEnd)
                    break;
                if (place.isOld ? place.name.endsWith('/') : NameNumbers::isPrefix(place.number))
                    continue;
            }
            const qint64 piece = countPiece(census, place, terms, clock);
            counted += piece;
            place.id = piece == CountAStep ? census.channels.back().last : EventId();
        }
    } catch (const SqliteError &error) {
        for (Filing *filing : { &m_filed, m_heard ? &*m_heard : &m_filed }) {
            for (SqliteStatement *statement : { &filing->nextName, &filing->count, &filing->minutes })
                statement->finish();
        }
        m_channelOfSafe.finish();
        m_channelOfUnsafe.finish();
        census.error = error.text();
    }
    return census;
}

Holdings SqliteLook::weigh()
{
    Holdings holdings;
    try {
        if (m_totals.run().next()) {
            holdings.events = m_totals.number(0);
            holdings.bytes = m_totals.number(1);
        }
        m_totals.finish();
        if (m_oldestId.run().next() && m_oldestId.number(0) > 0)
            holdings.oldest = sqliteschema::clockOf(m_file).timeOf({ m_oldestId.number(0) });
        m_oldestId.finish();
    } catch (const SqliteError &error) {
        m_totals.finish();
        m_oldestId.finish();
        holdings.error = error.text();
    }
    return holdings;
}

} // namespace hookbot
