#include "broker/log/sqlitesearch.h"

#include "broker/event/eventrules.h"
#include "broker/log/filing.h"
#include "broker/log/storedevent.h"

namespace hookbot {

namespace {

/// Maximum for one step of counting: some milliseconds' work.
constexpr qint64 CountAStep = 20'000;
constexpr int NamesAStep = 300;

/// After the id: the columns that are short.
constexpr const char *Brief = "e.time, e.channel, e.replay_of, length(e.body)";

/// The beginning of an empty body is NULL to SQLite.
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

} // namespace

SqliteSearch::SqliteSearch(SqliteFile &file, const SqliteHistory &history)
    : m_file(file),
      m_history(history),
      m_olderOfName(history.ofName(m_file, Brief, "DESC")),
      m_newerOfName(history.ofName(m_file, Brief, "ASC")),
      m_older(m_file, SqliteHistory::ofAll(Brief, "DESC")),
      m_newer(m_file, SqliteHistory::ofAll(Brief, "ASC")),
      m_whole(m_file, selectRest("body")),
      m_beginning(m_file, selectRest("coalesce(substr(body, 1, ?), body)")),
      m_filed(filing("filed")),
      m_channelOfSafe(m_file, selectChannel("events")),
      m_channelOfUnsafe(m_file, selectChannel("unsafe_events")),
      m_totals(m_file, QStringLiteral(
                           "SELECT sum(min(max(events, 0), 1 << 50)), sum(min(max(bytes, 0), 1 << 50)) FROM shelves")),
      m_oldestId(m_file,
                 QStringLiteral("SELECT min(id) FROM (SELECT min(id) AS id FROM events UNION ALL SELECT min(id) "
                                "FROM unsafe_events)"))
{
    if (m_history.hasOld())
        m_heard.emplace(filing("heard"));
}

SqliteSearch::Filing SqliteSearch::filing(const char *table) const
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

SqliteStatement &SqliteSearch::rowsOf(const SearchTerms &terms, const SearchRun &run)
{
    const qint64 after = run.after().value;
    const qint64 before = run.before().value;
    const QByteArrayView name = terms.channel ? nameToRead(*terms.channel) : QByteArrayView();
    if (name.isEmpty())
        return SqliteHistory::runOfAll(run.isOlder() ? m_older : m_newer, after, before);
    return m_history.runOfName(run.isOlder() ? m_olderOfName : m_newerOfName, name, after, before);
}

SearchPage SqliteSearch::search(const SearchTerms &terms, EventId head)
{
    try {
        SearchRun run(terms, head, terms.notBefore ? sqliteschema::clockOf(m_file) : LogClock());
        SqliteStatement &rows = rowsOf(terms, run);
        bool isEnd = false;
        EventId last;
        while (!isEnd && !run.isEnough()) {
            if (!rows.next()) {
                isEnd = true;
                break;
            }
            auto event = stored::brief(rows);
            // The file may be damaged: out of order, a search would not end.
            const EventId id = stored::id(rows);
            const bool isInOrder = last == EventId() || (run.isOlder() ? id < last : id > last);
            if (!event || !isInOrder) {
                run.passOver(event ? DamagedEvent{ event->id, "id" } : event.error());
                continue;
            }
            last = id;
            const qint64 size = std::max<qint64>(rows.integer(4).value_or(0), 0);
            if (!run.mayMatch(*event))
                continue;
            SqliteStatement &rest = run.needsWholeBody()
                                        ? m_whole.run(id.value, id.value)
                                        : m_beginning.run(terms.bodyPrefix, id.value, terms.bodyPrefix, id.value);
            if (rest.next()) {
                const auto damage = stored::complete(*event, rest);
                // SQLite reads all of a value to return its beginning.
                run.spend(size + event->headers.bytes().size());
                if (damage)
                    run.noteDamaged(*damage);
                else
                    run.judge(*std::move(event), size);
            }
            rest.finish();
        }
        rows.finish();
        return run.finish(isEnd);
    } catch (const SqliteError &error) {
        for (SqliteStatement *statement : { &m_older, &m_newer, &m_whole, &m_beginning })
            statement->finish();
        m_olderOfName.finish();
        m_newerOfName.finish();
        SearchPage page;
        page.error = error.text();
        return page;
    }
}

/// Advances to the next name under which events are filed. False if there are no more.
bool SqliteSearch::goToNext(ChannelCounts::Continuation &at)
{
    if (!at.isOld) {
        SqliteStatement &next = m_filed.nextName.run(at.number);
        const bool isThere = next.next();
        const qint64 last = at.number;
        if (isThere)
            at.number = next.number(0);
        next.finish();
        if (isThere && at.number <= last) // out of order: it would never end
            throw SqliteError(damagedFile(m_file.path()));
        if (isThere || !m_heard)
            return isThere;
        at.isOld = true;
    }
    SqliteStatement &next = m_heard->nextName.run(QByteArrayView(at.name));
    const bool isThere = next.next();
    const QByteArray last = at.name;
    if (isThere)
        at.name = next.bytes(0);
    next.finish();
    if (isThere && at.name <= last) // out of order: it would never end
        throw SqliteError(damagedFile(m_file.path()));
    return isThere;
}

/// The channel that is filed under this number; empty if there are no events of it any more.
QByteArray SqliteSearch::channelOf(qint64 number)
{
    SqliteStatement &row =
        (NameNumbers::trustOf(number) == Trust::Unsafe ? m_channelOfUnsafe : m_channelOfSafe).run(number);
    QByteArray channel = row.next() ? row.bytes(0) : QByteArray();
    row.finish();
    return channel;
}

/// Counts some of the events of one channel. Returns their number.
qint64 SqliteSearch::countPiece(ChannelCounts &counts, const ChannelCounts::Continuation &from,
                                const ChannelCounts::Terms &terms, const LogClock &clock)
{
    SqliteStatement &counted =
        from.isOld ? m_heard->count.run(terms.today.value, QByteArrayView(from.name), from.id.value, terms.upTo.value,
                                        CountAStep)
                   : m_filed.count.run(terms.today.value, from.number, from.id.value, terms.upTo.value, CountAStep);
    ChannelCounts::Channel channel;
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
    channel.name = from.isOld ? from.name : channelOf(from.number);
    channel.time = clock.timeOf(channel.last);
    if (channel.last >= terms.hour)
        countMinutes(channel, from, terms, clock);
    const qint64 events = channel.events;
    counts.channels.push_back(std::move(channel));
    return events;
}

/// From step to step of the clock: in between, ids give the minutes.
void SqliteSearch::countMinutes(ChannelCounts::Channel &channel, const ChannelCounts::Continuation &from,
                                const ChannelCounts::Terms &terms, const LogClock &clock)
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

ChannelCounts SqliteSearch::count(const ChannelCounts::Continuation &from, const ChannelCounts::Terms &terms)
{
    ChannelCounts counts;
    counts.next = from;
    try {
        const LogClock clock = sqliteschema::clockOf(m_file);
        qint64 counted = 0;
        for (int names = 0; names < NamesAStep && counted < CountAStep; ++names) {
            ChannelCounts::Continuation &at = counts.next;
            if (at.id == EventId()) {
                counts.isEnd = !goToNext(at);
                if (counts.isEnd)
                    break;
                if (at.isOld ? (at.name.endsWith('/') || !isChannelName(at.name)) : NameNumbers::isPrefix(at.number))
                    continue;
            }
            const qint64 piece = countPiece(counts, at, terms, clock);
            counted += piece;
            at.id = piece == CountAStep ? counts.channels.back().last : EventId();
        }
    } catch (const SqliteError &error) {
        for (Filing *filing : { &m_filed, m_heard ? &*m_heard : &m_filed }) {
            for (SqliteStatement *statement : { &filing->nextName, &filing->count, &filing->minutes })
                statement->finish();
        }
        m_channelOfSafe.finish();
        m_channelOfUnsafe.finish();
        counts.error = error.text();
    }
    return counts;
}

LogTotals SqliteSearch::totals()
{
    LogTotals totals;
    try {
        if (m_totals.run().next()) {
            totals.events = std::max<qint64>(m_totals.number(0), 0);
            totals.bytes = std::max<qint64>(m_totals.number(1), 0);
        }
        m_totals.finish();
        if (m_oldestId.run().next() && m_oldestId.number(0) > 0)
            totals.oldest = sqliteschema::clockOf(m_file).timeOf({ m_oldestId.number(0) });
        m_oldestId.finish();
    } catch (const SqliteError &error) {
        m_totals.finish();
        m_oldestId.finish();
        totals.error = error.text();
    }
    return totals;
}

} // namespace hookbot
