#include "broker/log/sqliterefiling.h"

#include "broker/log/filing.h"
#include "broker/log/growth.h"
#include "broker/log/retention.h"
#include "broker/log/sqlitepartition.h"
#include "broker/log/sqliteschema.h"
#include "broker/log/sqlitestatement.h"

#include <vector>

namespace hookbot {

namespace {

/// What one step goes through, at most.
constexpr qint64 RowsAStep = 500;
constexpr qint64 BytesAStep = 4LL * 1024 * 1024;

} // namespace

struct SqliteRefiling::Statements
{
    explicit Statements(const SqliteFile &file)
        : marks(file, QStringLiteral("SELECT name, event FROM dropped LIMIT ?")),
          keepMark(file, QStringLiteral("INSERT OR IGNORE INTO marks VALUES (?, ?)")),
          removeMark(file, QStringLiteral("DELETE FROM dropped WHERE name = ?")),
          refiled(file, QStringLiteral("SELECT value FROM meta WHERE name = 'refiled'")),
          setRefiled(file, QStringLiteral("UPDATE meta SET value = ? WHERE name = 'refiled'")),
          events(file,
                 QStringLiteral(
                     "SELECT id, channel, length(query) + length(headers) + length(body), "
                     "length(method) + length(remote) + 8 * (replay_of != 0) FROM events WHERE id < ? ORDER BY id DESC "
                     "LIMIT ?")),
          fileUnder(file, QStringLiteral("INSERT OR IGNORE INTO filed VALUES (?, ?)")),
          unfile(file, QStringLiteral("DELETE FROM heard WHERE name = ? AND event = ?")),
          copy(file, QStringLiteral("INSERT INTO unsafe_events SELECT * FROM events WHERE id = ?")),
          remove(file, QStringLiteral("DELETE FROM events WHERE id = ?")),
          weigh(
              file,
              QStringLiteral(
                  "UPDATE shelves SET bytes = min(max(bytes, 0), 1 << 50) + ?, marks = min(max(marks, 0), 1 << 50) + ? "
                  "WHERE is_unsafe = ?"))
    {
    }

    SqliteStatement marks;
    SqliteStatement keepMark;
    SqliteStatement removeMark;
    SqliteStatement refiled;
    SqliteStatement setRefiled;
    SqliteStatement events;
    SqliteStatement fileUnder;
    SqliteStatement unfile;
    SqliteStatement copy;
    SqliteStatement remove;
    SqliteStatement weigh;
};

SqliteRefiling::SqliteRefiling(SqliteFile &file, const NameNumbers &numbers) : m_file(file), m_numbers(numbers)
{
    if (sqliteschema::hasOldTables(file))
        m_statements = std::make_unique<Statements>(file);
}

SqliteRefiling::~SqliteRefiling() = default;

EventId SqliteRefiling::refiled()
{
    if (!m_statements)
        return {};
    SqliteStatement &row = m_statements->refiled.run();
    const EventId id{ row.next() ? row.number(0) : 0 };
    row.finish();
    return id;
}

bool SqliteRefiling::step()
{
    return m_statements && (stepOfMarks() || stepOfEvents());
}

bool SqliteRefiling::stepOfMarks()
{
    SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
    std::vector<std::pair<QByteArray, qint64>> marks;
    SqliteStatement &rows = m_statements->marks.run(RowsAStep);
    while (rows.next())
        marks.emplace_back(rows.bytes(0), rows.number(1));
    rows.finish();
    if (marks.empty())
        return false;
    ByTrust<qint64> kept;
    for (const auto &[name, event] : marks) {
        // One that is there already is of a later event.
        kept[trustOf(name)] += m_statements->keepMark.run(m_numbers.of(name), event).changed();
        m_statements->removeMark.run(QByteArrayView(name));
    }
    for (const Trust trust : { Trust::Safe, Trust::Unsafe })
        m_statements->weigh.run(qint64(0), kept[trust], flagOf(trust));
    transaction.commit();
    return true;
}

bool SqliteRefiling::stepOfEvents()
{
    SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
    const EventId before = refiled();
    if (before == EventId())
        return false;
    struct Row
    {
        qint64 id;
        QByteArray channel;
    };
    std::vector<Row> found;
    ByTrust<qint64> heavier;
    qint64 bytes = 0;
    SqliteStatement &rows = m_statements->events.run(before.value, RowsAStep);
    while (bytes < BytesAStep && rows.next()) {
        const Row &row = found.emplace_back(Row{ rows.number(0), rows.bytes(1) });
        const qint64 sent = row.channel.size() + rows.number(2);
        const EventSize size{ sent + rows.number(3), qint64(indexNamesOf(row.channel).size()), 0 };
        heavier[trustOf(row.channel)] += looseGrowth(size) - weightOf(sent);
        if (trustOf(row.channel) == Trust::Unsafe)
            bytes += size.bytes;
    }
    rows.finish();
    for (const Row &row : found) {
        for (const qint64 number : m_numbers.ofChannel(row.channel))
            m_statements->fileUnder.run(number, row.id);
        for (const QByteArrayView name : indexNamesOf(row.channel))
            m_statements->unfile.run(name, row.id);
        if (trustOf(row.channel) == Trust::Unsafe) {
            m_statements->copy.run(row.id);
            m_statements->remove.run(row.id);
        }
    }
    for (const Trust trust : { Trust::Safe, Trust::Unsafe })
        m_statements->weigh.run(heavier[trust], qint64(0), flagOf(trust));
    m_statements->setRefiled.run(found.empty() ? qint64(0) : found.back().id);
    transaction.commit();
    return !found.empty();
}

} // namespace hookbot
