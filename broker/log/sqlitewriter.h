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

/// Writes the file of a log: events in, and out again when there are too many. Used in the thread that made it.
///
/// The totals are in the file, and changed in the transaction that changes what they count, so that another process may
/// prune beside us.
class SqliteWriter
{
public:
    using Now = std::function<std::chrono::system_clock::time_point()>;

    /// Opens the file, and holds it against any other hookbot's server. Throws SqliteError.
    SqliteWriter(const QString &path, Sync sync, Retention retention, Now now);

    /// Opens a file again that it had open before, after all connections to it were closed; ids go on after @p head.
    /// Throws SqliteError.
    SqliteWriter(const QString &path, Sync sync, Retention retention, Now now, std::shared_ptr<LogClaim> claim,
                 EventId head);

    /// Opens the file beside a server that may run on it, to prune alone. Throws SqliteError.
    SqliteWriter(const QString &path, Retention retention, Now now);

    ~SqliteWriter();

    /// Commits them all, or none: then the error says why.
    [[nodiscard]] tl::expected<std::vector<EventPtr>, QString> append(std::vector<EventLog::Batch> batches);

    /// Whether the -wal or the -shm were removed, replaced or cut by somebody: nothing is written until mend() is done.
    [[nodiscard]] bool isAmiss() const { return m_isAmiss; }

    /// Saves into the file what is left in the -wal. True: all connections to the file must be closed, this one last,
    /// and opened again. The error says why it could not be done; it can be tried again.
    [[nodiscard]] tl::expected<bool, QString> mend();

    [[nodiscard]] const std::shared_ptr<LogClaim> &claim() const { return m_claim; }

    /// Drops some of what is beyond the retention, or gives pages that nothing needs back to the system: so much as
    /// takes a millisecond or so. True: there is more to do.
    [[nodiscard]] tl::expected<bool, QString> prune();

    /// So much is beyond the retention that prune() should not wait for a quiet moment.
    [[nodiscard]] bool isOverdue() const { return m_pruning.isOverdue(); }

    /// The id of the last event; what is appended gets higher ones.
    [[nodiscard]] EventId head() const { return m_head; }

    /// By which ids are made.
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
    std::unique_ptr<WalWatch> m_watch; ///< of a server; ends after the file is closed
    SqliteFile m_file;
    NameNumbers m_numbers;
    SqlitePruning m_pruning;
    QByteArray m_identity; ///< of the file that we write
    std::unique_ptr<Statements> m_statements;
    EventId m_head;
    LogClock m_logClock;
    bool m_isServer = false;
    bool m_isAmiss = false;
    bool m_isToReopen = false;
};

} // namespace hookbot
