#include "sqlitewriter.h"

#include "eventrules.h"
#include "fileidentity.h"
#include "hearing.h"
#include "storedevent.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QLoggingCategory>
#include <QtCore/QStringList>

#include <algorithm>
#include <limits>
#include <map>

namespace hookbot {

namespace {

/// How many events one step of pruning drops, at least where so many have to go.
constexpr qint64 EventsAStep = 128;

/// For how many names of a kind the log knows what was dropped, and how many more it forgets at once.
constexpr qint64 MostMarks = 100'000;
constexpr qint64 MarksAStep = 1000;

/// A free page is used again; only where this many of a file's pages are free is it made smaller.
constexpr qint64 FreeShare = 8; // one in eight
constexpr qint64 FreeAtLeast = 1024;
constexpr int PagesAStep = 64;

/// More than there can be; what a damaged total says is counted as this.
constexpr qint64 MostCounted = 1LL << 62;

Q_LOGGING_CATEGORY(lcWriter, "hookbot.log")

struct WriterText
{
    Q_DECLARE_TR_FUNCTIONS(SqliteLog)
};

QString removedText(const QString &path)
{
    return WriterText::tr("%1 was removed or replaced while in use: put it back, or start hookbot again").arg(path);
}

/// Throws SqliteError if it is another file by now.
void requireSame(const QString &path, const QByteArray &identity)
{
    if (fileIdentity(path) != identity)
        throw SqliteError(removedText(path));
}

qint64 flagOf(Trust trust)
{
    return trust == Trust::Unsafe ? 1 : 0;
}

} // namespace

struct SqliteWriter::Statements
{
    explicit Statements(const SqliteFile &file)
        : insert(file, QStringLiteral("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")),
          count(file, QStringLiteral("UPDATE shelves SET events = events + ?, bytes = bytes + ? WHERE is_unsafe = ?")),
          shelf(file, QStringLiteral("SELECT events, bytes, pruned FROM shelves WHERE is_unsafe = ?")),
          oldestSafe(file, QStringLiteral("SELECT id, channel, length(body) + length(headers) + length(query) FROM "
                                          "events WHERE id > ? AND id < ? AND substr(channel, 1, 1) IS NOT x'2f' "
                                          "ORDER BY id LIMIT ?")),
          oldestUnsafe(file, QStringLiteral("SELECT e.id, e.channel, length(e.body) + length(e.headers) + "
                                            "length(e.query) FROM heard h JOIN events e ON e.id = h.event WHERE "
                                            "h.name = CAST('/unsafe/' AS BLOB) AND h.event > ? AND h.event < ? "
                                            "ORDER BY h.event LIMIT ?")),
          remove(file, QStringLiteral("DELETE FROM events WHERE id = ?")),
          unfile(file, QStringLiteral("DELETE FROM heard WHERE name = ? AND event <= ?")),
          markPruned(file, QStringLiteral("UPDATE shelves SET pruned = ? WHERE is_unsafe = ?")),
          markDropped(file, QStringLiteral("INSERT INTO dropped VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET event = "
                                           "excluded.event")),
          countMarks(file, QStringLiteral("SELECT count(*) FROM dropped WHERE (substr(name, 1, 1) IS x'2f') = ?")),
          oldestMarks(file, QStringLiteral("SELECT name, event FROM dropped WHERE (substr(name, 1, 1) IS x'2f') = ? "
                                           "ORDER BY event LIMIT ?")),
          forgetMark(file, QStringLiteral("DELETE FROM dropped WHERE name = ?")),
          keepPlace(file, QStringLiteral("INSERT INTO places VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET event = "
                                         "excluded.event")),
          places(file, QStringLiteral("SELECT name, event FROM places")),
          markForgotten(file, QStringLiteral("UPDATE shelves SET forgotten = max(forgotten, ?) WHERE is_unsafe = ?"))
    {
        for (size_t names = 1; names <= fileUnder.size(); ++names) {
            // The id is that of the row inserted last; to bind it costs Qt as much as a row costs SQLite.
            const QStringList rows(qsizetype(names), QStringLiteral("(?, last_insert_rowid())"));
            fileUnder[names - 1].emplace(file,
                                         QStringLiteral("INSERT INTO heard VALUES ") + rows.join(QStringLiteral(", ")));
        }
    }

    SqliteStatement insert;
    SqliteStatement count;
    SqliteStatement shelf;
    SqliteStatement oldestSafe;
    SqliteStatement oldestUnsafe;
    SqliteStatement remove;
    SqliteStatement unfile;
    SqliteStatement markPruned;
    SqliteStatement markDropped;
    SqliteStatement countMarks;
    SqliteStatement oldestMarks;
    SqliteStatement forgetMark;
    SqliteStatement keepPlace;
    SqliteStatement places;
    SqliteStatement markForgotten;
    std::array<std::optional<SqliteStatement>, MostPrefixes + 1> fileUnder; ///< one name, two names...
};

SqliteWriter::SqliteWriter(const QString &path, Sync sync, Retention retention, Now now)
    : m_retention(retention),
      m_now(std::move(now)),
      m_claim(LogClaim::forServer(path)),
      m_file(path, sync)
{
    begin(true);
}

SqliteWriter::SqliteWriter(const QString &path, Sync sync, Retention retention, Now now,
                           std::shared_ptr<LogClaim> claim, EventId head)
    : m_retention(retention),
      m_now(std::move(now)),
      m_claim(std::move(claim)),
      m_file((requireSame(path, m_claim->identity()), path), sync)
{
    begin(true);
    m_head = std::max(m_head, head);
}

SqliteWriter::SqliteWriter(const QString &path, Retention retention, Now now)
    : m_retention(retention),
      m_now(std::move(now)),
      m_claim(LogClaim::forPruning(path)),
      m_file(path, Sync::Normal)
{
    begin(false);
}

SqliteWriter::~SqliteWriter()
{
    if (m_watch && m_watch->isCut())
        m_watch->forgetIndex(); // or to close the file would move the holes of the -wal into it
}

void SqliteWriter::begin(bool isServer)
{
    m_identity = m_claim->identity();
    requireSame(m_file.path(), m_identity);
    if (isServer)
        m_watch = WalWatch::start(m_file.path());
    if (m_watch && m_watch->isCut())
        readAgain();
    try {
        if (isServer)
            m_file.run("PRAGMA wal_checkpoint(PASSIVE)"); // a new log is in the file from its beginning
    } catch (const SqliteError &) { // the disk may be full, and what there is can be read all the same
    }
    m_statements = std::make_unique<Statements>(m_file);
    // Of a log that is empty by now, the last id is the last that was dropped.
    // An id that cannot be one is damage, and none could follow it.
    for (const char *sql : { "SELECT id FROM events ORDER BY id DESC LIMIT 1000", "SELECT pruned FROM shelves" }) {
        SqliteStatement rows(m_file, QString::fromLatin1(sql));
        rows.run();
        while (rows.next())
            m_head = std::max(m_head, stored::id(rows));
    }
    for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
        readShelf(trust);
        m_marks[trust] = m_statements->countMarks.run(flagOf(trust)).next() ? m_statements->countMarks.number(0) : 0;
        m_statements->countMarks.finish();
    }
}

std::map<QByteArray, EventId> SqliteWriter::places()
{
    std::map<QByteArray, EventId> found;
    SqliteStatement &rows = m_statements->places.run();
    while (rows.next()) {
        const auto name = rows.blob(0);
        const EventId upTo{ rows.integer(1).value_or(-1) };
        if (name && (upTo == EventId() || isPlausible(upTo)))
            found[*name] = upTo;
        else
            qCWarning(lcWriter, "%s: a router's place in it is damaged: that router continues at the end of the log",
                      qUtf8Printable(m_file.path()));
    }
    rows.finish();
    return found;
}

tl::expected<std::vector<EventPtr>, QString> SqliteWriter::append(std::vector<EventLog::Batch> batches)
{
    if (fileIdentity(m_file.path()) != m_identity)
        return tl::unexpected(removedText(m_file.path()));
    if (m_isAmiss)
        return tl::unexpected(amissText());
    if (m_watch)
        m_watch->mendIndex();
    std::vector<EventPtr> events;
    events.reserve(batches.size());
    EventId last = m_head;
    for (EventLog::Batch &batch : batches) {
        for (Draft &draft : batch.drafts) {
            auto event = std::make_shared<Event>();
            static_cast<Draft &>(*event) = std::move(draft);
            last = EventId::next(last, m_now());
            event->id = last;
            events.push_back(std::move(event));
        }
    }
    try {
        SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
        if (!isSound()) // looked at while nobody else can write
            return tl::unexpected(amissText());
        ByTrust<Shelf> added;
        for (const EventPtr &event : events) {
            insert(*event);
            Shelf &shelf = added[trustOf(event->channel)];
            ++shelf.events;
            shelf.bytes += weightOf(*event);
        }
        for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
            if (added[trust].events > 0)
                m_statements->count.run(added[trust].events, added[trust].bytes, flagOf(trust));
        }
        for (const EventLog::Batch &batch : batches) {
            if (batch.place)
                m_statements->keepPlace.run(QByteArrayView(batch.place->name), batch.place->upTo.value);
        }
        transaction.commit();
        m_head = last; // in any case: an id that was committed is never used again
        // What went into files that are gone is on the disk only if it is saved from there before the answer.
        if (!isSound() && (m_watch->isCut() || !mend()))
            return tl::unexpected(amissText());
        if (fileIdentity(m_file.path()) != m_identity)
            return tl::unexpected(removedText(m_file.path()));
        for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
            m_shelves[trust].events += added[trust].events;
            m_shelves[trust].bytes += added[trust].bytes;
        }
    } catch (const SqliteError &error) {
        return tl::unexpected(error.text());
    }
    return events;
}

/// Whether what SQLite commits is where it will be looked for; it stays amiss until it is mended.
bool SqliteWriter::isSound()
{
    m_isAmiss = m_isAmiss || (m_watch && (m_watch->isGone() || m_watch->isCut()));
    return !m_isAmiss;
}

QString SqliteWriter::amissText() const
{
    return WriterText::tr(
               "%1-wal or %1-shm was removed, replaced or cut while in use; what can be saved of it is saved, "
               "and then events are taken again: leave these files alone while hookbot runs")
        .arg(m_file.path());
}

tl::expected<bool, QString> SqliteWriter::mend()
{
    if (fileIdentity(m_file.path()) != m_identity)
        return tl::unexpected(removedText(m_file.path()));
    try {
        if (m_watch->isCut()) {
            try {
                readAgain();
            } catch (const SqliteError &error) { // where it was all there was, there is no log left in the file
                qCCritical(lcWriter, "the -wal was cut while in use, and little can be saved: %s",
                           qUtf8Printable(error.text()));
            }
            m_isToReopen = true;
        }
        if (!m_watch->isGone()) {
            m_isAmiss = m_isToReopen;
            return m_isToReopen;
        }
        if (m_file.number("PRAGMA wal_checkpoint(TRUNCATE)") != 0)
            return tl::unexpected(WriterText::tr("%1: another program keeps it locked").arg(m_file.path()));
        if (!m_watch->setAside())
            return tl::unexpected(
                WriterText::tr("%1-wal is another file, and cannot be renamed: move it away").arg(m_file.path()));
    } catch (const SqliteError &error) {
        return tl::unexpected(error.text());
    }
    return true;
}

/// Has SQLite find out what is left in a -wal that was cut. Throws SqliteError.
void SqliteWriter::readAgain()
{
    m_watch->forgetIndex();
    const SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
    const EventId last{ m_file.number("SELECT coalesce(max(id), 0) FROM events") };
    if (last < m_head)
        qCCritical(lcWriter, "%s-wal was cut while in use: the events after %lld, up to %lld, are lost",
                   qUtf8Printable(m_file.path()), static_cast<long long>(last.value),
                   static_cast<long long>(m_head.value));
    if (m_statements) {
        readShelf(Trust::Safe);
        readShelf(Trust::Unsafe);
    }
}

void SqliteWriter::insert(const Event &event)
{
    const qint64 time = std::chrono::duration_cast<std::chrono::milliseconds>(event.time.time_since_epoch()).count();
    m_statements->insert.run(event.id.value, time, QByteArrayView(event.channel), QByteArrayView(event.method),
                             QByteArrayView(event.query), QByteArrayView(event.headers.bytes()),
                             QByteArrayView(event.remote), event.replayOf.value, QByteArrayView(event.body));
    const std::vector<QByteArrayView> names = namesHearing(event.channel);
    SqliteStatement &fileUnder = *m_statements->fileUnder[names.size() - 1];
    int position = 0;
    for (const QByteArrayView name : names)
        fileUnder.bind(position++, name);
    fileUnder.execute();
}

void SqliteWriter::readShelf(Trust trust)
{
    SqliteStatement &statement = m_statements->shelf.run(flagOf(trust));
    if (statement.next()) {
        const auto bounded = [&statement](int column) {
            return std::clamp<qint64>(statement.number(column), 0, MostCounted);
        };
        m_shelves[trust] = { bounded(0), bounded(1), { bounded(2) } };
    }
    statement.finish();
}

bool SqliteWriter::isOverdue() const
{
    constexpr qint64 Share = 64; // of the bytes
    for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
        const Shelf &shelf = m_shelves[trust];
        const qint64 bytes = m_retention.bytesOf(trust);
        if (shelf.events - EventsAStep > m_retention.eventsOf(trust) || shelf.bytes - bytes > bytes / Share)
            return true;
    }
    return false;
}

tl::expected<bool, QString> SqliteWriter::prune()
{
    if (m_watch)
        m_watch->mendIndex();
    if (!isSound())
        return tl::unexpected(amissText());
    try {
        return drop(Trust::Unsafe) || drop(Trust::Safe) || forget(Trust::Unsafe) || forget(Trust::Safe) || giveBack();
    } catch (const SqliteError &error) {
        return tl::unexpected(error.text());
    }
}

/// Drops the oldest that are beyond the retention, so many as one step takes. False: none is.
bool SqliteWriter::drop(Trust trust)
{
    // From before we look: what another process drops meanwhile must not be dropped a second time, out of the rest.
    SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
    readShelf(trust);
    const Shelf &shelf = m_shelves[trust];
    const EventId oldestKept = EventId::atTime(m_now() - m_retention.age);
    const bool isTooMuch = shelf.events > m_retention.eventsOf(trust) || shelf.bytes > m_retention.bytesOf(trust);
    const qint64 before = isTooMuch ? std::numeric_limits<qint64>::max() : oldestKept.value;
    std::vector<qint64> ids;
    std::map<QByteArray, qint64> lastUnder; // name, highest id
    qint64 bytes = 0;
    SqliteStatement &oldest = trust == Trust::Unsafe ? m_statements->oldestUnsafe : m_statements->oldestSafe;
    oldest.run(shelf.pruned.value, before, eventsAStep(trust));
    while (oldest.next()) {
        const qint64 id = oldest.number(0);
        if (shelf.events - qint64(ids.size()) <= m_retention.eventsOf(trust) &&
            shelf.bytes - bytes <= m_retention.bytesOf(trust) && id >= oldestKept.value)
            break;
        ids.push_back(id);
        const QByteArray channel = oldest.bytes(1);
        bytes += weightOf(channel.size() + oldest.number(2));
        for (const QByteArrayView name : namesHearing(channel))
            lastUnder[name.toByteArray()] = id;
    }
    oldest.finish();
    if (ids.empty())
        return false;
    for (const qint64 id : ids)
        m_statements->remove.run(id);
    for (const auto &[name, last] : lastUnder) {
        m_statements->unfile.run(QByteArrayView(name), last);
        m_statements->markDropped.run(QByteArrayView(name), last);
    }
    m_marks[trust] += qint64(lastUnder.size());
    m_statements->count.run(-qint64(ids.size()), -bytes, flagOf(trust));
    m_statements->markPruned.run(ids.back(), flagOf(trust));
    transaction.commit();
    readShelf(trust);
    return true;
}

/// How many events one step drops at most. Where very many are too many, larger steps: or pruning would not keep up
/// with who publishes.
qint64 SqliteWriter::eventsAStep(Trust trust) const
{
    constexpr qint64 Share = 8;
    const Shelf &shelf = m_shelves[trust];
    const qint64 weight = std::max<qint64>(shelf.bytes / std::max<qint64>(shelf.events, 1), 1);
    const qint64 tooMany =
        std::max(shelf.events - m_retention.eventsOf(trust), (shelf.bytes - m_retention.bytesOf(trust)) / weight);
    return std::max(EventsAStep, tooMany / Share);
}

/// Forgets for some names what was dropped of them, where they are very many: the log then says so for all that it does
/// not know. Names of the one kind never make it forget those of the other. False: they are not.
bool SqliteWriter::forget(Trust trust)
{
    qint64 &marks = m_marks[trust]; // or more than there are: names come again
    if (marks <= MostMarks)
        return false;
    SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
    marks = m_statements->countMarks.run(flagOf(trust)).next() ? m_statements->countMarks.number(0) : 0;
    m_statements->countMarks.finish();
    if (marks <= MostMarks)
        return false;
    std::vector<QByteArray> names;
    qint64 last = 0;
    SqliteStatement &oldest = m_statements->oldestMarks.run(flagOf(trust), marks - MostMarks + MarksAStep);
    while (oldest.next()) {
        names.push_back(oldest.bytes(0));
        last = oldest.number(1);
    }
    oldest.finish();
    for (const QByteArray &name : names)
        m_statements->forgetMark.run(QByteArrayView(name));
    m_statements->markForgotten.run(last, flagOf(trust));
    transaction.commit();
    marks -= qint64(names.size());
    return true;
}

/// Makes the file smaller by a few pages where many are free. False: few are, or it cannot be made smaller, as one that
/// another program has made.
bool SqliteWriter::giveBack()
{
    const qint64 free = m_file.number("PRAGMA freelist_count");
    if (free < FreeAtLeast || free < m_file.number("PRAGMA page_count") / FreeShare) {
        if (std::exchange(m_isToCut, false))
            m_file.run("PRAGMA wal_checkpoint(PASSIVE)"); // it is this that cuts the file
        return false;
    }
    // One at a time: the pragma gives back a page with each of its steps, and Qt takes the first step alone.
    SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
    for (int i = 0; i < PagesAStep; ++i)
        m_file.run("PRAGMA incremental_vacuum(1)");
    transaction.commit();
    const bool isSmaller = m_file.number("PRAGMA freelist_count") < free;
    m_isToCut |= isSmaller;
    return isSmaller;
}

} // namespace hookbot
