#include "broker/log/sqlitelog.h"

#include "broker/log/sqlitereader.h"
#include "broker/log/sqlitewriter.h"
#include "broker/log/storedevent.h"

#include <QtCore/QLoggingCategory>

#include <future>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(lcLog, "hookbot.log")

/// After this long without events, the writer prunes even if it need not; and this often it checks for events that are
/// too old. If events never stop, it does the next step of pruning after the time of a quiet moment.
constexpr std::chrono::milliseconds QuietMoment = 50ms;
constexpr std::chrono::milliseconds LongestQuiet = 1s;

/// Whether @p error differs from the last one: a problem is logged when it begins, changes or ends, and not each time
/// it occurs.
bool isNews(const QString &error, QString &last)
{
    return std::exchange(last, error) != error;
}

} // namespace

SqliteLog::SqliteLog(Options options, Now now, QObject *parent)
    : SearchableLog(parent),
      m_options(std::move(options)),
      m_now(std::move(now)),
      m_reader(m_options.path, [this](const QString &error) { m_readFaults.noteError(error); })
{
}

SqliteLog::~SqliteLog()
{
    // The writer last: the last connection to close moves the journal into the file, which a reader cannot do.
    m_reader.end();
    {
        const std::lock_guard lock(m_mutex);
        m_writerEnds = true;
    }
    m_appended.notify_one();
    if (m_writer.joinable())
        m_writer.join();
}

tl::expected<void, QString> SqliteLog::open()
{
    std::promise<tl::expected<std::tuple<EventId, LogClock, Positions>, QString>> begun;
    m_writer = std::thread([this, &begun] {
        try {
            auto writer = std::make_unique<SqliteWriter>(m_options.path, m_options.sync, m_options.retention, m_now);
            begun.set_value(std::tuple(writer->head(), writer->clock(), writer->positions()));
            write(std::move(writer));
        } catch (const SqliteError &error) { // from opening: write() throws none
            begun.set_value(tl::unexpected(error.text()));
        }
    });
    auto opened = begun.get_future().get();
    if (!opened)
        return tl::unexpected(opened.error());
    std::tie(m_head, m_clock, m_positions) = *std::move(opened);

    const QString error = m_reader.start();
    return error.isEmpty() ? tl::expected<void, QString>() : tl::unexpected(error);
}

std::optional<EventId> SqliteLog::position(const QByteArray &name) const
{
    const auto kept = m_positions.find(name);
    return kept != m_positions.end() ? std::optional(kept->second) : std::nullopt;
}

void SqliteLog::appendAll(Batch batch, std::function<void(const Appended &)> done)
{
    const Trust trust = batch.drafts.empty() ? Trust::Safe : trustOf(batch.drafts.front().channel);
    m_waiting[trust].push_back({ batch.drafts.size(), batch.position, std::move(done) });
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        isFirst = m_batches.add(std::move(batch), trust);
    }
    if (isFirst)
        m_appended.notify_one();
}

/// The writer's thread: commits batches, and prunes in between.
void SqliteLog::write(std::unique_ptr<SqliteWriter> writer)
{
    QString lastError;
    QString lastPruneError;
    std::chrono::milliseconds wait = QuietMoment;
    bool isMoreToPrune = false;
    LogClock clock = writer->clock();
    // Before the events that are committed with it.
    const auto handClock = [&] {
        if (writer->clock() != clock) {
            clock = writer->clock();
            m_answers.post([this, clock] { m_clock = clock; });
        }
    };
    auto lastPruned = std::chrono::steady_clock::now();
    for (bool ends = false; !ends && writer;) {
        BatchQueue::Taken taken = takeBatches(wait, ends);
        wait = QuietMoment;
        if (!taken.batches.empty()) {
            Result result = writer->append(std::move(taken.batches));
            const QString error = result ? QString() : result.error();
            for (size_t i = 0; result && i < result->size(); ++i)
                (*result)[i] = m_shared.share((*result)[i]);
            handClock();
            m_answers.post([this, result = std::move(result), counts = taken.counts] { committed(result, counts); });
            if (isNews(error, lastError)) {
                if (error.isEmpty())
                    qCInfo(lcLog, "events are accepted again");
                else
                    qCCritical(lcLog, "events are refused: %s", qUtf8Printable(error));
            }
            if (writer->isAmiss())
                mend(writer);
            if (!writer)
                return;
            const auto sincePruned = std::chrono::steady_clock::now() - lastPruned;
            if (!writer->isOverdue() && sincePruned < (isMoreToPrune ? QuietMoment : LongestQuiet))
                continue;
        }
        lastPruned = std::chrono::steady_clock::now();
        const auto pruned = writer->prune();
        if (writer->isAmiss()) { // also if nobody publishes: what was answered must be safe again
            mend(writer);
            continue;
        }
        handClock();
        const QString error = pruned ? QString() : pruned.error();
        if (isNews(error, lastPruneError) && !error.isEmpty())
            qCWarning(lcLog, "nothing could be dropped from the log: %s", qUtf8Printable(error));
        isMoreToPrune = pruned.value_or(false);
        wait = isMoreToPrune ? std::chrono::milliseconds(0) : LongestQuiet;
    }
}

/// The writer's thread: saves what is in the files next to the log's, and opens it again if necessary. If that fails,
/// it is tried again later, and nothing is appended until then.
void SqliteLog::mend(std::unique_ptr<SqliteWriter> &writer)
{
    const auto mended = writer->mend();
    if (!mended) {
        if (isNews(mended.error(), m_mendError))
            qCCritical(lcLog, "events are refused: %s", qUtf8Printable(mended.error()));
        return;
    }
    if (*mended) {
        // SQLite shares what it knows of these files among all connections of a process: all must be closed first.
        m_reader.close();
        const std::shared_ptr<LogClaim> claim = writer->claim();
        const EventId head = writer->head();
        writer.reset();
        writer = reopened(claim, head);
        m_reader.mayOpen();
    }
    m_mendError.clear();
    qCWarning(lcLog,
              "files next to %s were removed, replaced or cut while in use; the log continues with what was saved",
              qUtf8Printable(m_options.path));
}

/// The writer's thread: opens the file again, however long that takes; until then publishers are refused.
std::unique_ptr<SqliteWriter> SqliteLog::reopened(const std::shared_ptr<LogClaim> &claim, EventId head)
{
    for (QString lastError;;) {
        QString error;
        try {
            return std::make_unique<SqliteWriter>(m_options.path, m_options.sync, m_options.retention, m_now, claim,
                                                  head);
        } catch (const SqliteError &fault) {
            error = fault.text();
        }
        if (isNews(error, lastError))
            qCCritical(lcLog, "events are refused: %s", qUtf8Printable(error));
        bool ends = false;
        const BatchQueue::Taken taken = takeBatches(LongestQuiet, ends);
        if (!taken.batches.empty())
            m_answers.post([this, error, counts = taken.counts] { committed(tl::unexpected(error), counts); });
        if (ends)
            return nullptr;
    }
}

BatchQueue::Taken SqliteLog::takeBatches(std::chrono::milliseconds wait, bool &ends)
{
    std::unique_lock lock(m_mutex);
    m_appended.wait_for(lock, wait, [&] { return m_writerEnds || !m_batches.isEmpty(); });
    BatchQueue::Taken taken = m_batches.take();
    ends = m_writerEnds && m_batches.isEmpty();
    return taken;
}

void SqliteLog::committed(const Result &result, const ByTrust<size_t> &counts)
{
    if (!result)
        Q_EMIT troubled(result.error());
    else if (m_isTroubled)
        Q_EMIT recovered();
    m_isTroubled = !result;
    size_t next = 0;
    for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
        for (size_t i = 0; i < counts[trust]; ++i) {
            const Waiting waiting = std::move(m_waiting[trust].front());
            m_waiting[trust].pop_front();
            if (!result) {
                waiting.done({ {}, result.error() });
                continue;
            }
            if (waiting.position)
                m_positions[waiting.position->name] = waiting.position->upTo;
            EventId last;
            for (size_t end = next + waiting.events; next < end; ++next) {
                const EventPtr &event = (*result)[next];
                last = m_head = event->id;
                Q_EMIT EventLog::committed(event);
            }
            waiting.done({ last, {} });
        }
    }
}

void SqliteLog::read(EventId after, const Filter &filter, ReadLimit limit, std::function<void(const Page &)> done)
{
    // Not beyond the head: an event that is committed and still on its way to the owner's thread comes after the page,
    // for every listener.
    m_reader.ask([this, after, upTo = m_head, filter, limit, done = std::move(done)](SqliteReader &reader) mutable {
        Page page = reader.read(after, upTo, filter, limit);
        for (EventPtr &event : page.events)
            event = m_shared.share(std::move(event));
        m_readFaults.noteError(page.error);
        noteDamaged(page.damaged);
        m_answers.post([page = std::move(page), done = std::move(done)] { done(page); });
    });
}

void SqliteLog::find(EventId id, std::function<void(const EventPtr &)> done)
{
    m_reader.ask([this, id, upTo = m_head, done = std::move(done)](SqliteReader &reader) mutable {
        const auto found = id <= upTo ? reader.find(id) : tl::expected<EventPtr, SqliteReader::NotRead>(nullptr);
        const bool isDamaged = !found && found.error().damaged;
        m_readFaults.noteError(found || isDamaged ? QString() : found.error().text);
        if (isDamaged)
            noteDamaged({ *found.error().damaged });
        m_answers.post(
            [event = found && *found ? m_shared.share(*found) : nullptr, done = std::move(done)] { done(event); });
    });
}

void SqliteLog::search(SearchTerms terms, std::function<void(const SearchPage &)> done)
{
    m_reader.ask([this, upTo = m_head, terms = std::move(terms), done = std::move(done)](SqliteReader &reader) mutable {
        SearchPage page = reader.search().search(terms, upTo);
        m_readFaults.noteError(page.error);
        noteDamaged(page.damaged);
        m_answers.post([page = std::move(page), terms = std::move(terms), done = std::move(done)] { done(page); });
    });
}

void SqliteLog::count(const ChannelCounts::Continuation &from, const ChannelCounts::Terms &terms,
                      std::function<void(const ChannelCounts &)> done)
{
    m_reader.ask([this, from, terms, done = std::move(done)](SqliteReader &reader) mutable {
        ChannelCounts counts = reader.search().count(from, terms);
        m_readFaults.noteError(counts.error);
        m_answers.post([counts = std::move(counts), done = std::move(done)] { done(counts); });
    });
}

void SqliteLog::totals(std::function<void(const LogTotals &)> done)
{
    m_reader.ask([this, done = std::move(done)](SqliteReader &reader) mutable {
        LogTotals totals = reader.search().totals();
        m_readFaults.noteError(totals.error);
        m_answers.post([totals = std::move(totals), done = std::move(done)] { done(totals); });
    });
}

/// The reader's thread: reports events that were skipped.
void SqliteLog::noteDamaged(const std::vector<DamagedEvent> &events)
{
    for (const DamagedEvent &event : m_readFaults.noteDamaged(events))
        m_answers.post([this, event] { Q_EMIT damaged(event); });
}

} // namespace hookbot
