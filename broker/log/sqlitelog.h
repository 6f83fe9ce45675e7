#pragma once

#include "broker/log/retention.h"
#include "broker/log/searchablelog.h"
#include "broker/log/sharedevents.h"
#include "broker/log/sync.h"
#include "broker/loop/callqueue.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <thread>

namespace hookbot {

class LogClaim;
class SqliteReader;
class SqliteWriter;

/// A log in a SQLite file (`--log sqlite:PATH`). broker/log/README.md tells how.
///
/// Two threads of its own: one writes, one reads, each with a connection to the file. What is appended while one
/// transaction commits goes into the next, so many publishers share one sync of the disk. Lives in the thread of its
/// owner; its end waits until what was appended is committed, and tells nobody.
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
    using Question = std::function<void(SqliteReader &)>;

    /// What goes into one transaction: safe batches, then unsafe ones.
    struct Taken
    {
        std::vector<Batch> batches;
        ByTrust<size_t> counts;
    };

    void write(std::unique_ptr<SqliteWriter> writer);
    void mend(std::unique_ptr<SqliteWriter> &writer);
    [[nodiscard]] std::unique_ptr<SqliteWriter> reopened(const std::shared_ptr<LogClaim> &claim, EventId head);
    void readOn();
    [[nodiscard]] bool answerQuestions(SqliteReader &reader);
    [[nodiscard]] bool mayOpenReader();
    void readerIsClosed();
    [[nodiscard]] Taken takeBatches(std::chrono::milliseconds wait, bool &ends);
    void ask(Question question);
    void noteRead(const QString &error);
    void noteDamaged(const std::vector<DamagedEvent> &events);
    void committed(const Result &result, const ByTrust<size_t> &counts);

    /// Who waits for the answer to a batch.
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

    std::mutex m_mutex; // for all from here to the threads
    std::condition_variable m_appended;
    std::condition_variable m_asked;
    std::condition_variable m_readerClosed;
    ByTrust<std::deque<Batch>> m_batches;
    std::deque<Question> m_questions;
    bool m_readerEnds = false;
    bool m_readerIsToClose = false; ///< until the writer has opened the file again
    bool m_isReaderOpen = false;
    bool m_writerEnds = false;

    // Of any thread
    SharedEvents m_shared;
    CallQueue m_answers{ this }; ///< to the owner's thread

    // Of the writer's thread
    QString m_mendError;

    // Of the reader's thread
    std::function<void(const QString &)> m_readerReady; ///< told once, why it could not open the file
    QString m_readError;
    std::chrono::steady_clock::time_point m_readErrorAt;
    std::set<EventId> m_damaged; ///< those that were reported
    std::chrono::steady_clock::time_point m_minute;
    int m_damagedLines = 0; ///< in this minute

    std::thread m_writer;
    std::thread m_reader;
};

} // namespace hookbot
