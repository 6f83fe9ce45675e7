#include "broker/log/sqliteschema.h"

#include "broker/event/eventrules.h"

#include "broker/log/sqlitestatement.h"

#include <array>

namespace hookbot::sqliteschema {

namespace {

using Statements = std::initializer_list<const char *>;

struct Step
{
    const char *needs; ///< the first hookbot that reads a file which has gone through it
    Statements statements;
};

const std::array<Step, Version> Steps{ {
    { "0.1.0",
      {
          // `heard` and `dropped` are the filing and the marks of hookbot 0.1.0, under names of any length.
          "CREATE TABLE events (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, channel BLOB NOT NULL, method BLOB NOT "
          "NULL, query BLOB NOT NULL, headers BLOB NOT NULL, "
          "remote BLOB NOT NULL, replay_of INTEGER NOT NULL, body BLOB NOT NULL) STRICT",
          "CREATE TABLE heard (name BLOB NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (name, event)) "
          "STRICT, WITHOUT ROWID",
          "CREATE TABLE shelves (is_unsafe INTEGER PRIMARY KEY, events INTEGER NOT NULL, bytes INTEGER NOT NULL, "
          "pruned INTEGER NOT NULL, forgotten INTEGER NOT NULL) STRICT",
          "INSERT INTO shelves VALUES (0, 0, 0, 0, 0), (1, 0, 0, 0, 0)",
          "CREATE TABLE dropped (name BLOB PRIMARY KEY, event INTEGER NOT NULL) STRICT, WITHOUT ROWID",
      } },
    { "0.1.0",
      {
          // How far those have come who must not go over the same events twice.
          "CREATE TABLE places (name BLOB PRIMARY KEY, event INTEGER NOT NULL) STRICT, WITHOUT ROWID",
      } },
    { "0.2.0",
      {
          // Events of unsafe channels have a table of their own, so that rows of either kind come and go at the ends of
          // their tables. Names are numbers (namenumbers.h). Of `shelves`, room_in and room_out belong to growth.h.
          "CREATE TABLE unsafe_events (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, channel BLOB NOT NULL, method "
          "BLOB NOT NULL, query BLOB NOT NULL, headers BLOB NOT NULL, "
          "remote BLOB NOT NULL, replay_of INTEGER NOT NULL, body BLOB NOT NULL) STRICT",
          "CREATE TABLE filed (name INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (name, event)) "
          "STRICT, WITHOUT ROWID",
          "CREATE TABLE marks (name INTEGER PRIMARY KEY, event INTEGER NOT NULL) STRICT",
          "CREATE TABLE attributes (event INTEGER NOT NULL, kind INTEGER NOT NULL, value ANY NOT NULL, "
          "PRIMARY KEY (event, kind)) STRICT, WITHOUT ROWID",
          "CREATE TABLE clock (id INTEGER PRIMARY KEY, ahead INTEGER NOT NULL, since INTEGER NOT NULL) STRICT",
          "CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID",
          "ALTER TABLE shelves ADD COLUMN marks INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE shelves ADD COLUMN room_in INTEGER NOT NULL DEFAULT 0",
          "ALTER TABLE shelves ADD COLUMN room_out INTEGER NOT NULL DEFAULT 0",
          // The last id of the older schema, and the least that is filed in the new way: SqliteRefiling goes down.
          "INSERT INTO meta SELECT 'last_old', max((SELECT coalesce(max(id), 0) FROM events), (SELECT max(pruned) FROM "
          "shelves))",
          "INSERT INTO meta SELECT 'refiled', value + 1 FROM meta WHERE name = 'last_old'",
      } },
} };

} // namespace

void bringUpToDate(SqliteFile &file, qint64 version)
{
    for (auto step = size_t(version); step < Steps.size(); ++step) {
        for (const char *statement : Steps[step].statements)
            file.run(statement);
    }
    if (version == 0) {
        file.run("DROP TABLE heard");
        file.run("DROP TABLE dropped");
    }
    SqliteStatement keep(file, QStringLiteral("INSERT OR REPLACE INTO meta VALUES (CAST(? AS TEXT), ?)"));
    constexpr qint64 FirstWithNumbers = 3;
    if (version < FirstWithNumbers)
        keep.run(QByteArrayView("key"), QByteArrayView(NameNumbers::newKey()));
    keep.run(QByteArrayView("needs"), QByteArrayView(Steps.back().needs));
}

QString neededVersion(SqliteFile &file)
{
    try {
        return QString::fromUtf8(file.bytes("SELECT value FROM meta WHERE name = 'needs'"));
    } catch (const SqliteError &) { // it has no such table
        return {};
    }
}

NameNumbers numbersOf(SqliteFile &file)
{
    const QByteArray key = file.bytes("SELECT value FROM meta WHERE name = 'key'");
    if (key.size() != NameNumbers::KeySize)
        throw SqliteError(damagedFile(file.path()));
    return NameNumbers(key);
}

bool hasOldTables(SqliteFile &file)
{
    return file.number("SELECT count(*) FROM sqlite_schema WHERE name = 'heard'") > 0;
}

bool hasOldFiling(SqliteFile &file)
{
    return hasOldTables(file) &&
           file.number("SELECT EXISTS (SELECT 1 FROM heard) OR EXISTS (SELECT 1 FROM dropped)") > 0;
}

EventId headOf(SqliteFile &file)
{
    // An id beyond these is damage, and none could follow it.
    const QByteArray sql = QStringLiteral("SELECT max((SELECT coalesce(max(id), 0) FROM events WHERE id <= %1), "
                                          "(SELECT coalesce(max(id), 0) FROM unsafe_events WHERE id <= %1), "
                                          "coalesce((SELECT max(pruned) FROM shelves WHERE pruned <= %1), 0))")
                               .arg(MostId)
                               .toLatin1();
    return { file.number(sql.constData()) };
}

LogClock clockOf(SqliteFile &file)
{
    using std::chrono::milliseconds;
    // Further ahead than that, a clock of nanoseconds could not count.
    constexpr milliseconds MostAhead = std::chrono::hours(24 * 36'500);
    std::vector<LogClock::Step> steps;
    SqliteStatement rows(file, QStringLiteral("SELECT id, ahead, since FROM clock ORDER BY id"));
    rows.run();
    while (rows.next()) {
        const EventId from{ rows.integer(0).value_or(0) };
        const milliseconds ahead(rows.integer(1).value_or(-1));
        const auto since = timeOfMilliseconds(rows.integer(2).value_or(-1));
        // A step that cannot be one is damage; without it, ids count as times.
        if (isPlausible(from) && ahead >= milliseconds(0) && ahead <= MostAhead && since)
            steps.push_back({ from, ahead, *since });
    }
    return LogClock(std::move(steps));
}

EventId lastOldId(SqliteFile &file)
{
    return { file.number("SELECT value FROM meta WHERE name = 'last_old'") };
}

} // namespace hookbot::sqliteschema
