#pragma once

#include "broker/log/eventlog.h"
#include "broker/log/logclaim.h"
#include "broker/log/retention.h"
#include "broker/log/sqlitefile.h"
#include "broker/log/sqlitepruning.h"
#include "broker/log/walwatch.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace hookbot {

/// Writes the file of a log: appends events, and drops them when there are too many. Used in the thread that created
/// it.
///
/// The totals are in the file, and are changed in the transaction that changes what they count, so that another process
/// may prune at the same time.
class SqliteWriter
{
public:
    using Now = std::function<std::chrono::system_clock::time_point()>;

    /// Opens the file, and claims it against other servers. Throws SqliteError.
    SqliteWriter(const QString &path, Sync sync, Retention retention, Now now);

    /// Opens a file again after all connections to it were closed; ids continue after @p head. Throws SqliteError.
    SqliteWriter(const QString &path, Sync sync, Retention retention, Now now, std::shared_ptr<LogClaim> claim,
                 EventId head);

    /// Opens the file to prune it, next to a server that may run on it. Throws SqliteError.
    SqliteWriter(const QString &path, Retention retention, Now now);

    ~SqliteWriter();

    /// Commits all of them, or none: then the error is the reason.
    [[nodiscard]] tl::expected<std::vector<EventPtr>, QString> append(std::vector<EventLog::Batch> batches);

    /// Whether the -wal or the -shm was removed, replaced or cut by another program: nothing is written until mend()
    /// has succeeded.
    [[nodiscard]] bool isAmiss() const { return m_isAmiss; }

    /// Saves into the file what is left in the -wal. True: all connections to the file must be closed, this one last,
    /// and opened again. The error is why it failed; try again later.
    [[nodiscard]] tl::expected<bool, QString> mend();

    [[nodiscard]] const std::shared_ptr<LogClaim> &claim() const { return m_claim; }

    /// Drops some of what exceeds the retention, or returns unused pages to the system, for about a millisecond. True
    /// if there is more to do.
    [[nodiscard]] tl::expected<bool, QString> prune();

    /// Whether so much exceeds the retention that prune() should not wait for a quiet moment.
    [[nodiscard]] bool isOverdue() const { return m_pruning.isOverdue(); }

    /// The id of the last event. Events appended later get higher ids.
    [[nodiscard]] EventId head() const { return m_head; }

    /// The clock that gives the ids.
    [[nodiscard]] const LogClock &clock() const { return m_logClock; }

    /// All positions in the file. Throws SqliteError.
    [[nodiscard]] std::map<QByteArray, EventId> positions();

private:
    struct Statements;

    void begin(bool isServer);
    void observeClock();
    void keepClock(const LogClock &clock);
    [[nodiscard]] bool isSound();
    [[nodiscard]] QString amissText() const;
    void readAgain();
    void insert(const Event &event);

    std::chrono::seconds m_keepFor;
    Now m_now;
    std::shared_ptr<LogClaim> m_claim;
    std::unique_ptr<WalWatch> m_watch; ///< for a server; must end after the file is closed
    SqliteFile m_file;
    NameNumbers m_numbers;
    SqlitePruning m_pruning;
    QByteArray m_identity; ///< of the file that is open
    std::unique_ptr<Statements> m_statements;
    EventId m_head;
    LogClock m_logClock;
    bool m_isServer = false;
    bool m_isAmiss = false;
    bool m_isToReopen = false;
};

} // namespace hookbot
