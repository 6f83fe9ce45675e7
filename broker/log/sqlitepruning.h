#pragma once

#include "broker/log/logclock.h"
#include "broker/log/retention.h"
#include "broker/log/sqlitepartition.h"
#include "broker/log/sqliterefiling.h"

#include <memory>

namespace hookbot {

/// Drops from the file of a log what exceeds the retention, oldest first, and shrinks the file. Used in the thread of
/// its file; another process may prune at the same time. Its functions throw SqliteError.
class SqlitePruning
{
public:
    SqlitePruning(SqliteFile &file, const NameNumbers &numbers, Retention retention);
    ~SqlitePruning();

    /// Does one step, of about a millisecond. Events at or before @p tooOld exceed the retention. True if there is more
    /// to do.
    [[nodiscard]] bool step(EventId tooOld);

    /// What the file had at the last look, and what was added since.
    [[nodiscard]] const SqlitePartition &partition(Trust trust) const { return m_partitions[trust]; }
    /// The file has changed in another way than by our appends: read its totals again.
    void readAgain();
    /// Adds committed events to the totals.
    void added(Trust trust, qint64 events, qint64 bytes, const PageFill &in);

    /// Whether so much exceeds the retention that step() should not wait.
    [[nodiscard]] bool isOverdue() const;

private:
    struct Statements;
    struct Dropped;

    void readPartition(Trust trust);
    [[nodiscard]] bool isTooMuch(Trust trust, qint64 events, qint64 bytes) const;
    [[nodiscard]] qint64 marksWeight(Trust trust) const;
    [[nodiscard]] qint64 mostMarks(Trust trust) const;
    [[nodiscard]] qint64 eventsAStep(Trust trust) const;
    [[nodiscard]] Dropped findOldest(Trust trust, EventId tooOld);
    [[nodiscard]] bool drop(Trust trust, EventId tooOld);
    [[nodiscard]] bool forget(Trust trust);
    [[nodiscard]] bool giveBack();
    void cutJournal();

    SqliteFile &m_file;
    NameNumbers m_numbers;
    Retention m_retention;
    SqliteRefiling m_refiling;
    EventId m_lastOld; ///< the last event that hookbot 0.1.0 wrote
    std::unique_ptr<Statements> m_statements;
    ByTrust<SqlitePartition> m_partitions;
    bool m_isToCut = false; ///< pages at the file's end are free, and the file should shrink
};

} // namespace hookbot
