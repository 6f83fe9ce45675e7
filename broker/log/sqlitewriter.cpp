#include "broker/log/sqlitewriter.h"

#include "broker/event/eventrules.h"
#include "broker/locks/fileidentity.h"
#include "broker/log/filing.h"
#include "broker/log/sqliteschema.h"
#include "broker/log/sqlitestatement.h"
#include "broker/log/storedevent.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QLoggingCategory>
#include <QtCore/QStringList>

#include <array>

namespace hookbot {

namespace {

Q_LOGGING_CATEGORY(lcWriter, "hookbot.log")

struct WriterText
{
    Q_DECLARE_TR_FUNCTIONS(SqliteLog)
};

QString removedText(const QString &path)
{
    return WriterText::tr("%1 was removed or replaced while in use: put it back, or start hookbot again").arg(path);
}

/// Throws SqliteError if the path names another file now.
void requireSame(const QString &path, const QByteArray &identity)
{
    if (fileIdentity(path) != identity)
        throw SqliteError(removedText(path));
}

} // namespace

struct SqliteWriter::Statements
{
    explicit Statements(const SqliteFile &file)
        : insertSafe(file, QStringLiteral("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")),
          insertUnsafe(file, QStringLiteral("INSERT INTO unsafe_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")),
          count(file, QStringLiteral("UPDATE shelves SET events = min(max(events, 0), 1 << 50) + ?, bytes = "
                                     "min(max(bytes, 0), 1 << 50) + ?, room_in = ? WHERE "
                                     "is_unsafe = ?")),
          keepPosition(file, QStringLiteral("INSERT INTO places VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET event = "
                                            "excluded.event")),
          positions(file, QStringLiteral("SELECT name, event FROM places")),
          forgetSteps(file, QStringLiteral("DELETE FROM clock")),
          keepStep(file, QStringLiteral("INSERT INTO clock VALUES (?, ?, ?)"))
    {
        for (size_t names = 1; names <= fileUnder.size(); ++names) {
            // The id is that of the row inserted last; binding it costs Qt as much as a row costs SQLite.
            const QStringList rows(qsizetype(names), QStringLiteral("(?, last_insert_rowid())"));
            fileUnder[names - 1].emplace(file, QStringLiteral("INSERT OR IGNORE INTO filed VALUES ") +
                                                   rows.join(QStringLiteral(", ")));
        }
    }

    SqliteStatement insertSafe;
    SqliteStatement insertUnsafe;
    SqliteStatement count;
    SqliteStatement keepPosition;
    SqliteStatement positions;
    SqliteStatement forgetSteps;
    SqliteStatement keepStep;
    std::array<std::optional<SqliteStatement>, MostPrefixes + 1> fileUnder; ///< one name, two names...
};

SqliteWriter::SqliteWriter(const QString &path, Sync sync, Retention retention, Now now)
    : m_keepFor(retention.age),
      m_now(std::move(now)),
      m_claim(LogClaim::forServer(path)),
      m_file(path, sync),
      m_numbers(sqliteschema::numbersOf(m_file)),
      m_pruning(m_file, m_numbers, retention)
{
    begin(true);
    observeClock();
}

SqliteWriter::SqliteWriter(const QString &path, Sync sync, Retention retention, Now now,
                           std::shared_ptr<LogClaim> claim, EventId head)
    : m_keepFor(retention.age),
      m_now(std::move(now)),
      m_claim(std::move(claim)),
      m_file((requireSame(path, m_claim->identity()), path), sync),
      m_numbers(sqliteschema::numbersOf(m_file)),
      m_pruning(m_file, m_numbers, retention)
{
    begin(true);
    m_head = std::max(m_head, head);
    observeClock();
}

SqliteWriter::SqliteWriter(const QString &path, Retention retention, Now now)
    : m_keepFor(retention.age),
      m_now(std::move(now)),
      m_claim(LogClaim::forPruning(path)),
      m_file(path, Sync::Normal),
      m_numbers(sqliteschema::numbersOf(m_file)),
      m_pruning(m_file, m_numbers, retention)
{
    begin(false);
}

SqliteWriter::~SqliteWriter()
{
    if (m_watch && m_watch->isCut())
        m_watch->forgetIndex(); // or closing the file would move the holes of the -wal into it
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
    } catch (const SqliteError &) {                       // the disk may be full, and what there is can still be read
    }
    m_statements = std::make_unique<Statements>(m_file);
    m_isServer = isServer;
    m_head = sqliteschema::headOf(m_file);
    m_logClock = sqliteschema::clockOf(m_file);
}

/// The clock may have been set back or forward, also while nobody publishes.
void SqliteWriter::observeClock()
{
    LogClock clock = m_logClock;
    clock.observe(m_head, m_now());
    if (clock == m_logClock)
        return;
    SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
    keepClock(clock);
    transaction.commit();
    m_logClock = std::move(clock);
}

/// Inside a transaction: stores the clock's steps if there are new ones.
void SqliteWriter::keepClock(const LogClock &clock)
{
    if (clock == m_logClock)
        return;
    m_statements->forgetSteps.run();
    for (const LogClock::Step &step : clock.steps()) {
        m_statements->keepStep.run(
            step.from.value, qint64(step.ahead.count()),
            qint64(std::chrono::duration_cast<std::chrono::milliseconds>(step.since.time_since_epoch()).count()));
    }
}

std::map<QByteArray, EventId> SqliteWriter::positions()
{
    std::map<QByteArray, EventId> found;
    SqliteStatement &rows = m_statements->positions.run();
    while (rows.next()) {
        const auto name = rows.blob(0);
        const EventId upTo{ rows.integer(1).value_or(-1) };
        if (name && (upTo == EventId() || isPlausible(upTo)))
            found[*name] = upTo;
        else
            qCWarning(lcWriter, "%s: a router's position in it is damaged: that router continues at the end of the log",
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
    LogClock clock = m_logClock;
    for (EventLog::Batch &batch : batches) {
        for (Draft &draft : batch.drafts) {
            auto event = std::make_shared<Event>();
            static_cast<Draft &>(*event) = std::move(draft);
            last = clock.next(last, m_now());
            event->id = last;
            events.push_back(std::move(event));
        }
    }
    try {
        SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
        if (!isSound()) // checked while no other process can write
            return tl::unexpected(amissText());
        ByTrust<SqlitePartition> added;
        for (const Trust trust : { Trust::Safe, Trust::Unsafe })
            added[trust].in = m_pruning.partition(trust).in;
        for (const EventPtr &event : events) {
            SqlitePartition &partition = added[trustOf(event->channel)];
            ++partition.events;
            insert(*event);
            partition.bytes += partition.in.take(sizeOf(*event));
        }
        for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
            const SqlitePartition &partition = added[trust];
            if (partition.events > 0)
                m_statements->count.run(partition.events, partition.bytes, partition.in.room(), flagOf(trust));
        }
        keepClock(clock);
        for (const EventLog::Batch &batch : batches) {
            if (batch.position)
                m_statements->keepPosition.run(QByteArrayView(batch.position->name), batch.position->upTo.value);
        }
        transaction.commit();
        m_head = last; // in any case: an id that was committed is never reused
        for (const Trust trust : { Trust::Safe, Trust::Unsafe })
            m_pruning.added(trust, added[trust].events, added[trust].bytes, added[trust].in);
        m_logClock = std::move(clock);
        // Events in removed files are on the disk only if they are saved from there before the answer.
        if (!isSound() && (m_watch->isCut() || !mend()))
            return tl::unexpected(amissText());
        if (fileIdentity(m_file.path()) != m_identity)
            return tl::unexpected(removedText(m_file.path()));
    } catch (const SqliteError &error) {
        return tl::unexpected(error.text());
    }
    return events;
}

/// Whether SQLite's commits go where they will be found. False until mend() has succeeded.
bool SqliteWriter::isSound()
{
    m_isAmiss = m_isAmiss || (m_watch && (m_watch->isGone() || m_watch->isCut()));
    return !m_isAmiss;
}

QString SqliteWriter::amissText() const
{
    return WriterText::tr(
               "%1-wal or %1-shm was removed, replaced or cut while in use; what can be saved of it is saved, "
               "and then events are accepted again: leave these files alone while hookbot runs")
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
            } catch (const SqliteError &error) { // if the -wal was all there was, the file has no log any more
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

/// Makes SQLite find out what is left in a -wal that was cut. Throws SqliteError.
void SqliteWriter::readAgain()
{
    m_watch->forgetIndex();
    const SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
    const EventId last = sqliteschema::headOf(m_file);
    if (last < m_head)
        qCCritical(lcWriter, "%s-wal was cut while in use: the events after %lld, up to %lld, are lost",
                   qUtf8Printable(m_file.path()), static_cast<long long>(last.value),
                   static_cast<long long>(m_head.value));
    m_pruning.readAgain();
}

void SqliteWriter::insert(const Event &event)
{
    const qint64 time = std::chrono::duration_cast<std::chrono::milliseconds>(event.time.time_since_epoch()).count();
    (ChannelName(event.channel).isUnsafe() ? m_statements->insertUnsafe : m_statements->insertSafe)
        .run(event.id.value, time, QByteArrayView(event.channel), QByteArrayView(event.method),
             QByteArrayView(event.query), QByteArrayView(event.headers.bytes()), QByteArrayView(event.remote),
             event.replayOf.value, QByteArrayView(event.body));
    const std::vector<qint64> names = m_numbers.ofChannel(event.channel);
    SqliteStatement &fileUnder = *m_statements->fileUnder[names.size() - 1];
    int position = 0;
    for (const qint64 name : names)
        fileUnder.bind(position++, name);
    fileUnder.execute();
}

tl::expected<bool, QString> SqliteWriter::prune()
{
    if (m_watch)
        m_watch->mendIndex();
    if (!isSound())
        return tl::unexpected(amissText());
    try {
        if (m_isServer)
            observeClock();
        LogClock clock = m_logClock;
        clock.observe(m_head, m_now());
        return m_pruning.step(clock.positionAt(m_now() - m_keepFor));
    } catch (const SqliteError &error) {
        return tl::unexpected(error.text());
    }
}

} // namespace hookbot
