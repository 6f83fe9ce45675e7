#include "broker/log/sqlitepruning.h"

#include "broker/log/filing.h"
#include "broker/log/sqliteschema.h"
#include "broker/log/sqlitestatement.h"

#include <QtCore/QFileInfo>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <vector>

namespace hookbot {

namespace {

/// The maximum of a total: higher ones, in a damaged file, count as this.
constexpr qint64 MostCounted = 1LL << 50;

/// Minimum number of events that one step of pruning drops, if that many exceed the retention.
constexpr qint64 EventsAStep = 128;

/// How many more marks than necessary are forgotten at once.
constexpr qint64 MarksAStep = 1000;

/// Free pages are reused; only if this share of a file's pages is free is it made smaller, by some pages at a time, and
/// by more if very many are free.
constexpr qint64 FreeShare = 8; // one in eight
constexpr qint64 FreeAtLeast = 256;
constexpr qint64 PagesAStep = 64;
constexpr qint64 MostPagesAStep = 1024;

/// A journal that is larger than SQLite's own limit was needed for one large transaction, or one slow reader.
constexpr qint64 LargestJournal = 8LL * 1024 * 1024;

/// Selects events from there, in the order of @p id, which is their id.
QString oldest(const char *from, const char *id, const char *condition)
{
    return QStringLiteral("SELECT %2, channel, length(query) + length(headers) + length(body), length(method) + "
                          "length(remote) + 8 * (replay_of != 0), (SELECT coalesce(sum(length(value) + %1), 0) FROM "
                          "attributes a WHERE "
                          "a.event = %2) FROM %3 WHERE %2 > ? AND %2 <= ? %4 ORDER BY %2 LIMIT ?")
        .arg(FilingGrowth)
        .arg(QString::fromLatin1(id), QString::fromLatin1(from), QString::fromLatin1(condition));
}

} // namespace

struct SqlitePruning::Statements
{
    explicit Statements(const SqliteFile &file, bool hasOldTables)
        : partition(file, QStringLiteral("SELECT events, bytes, pruned, marks, room_in, room_out FROM shelves WHERE "
                                         "is_unsafe = ?")),
          setPartition(file,
                       QStringLiteral("UPDATE shelves SET events = ?, bytes = ?, pruned = ?, marks = ?, room_out = ? "
                                      "WHERE is_unsafe = ?")),
          oldestSafe(file, oldest("events", "id", "AND substr(channel, 1, 1) IS NOT x'2f'")),
          oldestUnsafe(file, oldest("unsafe_events", "id", "")),
          removeSafe(file, QStringLiteral("DELETE FROM events WHERE id = ?")),
          removeUnsafe(file, QStringLiteral("DELETE FROM unsafe_events WHERE id = ?")),
          removeAttributes(file, QStringLiteral("DELETE FROM attributes WHERE event = ?")),
          unfile(file, QStringLiteral("DELETE FROM filed WHERE name = ? AND event <= ?")),
          mark(file, QStringLiteral("UPDATE marks SET event = ? WHERE name = ?")),
          newMark(file, QStringLiteral("INSERT INTO marks VALUES (?, ?)")),
          countMarks(file, QStringLiteral("SELECT count(*) FROM marks WHERE name >= ? AND name <= ?")),
          oldestMarks(file, QStringLiteral("SELECT name, event FROM marks WHERE name >= ? AND name <= ? ORDER BY event "
                                           "LIMIT ?")),
          forgetMark(file, QStringLiteral("DELETE FROM marks WHERE name = ?")),
          forgotten(file, QStringLiteral("UPDATE shelves SET forgotten = max(forgotten, ?), marks = ? WHERE is_unsafe "
                                         "= ?")),
          isInUse(file, QStringLiteral("SELECT EXISTS (SELECT 1 FROM attributes)"))
    {
        if (!hasOldTables)
            return;
        oldestUnsafeOld.emplace(file, oldest("heard h JOIN events e ON e.id = h.event", "h.event",
                                             "AND h.name = CAST('/unsafe/' AS BLOB)"));
        unfileOld.emplace(file, QStringLiteral("DELETE FROM heard WHERE name = ? AND event <= ?"));
    }

    SqliteStatement partition;
    SqliteStatement setPartition;
    SqliteStatement oldestSafe;
    SqliteStatement oldestUnsafe;
    SqliteStatement removeSafe;
    SqliteStatement removeUnsafe;
    SqliteStatement removeAttributes;
    SqliteStatement unfile;
    SqliteStatement mark;
    SqliteStatement newMark;
    SqliteStatement countMarks;
    SqliteStatement oldestMarks;
    SqliteStatement forgetMark;
    SqliteStatement forgotten;
    SqliteStatement isInUse;
    std::optional<SqliteStatement> oldestUnsafeOld; ///< what is filed in the old way
    std::optional<SqliteStatement> unfileOld;
};

/// Events that one step drops.
struct SqlitePruning::Dropped
{
    std::vector<qint64> ids;
    qint64 bytes = 0;
    PageFill out;
    std::map<QByteArray, qint64> lastUnder;    ///< name, highest id
    std::map<QByteArray, qint64> lastOldUnder; ///< the same for those that are filed in the old way
    EventId refiled;
};

SqlitePruning::SqlitePruning(SqliteFile &file, const NameNumbers &numbers, Retention retention)
    : m_file(file),
      m_numbers(numbers),
      m_retention(retention),
      m_refiling(file, numbers),
      m_lastOld(sqliteschema::lastOldId(file)),
      m_statements(std::make_unique<Statements>(file, sqliteschema::hasOldTables(file)))
{
    for (const Trust trust : { Trust::Safe, Trust::Unsafe })
        readPartition(trust);
}

SqlitePruning::~SqlitePruning() = default;

void SqlitePruning::readAgain()
{
    for (const Trust trust : { Trust::Safe, Trust::Unsafe })
        readPartition(trust);
}

/// Totals of a damaged file are limited to possible values.
void SqlitePruning::readPartition(Trust trust)
{
    SqliteStatement &row = m_statements->partition.run(flagOf(trust));
    if (row.next()) {
        const auto bounded = [&row](int column) { return std::clamp<qint64>(row.number(column), 0, MostCounted); };
        m_partitions[trust] = { bounded(0), bounded(1),           { bounded(2) },
                                bounded(3), PageFill(bounded(4)), PageFill(bounded(5)) };
    }
    row.finish();
}

void SqlitePruning::added(Trust trust, qint64 events, qint64 bytes, const PageFill &in)
{
    m_partitions[trust].events += events;
    m_partitions[trust].bytes += bytes;
    m_partitions[trust].in = in;
}

qint64 SqlitePruning::mostMarks(Trust trust) const
{
    return m_retention.marksOf(trust, FilingGrowth);
}

/// The bytes that marks count for: at most their share, so that alone they never displace an event.
qint64 SqlitePruning::marksWeight(Trust trust) const
{
    return std::min(m_partitions[trust].marks * FilingGrowth, m_retention.marksBytesOf(trust));
}

bool SqlitePruning::isTooMuch(Trust trust, qint64 events, qint64 bytes) const
{
    return events > m_retention.eventsOf(trust) || bytes > m_retention.bytesOf(trust) - marksWeight(trust);
}

bool SqlitePruning::isOverdue() const
{
    constexpr qint64 Share = 64; // of the bytes
    return std::ranges::any_of(std::array{ Trust::Safe, Trust::Unsafe }, [&](Trust trust) {
        const SqlitePartition &partition = m_partitions[trust];
        return isTooMuch(trust, partition.events - EventsAStep, partition.bytes - m_retention.bytesOf(trust) / Share);
    });
}

bool SqlitePruning::step(EventId tooOld)
{
    return drop(Trust::Unsafe, tooOld) || drop(Trust::Safe, tooOld) || forget(Trust::Unsafe) || forget(Trust::Safe) ||
           m_refiling.step() || giveBack();
}

/// Maximum number of events that one step drops. If very many exceed the retention, steps are larger: otherwise pruning
/// would not keep up with publishers.
qint64 SqlitePruning::eventsAStep(Trust trust) const
{
    constexpr qint64 Share = 8;
    const SqlitePartition &partition = m_partitions[trust];
    const qint64 weight = std::max<qint64>(partition.bytes / std::max<qint64>(partition.events, 1), 1);
    const qint64 tooMany = std::max(partition.events - m_retention.eventsOf(trust),
                                    (partition.bytes - m_retention.bytesOf(trust)) / weight);
    return std::max(EventsAStep, tooMany / Share);
}

SqlitePruning::Dropped SqlitePruning::findOldest(Trust trust, EventId tooOld)
{
    const SqlitePartition &partition = m_partitions[trust];
    Dropped dropped;
    dropped.out = partition.out;
    dropped.refiled = m_refiling.refiled();
    const qint64 upTo =
        isTooMuch(trust, partition.events, partition.bytes) ? std::numeric_limits<qint64>::max() : tooOld.value;
    const auto take = [&](SqliteStatement &rows) {
        rows.run(partition.pruned.value, upTo, eventsAStep(trust));
        while (rows.next()) {
            const EventId id{ rows.number(0) };
            if (!isTooMuch(trust, partition.events - qint64(dropped.ids.size()), partition.bytes - dropped.bytes) &&
                id > tooOld)
                break;
            dropped.ids.push_back(id.value);
            const QByteArray channel = rows.bytes(1);
            const qint64 sent = channel.size() + rows.number(2);
            const std::vector<QByteArrayView> names = indexNamesOf(channel);
            const EventSize size{ sent + rows.number(3), qint64(names.size()), rows.number(4) };
            const bool isOld = id < dropped.refiled;
            if (isOld)
                dropped.bytes += weightOf(sent);
            else
                dropped.bytes += id > m_lastOld ? dropped.out.take(size) : looseGrowth(size);
            for (const QByteArrayView name : names)
                (isOld ? dropped.lastOldUnder : dropped.lastUnder)[name.toByteArray()] = id.value;
        }
        rows.finish();
    };
    if (trust == Trust::Safe) {
        take(m_statements->oldestSafe);
    } else {
        // They are older than all others.
        if (m_statements->oldestUnsafeOld && dropped.refiled > EventId())
            take(*m_statements->oldestUnsafeOld);
        if (dropped.ids.empty())
            take(m_statements->oldestUnsafe);
    }
    return dropped;
}

/// Drops the oldest events that exceed the retention, up to the size of a step. False if there are none.
bool SqlitePruning::drop(Trust trust, EventId tooOld)
{
    // From before the read: what another process drops meanwhile must not be dropped a second time, from the rest.
    SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
    readPartition(trust);
    const Dropped dropped = findOldest(trust, tooOld);
    if (dropped.ids.empty())
        return false;
    SqliteStatement &isInUse = m_statements->isInUse.run();
    const bool hasAttributes = isInUse.next() && isInUse.number(0) > 0;
    isInUse.finish();
    for (const qint64 id : dropped.ids) {
        const bool isUnsafe = trust == Trust::Unsafe && id >= dropped.refiled.value;
        (isUnsafe ? m_statements->removeUnsafe : m_statements->removeSafe).run(id);
        if (hasAttributes)
            m_statements->removeAttributes.run(id);
    }
    qint64 marks = m_partitions[trust].marks;
    const auto mark = [&](qint64 number, qint64 last) {
        if (m_statements->mark.run(last, number).changed() == 0) {
            m_statements->newMark.run(number, last);
            ++marks;
        }
    };
    for (const auto &[name, last] : dropped.lastOldUnder) {
        m_statements->unfileOld->run(QByteArrayView(name), last);
        mark(m_numbers.of(name), last);
    }
    for (const auto &[name, last] : dropped.lastUnder) {
        const qint64 number = m_numbers.of(name);
        m_statements->unfile.run(number, last);
        mark(number, last);
    }
    const SqlitePartition &partition = m_partitions[trust];
    m_statements->setPartition.run(partition.events - qint64(dropped.ids.size()), partition.bytes - dropped.bytes,
                                   dropped.ids.back(), marks, dropped.out.room(), flagOf(trust));
    transaction.commit();
    readPartition(trust);
    return true;
}

/// Forgets the marks of some names if there are very many: the log then reports the highest forgotten id for all names
/// without a mark. Names of one kind never displace marks of the other. False if there are not too many.
bool SqlitePruning::forget(Trust trust)
{
    const qint64 most = mostMarks(trust);
    if (m_partitions[trust].marks <= most)
        return false;
    const qint64 first = trust == Trust::Unsafe ? std::numeric_limits<qint64>::min() : 0;
    const qint64 last = trust == Trust::Unsafe ? -1 : std::numeric_limits<qint64>::max();
    SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
    qint64 marks = m_statements->countMarks.run(first, last).next() ? m_statements->countMarks.number(0) : 0;
    m_statements->countMarks.finish();
    std::vector<qint64> names;
    qint64 forgotten = 0;
    SqliteStatement &oldest =
        m_statements->oldestMarks.run(first, last, std::max<qint64>(marks - most, 0) + std::min(MarksAStep, most / 8));
    while (oldest.next()) {
        names.push_back(oldest.number(0));
        forgotten = oldest.number(1);
    }
    oldest.finish();
    for (const qint64 name : names)
        m_statements->forgetMark.run(name);
    marks -= qint64(names.size());
    m_statements->forgotten.run(forgotten, marks, flagOf(trust));
    transaction.commit();
    readPartition(trust);
    return true;
}

/// Shrinks the file by some pages if many are free. False if few are, or if it cannot be shrunk, for example because
/// another program created it.
bool SqlitePruning::giveBack()
{
    const qint64 free = m_file.number("PRAGMA freelist_count");
    if (free < FreeAtLeast || free < m_file.number("PRAGMA page_count") / FreeShare) {
        cutJournal();
        return false;
    }
    // One at a time: the pragma returns a page with each of its steps, and Qt performs only the first step.
    SqliteTransaction transaction(m_file, SqliteTransaction::Kind::Write);
    for (qint64 i = std::clamp(free / 8, PagesAStep, MostPagesAStep); i > 0; --i)
        m_file.run("PRAGMA incremental_vacuum(1)");
    transaction.commit();
    m_isToCut = true;
    return m_file.number("PRAGMA freelist_count") < free;
}

/// Moves the journal into the file, which makes the file as small as it can be, and makes the journal small.
void SqlitePruning::cutJournal()
{
    const bool isLarge = QFileInfo(m_file.path() + QStringLiteral("-wal")).size() > LargestJournal;
    if (!m_isToCut && !isLarge)
        return;
    m_isToCut = false;
    // A reader in the middle of a read must not delay the writer: another time, then.
    m_file.run("PRAGMA busy_timeout = 0");
    try {
        m_file.run("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const SqliteError &) { // the journal is as good as the file
    }
    m_file.run("PRAGMA busy_timeout = 5000");
}

} // namespace hookbot
