#pragma once

#include "broker/log/batchqueue.h"
#include "broker/log/readfaults.h"
#include "broker/log/retention.h"
#include "broker/log/searchablelog.h"
#include "broker/log/sharedevents.h"
#include "broker/log/sqlitereaderthread.h"
#include "broker/log/sync.h"
#include "broker/loop/callqueue.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace hookbot {

class LogClaim;
class SqliteWriter;

/// A log in a SQLite file (`--log sqlite:PATH`); see broker/log/README.md.
///
/// It has two threads: one writes, one reads, each with a connection to the file. What is appended while one
/// transaction commits goes into the next, so all waiting publishers share one sync of the disk. Lives in the thread of
/// its owner. Its destructor waits until everything appended is committed, and answers nobody.
class SqliteLog final : public SearchableLog
{
    Q_OBJECT

public:
    using Now = std::function<std::chrono::system_clock::time_point()>;

    struct Options
    {
        QString path;
        Sync sync = Sync::Full;
        Retention retention;
    };

    SqliteLog(Options options, Now now, QObject *parent = nullptr);
    ~SqliteLog() override;

    [[nodiscard]] tl::expected<void, QString> open() override;
    void appendAll(Batch batch, std::function<void(const Appended &)> done) override;
    [[nodiscard]] std::optional<EventId> position(const QByteArray &name) const override;
    void read(EventId after, const Filter &filter, ReadLimit limit, std::function<void(const Page &)> done) override;
    void find(EventId id, std::function<void(const EventPtr &)> done) override;
    void search(SearchTerms terms, std::function<void(const SearchPage &)> done) override;
    void count(const ChannelCounts::Continuation &from, const ChannelCounts::Terms &terms,
               std::function<void(const ChannelCounts &)> done) override;
    void totals(std::function<void(const LogTotals &)> done) override;
    [[nodiscard]] EventId positionAt(LogClock::Time time) const override { return m_clock.positionAt(time); }
    [[nodiscard]] EventId head() const override { return m_head; }

private:
    using Result = tl::expected<std::vector<EventPtr>, QString>;
    using Positions = std::map<QByteArray, EventId>;

    void write(std::unique_ptr<SqliteWriter> writer);
    void mend(std::unique_ptr<SqliteWriter> &writer);
    [[nodiscard]] std::unique_ptr<SqliteWriter> reopened(const std::shared_ptr<LogClaim> &claim, EventId head);
    [[nodiscard]] BatchQueue::Taken takeBatches(std::chrono::milliseconds wait, bool &ends);
    void noteDamaged(const std::vector<DamagedEvent> &events);
    void committed(const Result &result, const ByTrust<size_t> &counts);

    /// A batch whose answer is due.
    struct Waiting
    {
        size_t events;
        std::optional<Position> position;
        std::function<void(const Appended &)> done;
    };

    // Of the owner's thread
    Options m_options;
    Now m_now;
    EventId m_head;
    bool m_isTroubled = false; ///< the last append has failed
    LogClock m_clock;          ///< the writer's
    Positions m_positions;
    ByTrust<std::deque<Waiting>> m_waiting; ///< of each kind in the order of their appends

    std::mutex m_mutex; // for the next three
    std::condition_variable m_appended;
    BatchQueue m_batches;
    bool m_writerEnds = false;

    // Of any thread
    SharedEvents m_shared;
    CallQueue m_answers{ this }; ///< to the owner's thread

    // Of the writer's thread
    QString m_mendError;

    // Of the reader's thread
    ReadFaults m_readFaults;

    SqliteReaderThread m_reader;
    std::thread m_writer;
};

} // namespace hookbot
