#pragma once

#include "broker/log/logclock.h"
#include "broker/log/retention.h"
#include "broker/log/sqlitepartition.h"
#include "broker/log/sqliterefiling.h"

#include <memory>

namespace hookbot {

/// Drops from the file of a log what is beyond the retention, oldest first, and makes the file smaller. Used in the
/// thread of its file; another process may prune beside it. Its functions throw SqliteError.
class SqlitePruning
{
public:
    SqlitePruning(SqliteFile &file, const NameNumbers &numbers, Retention retention);
    ~SqlitePruning();

    /// A step, of a millisecond or so; what is older than @p tooOld, or that, is beyond the retention. True: there is
    /// more to do.
    [[nodiscard]] bool step(EventId tooOld);

    /// What the file had when we looked last, and what was added since.
    [[nodiscard]] const SqlitePartition &partition(Trust trust) const { return m_partitions[trust]; }
    /// The file is not what it was when we looked last.
    void readAgain();
    /// Events were committed.
    void added(Trust trust, qint64 events, qint64 bytes, const PageFill &in);

    /// So much is beyond the retention that step() should not wait.
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
    EventId m_lastOld; ///< up to here, events were written by hookbot 0.1.0
    std::unique_ptr<Statements> m_statements;
    ByTrust<SqlitePartition> m_partitions;
    bool m_isToCut = false; ///< pages at the file's end are free, and the file is to become smaller
};

} // namespace hookbot
