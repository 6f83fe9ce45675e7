#include "sqlitewriter.h"

#include "fileidentity.h"
#include "hearing.h"
#include "sqliteschema.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QStringList>

#include <array>

namespace hookbot {

namespace {

struct WriterText
{
    Q_DECLARE_TR_FUNCTIONS(SqliteLog)
};

/// Beside the file itself, by whatever link it is named.
std::unique_ptr<FileLock> lockBeside(const QString &path)
{
    const QFileInfo file(path);
    auto lock = FileLock::take((file.exists() ? file.canonicalFilePath() : path) + QStringLiteral(".lock"));
    if (!lock)
        throw SqliteError(QStringLiteral("%1: %2").arg(path, lock.error()));
    return std::move(*lock);
}

} // namespace

struct SqliteWriter::Statements
{
    explicit Statements(const SqliteFile &file)
        : insertSafe(file, QStringLiteral("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")),
          insertUnsafe(file, QStringLiteral("INSERT INTO unsafe_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")),
          count(file, QStringLiteral("UPDATE shelves SET events = events + ?, bytes = bytes + ?, room_in = ? WHERE "
                                     "is_unsafe = ?")),
          keepPlace(file, QStringLiteral("INSERT INTO places VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET event = "
                                         "excluded.event")),
          places(file, QStringLiteral("SELECT name, event FROM places")),
          forgetSteps(file, QStringLiteral("DELETE FROM clock")),
          keepStep(file, QStringLiteral("INSERT INTO clock VALUES (?, ?, ?)"))
    {
        for (size_t names = 1; names <= fileUnder.size(); ++names) {
            // The id is that of the row inserted last; to bind it costs Qt as much as a row costs SQLite.
            const QStringList rows(qsizetype(names), QStringLiteral("(?, last_insert_rowid())"));
            fileUnder[names - 1].emplace(file, QStringLiteral("INSERT OR IGNORE INTO filed VALUES ") +
                                                   rows.join(QStringLiteral(", ")));
        }
    }

    SqliteStatement insertSafe;
    SqliteStatement insertUnsafe;
    SqliteStatement count;
    SqliteStatement keepPlace;
    SqliteStatement places;
    SqliteStatement forgetSteps;
    SqliteStatement keepStep;
    std::array<std::optional<SqliteStatement>, MostPrefixes + 1> fileUnder; ///< one name, two names...
};

SqliteWriter::SqliteWriter(const QString &path, Sync sync, Retention retention, Now now)
    : m_keepFor(retention.age),
      m_now(std::move(now)),
      m_lock((SqliteFile::makeFolderOf(path), lockBeside(path))),
      m_file(path, sync),
      m_numbers(sqliteschema::numbersOf(m_file)),
      m_pruning(m_file, m_numbers, retention)
{
    begin();
    // It may have been set back while no hookbot ran.
    LogClock clock = m_logClock;
    clock.observe(m_head, m_now());
    SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
    keepClock(clock);
    transaction.commit();
    m_logClock = std::move(clock);
}

SqliteWriter::SqliteWriter(const QString &path, Retention retention, Now now)
    : m_keepFor(retention.age),
      m_now(std::move(now)),
      m_file((SqliteFile::requireFile(path), path), Sync::Normal),
      m_numbers(sqliteschema::numbersOf(m_file)),
      m_pruning(m_file, m_numbers, retention)
{
    begin();
}

SqliteWriter::~SqliteWriter() = default;

void SqliteWriter::begin()
{
    m_identity = fileIdentity(m_file.path());
    m_statements = std::make_unique<Statements>(m_file);
    m_head = sqliteschema::headOf(m_file);
    m_logClock = sqliteschema::clockOf(m_file);
}

/// Inside a transaction: keeps the clock's steps where there are new ones.
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

std::map<QByteArray, EventId> SqliteWriter::places()
{
    std::map<QByteArray, EventId> found;
    SqliteStatement &rows = m_statements->places.run();
    while (rows.next())
        found[rows.bytes(0)] = { rows.number(1) };
    rows.finish();
    return found;
}

tl::expected<std::vector<EventPtr>, QString> SqliteWriter::append(std::vector<EventLog::Batch> batches)
{
    if (fileIdentity(m_file.path()) != m_identity) {
        return tl::unexpected(
            WriterText::tr("%1 was removed or replaced while in use: put it back, or start hookbot again")
                .arg(m_file.path()));
    }
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
        ByTrust<SqliteShelf> added;
        for (const Trust trust : { Trust::Safe, Trust::Unsafe })
            added[trust].in = m_pruning.shelf(trust).in;
        for (const EventPtr &event : events) {
            SqliteShelf &shelf = added[trustOf(event->channel)];
            ++shelf.events;
            insert(*event);
            shelf.bytes += shelf.in.take(sizeOf(*event));
        }
        for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
            const SqliteShelf &shelf = added[trust];
            if (shelf.events > 0)
                m_statements->count.run(shelf.events, shelf.bytes, shelf.in.room(), flagOf(trust));
        }
        keepClock(clock);
        for (const EventLog::Batch &batch : batches) {
            if (batch.place)
                m_statements->keepPlace.run(QByteArrayView(batch.place->name), batch.place->upTo.value);
        }
        transaction.commit();
        for (const Trust trust : { Trust::Safe, Trust::Unsafe })
            m_pruning.added(trust, added[trust].events, added[trust].bytes, added[trust].in);
        m_logClock = std::move(clock);
    } catch (const SqliteError &error) {
        return tl::unexpected(error.text());
    }
    m_head = last;
    return events;
}

void SqliteWriter::insert(const Event &event)
{
    const qint64 time = std::chrono::duration_cast<std::chrono::milliseconds>(event.time.time_since_epoch()).count();
    (isUnsafeChannel(event.channel) ? m_statements->insertUnsafe : m_statements->insertSafe)
        .run(event.id.value, time, QByteArrayView(event.channel), QByteArrayView(event.method),
             QByteArrayView(event.query), QByteArrayView(event.headers.bytes()), QByteArrayView(event.remote),
             event.replayOf.value, QByteArrayView(event.body));
    const std::vector<qint64> names = m_numbers.hearing(event.channel);
    SqliteStatement &fileUnder = *m_statements->fileUnder[names.size() - 1];
    int position = 0;
    for (const qint64 name : names)
        fileUnder.bind(position++, name);
    fileUnder.execute();
}

tl::expected<bool, QString> SqliteWriter::prune()
{
    try {
        LogClock clock = m_logClock;
        clock.observe(m_head, m_now());
        if (m_lock && clock != m_logClock) {
            SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
            keepClock(clock);
            transaction.commit();
            m_logClock = clock;
        }
        return m_pruning.step(clock.positionAt(m_now() - m_keepFor));
    } catch (const SqliteError &error) {
        return tl::unexpected(error.text());
    }
}

} // namespace hookbot
