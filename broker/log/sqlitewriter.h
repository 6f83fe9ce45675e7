#pragma once

#include "eventlog.h"
#include "filelock.h"
#include "retention.h"
#include "sqlitefile.h"
#include "sqlitepruning.h"

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

    /// Opens the file beside a server that may run on it, to prune alone. Throws SqliteError.
    SqliteWriter(const QString &path, Retention retention, Now now);

    ~SqliteWriter();

    /// Commits them all, or none: then the error says why.
    [[nodiscard]] tl::expected<std::vector<EventPtr>, QString> append(std::vector<EventLog::Batch> batches);

    /// Drops some of what is beyond the retention, or gives pages that nothing needs back to the system: so much as
    /// takes a millisecond or so. True: there is more to do.
    [[nodiscard]] tl::expected<bool, QString> prune();

    /// So much is beyond the retention that prune() should not wait for a quiet moment.
    [[nodiscard]] bool isOverdue() const { return m_pruning.isOverdue(); }

    /// The id of the last event; what is appended gets higher ones.
    [[nodiscard]] EventId head() const { return m_head; }

    /// By which ids are made.
    [[nodiscard]] const LogClock &clock() const { return m_logClock; }

    /// All places in the file. Throws SqliteError.
    [[nodiscard]] std::map<QByteArray, EventId> places();

private:
    struct Statements;

    void begin();
    void keepClock(const LogClock &clock);
    void insert(const Event &event);

    std::chrono::seconds m_keepFor;
    Now m_now;
    std::unique_ptr<FileLock> m_lock;
    SqliteFile m_file;
    NameNumbers m_numbers;
    SqlitePruning m_pruning;
    QByteArray m_identity; ///< of the file that we write
    std::unique_ptr<Statements> m_statements;
    EventId m_head;
    LogClock m_logClock;
};

} // namespace hookbot
