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

/// What one transaction takes, at most: enough to share a sync among many, and not so much that memory shows it.
constexpr size_t MostEvents = 1000;
constexpr qint64 MostBytes = 64LL * 1024 * 1024;

/// The same of unsafe channels, but for one event: what anybody sends delays the others' next transaction by so much.
constexpr qint64 MostUnsafeBytes = 1024LL * 1024;

/// So long nothing has to come before the writer prunes without need; and so often it looks whether events are too old.
/// Where it is never so quiet, it takes the next step of what it has found to do after a quiet moment's time.
constexpr std::chrono::milliseconds QuietMoment = 50ms;
constexpr std::chrono::milliseconds LongestQuiet = 1s;

/// What is wrong with what was read is not repeated for this long; and for this many damaged events there is a line in
/// that time.
constexpr std::chrono::minutes RepeatedAfter = 1min;
constexpr int MostDamagedLines = 10;
constexpr size_t MostDamagedKnown = 100'000;

/// Whether this is news after @p last: a trouble is told when it comes, changes or goes, and not each time it is met.
bool isNews(const QString &error, QString &last)
{
    return std::exchange(last, error) != error;
}

} // namespace

SqliteLog::SqliteLog(Options options, Now now, QObject *parent)
    : SearchableLog(parent),
      m_options(std::move(options)),
      m_now(std::move(now))
{
}

SqliteLog::~SqliteLog()
{
    const auto end = [this](bool &flag, std::condition_variable &waitsForIt, std::thread &thread) {
        {
            const std::lock_guard lock(m_mutex);
            flag = true;
        }
        waitsForIt.notify_one();
        if (thread.joinable())
            thread.join();
    };
    // The writer last: who closes the file last moves the journal into it, which a reader cannot.
    end(m_readerEnds, m_asked, m_reader);
    end(m_writerEnds, m_appended, m_writer);
}

tl::expected<void, QString> SqliteLog::open()
{
    std::promise<tl::expected<std::tuple<EventId, LogClock, Positions>, QString>> begun;
    m_writer = std::thread([this, &begun] {
        try {
            auto writer = std::make_unique<SqliteWriter>(m_options.path, m_options.sync, m_options.retention, m_now);
            begun.set_value(std::tuple(writer->head(), writer->clock(), writer->positions()));
            write(std::move(writer));
        } catch (const SqliteError &error) { // of opening: write() throws none
            begun.set_value(tl::unexpected(error.text()));
        }
    });
    auto opened = begun.get_future().get();
    if (!opened)
        return tl::unexpected(opened.error());
    std::tie(m_head, m_clock, m_positions) = *std::move(opened);

    std::promise<QString> ready;
    m_readerReady = [&ready](const QString &error) { ready.set_value(error); };
    m_reader = std::thread([this] { readOn(); });
    const QString error = ready.get_future().get();
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
        isFirst = m_batches[trust].empty();
        m_batches[trust].push_back(std::move(batch));
    }
    if (isFirst)
        m_appended.notify_one();
}

/// The writer's thread: commits what there is, again and again, and prunes in between.
void SqliteLog::write(std::unique_ptr<SqliteWriter> writer)
{
    QString lastError;
    QString lastPruneError;
    std::chrono::milliseconds wait = QuietMoment;
    bool isMoreToPrune = false;
    LogClock clock = writer->clock();
    // Before the events that are told with it.
    const auto handClock = [&] {
        if (writer->clock() != clock) {
            clock = writer->clock();
            m_answers.post([this, clock] { m_clock = clock; });
        }
    };
    auto lastPruned = std::chrono::steady_clock::now();
    for (bool ends = false; !ends && writer;) {
        Taken taken = takeBatches(wait, ends);
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
                    qCInfo(lcLog, "events are taken again");
                else
                    qCCritical(lcLog, "no event is taken: %s", qUtf8Printable(error));
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
        if (writer->isAmiss()) { // also where nobody publishes: what was answered is to be safe again
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

/// The writer's thread: saves what is in the files beside the log's, and opens it again where it must. Where that
/// fails, it is tried again after a while, and nothing is taken until then.
void SqliteLog::mend(std::unique_ptr<SqliteWriter> &writer)
{
    const auto mended = writer->mend();
    if (!mended) {
        if (isNews(mended.error(), m_mendError))
            qCCritical(lcLog, "no event is taken: %s", qUtf8Printable(mended.error()));
        return;
    }
    if (*mended) {
        // SQLite shares what it knows of these files among all connections of a process: all have to go first.
        {
            std::unique_lock lock(m_mutex);
            m_readerIsToClose = true;
            m_asked.notify_one();
            m_readerClosed.wait(lock, [this] { return !m_isReaderOpen; });
        }
        const std::shared_ptr<LogClaim> claim = writer->claim();
        const EventId head = writer->head();
        writer.reset();
        writer = reopened(claim, head);
        const std::lock_guard lock(m_mutex);
        m_readerIsToClose = false;
        m_asked.notify_one();
    }
    m_mendError.clear();
    qCWarning(lcLog, "files beside %s were removed, replaced or cut while in use; the log goes on with what was saved",
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
            qCCritical(lcLog, "no event is taken: %s", qUtf8Printable(error));
        bool ends = false;
        const Taken taken = takeBatches(LongestQuiet, ends);
        if (!taken.batches.empty())
            m_answers.post([this, error, counts = taken.counts] { committed(tl::unexpected(error), counts); });
        if (ends)
            return nullptr;
    }
}

/// What anybody may have sent comes last, and little of it at a time: nobody with a token waits behind many large
/// events of those without.
SqliteLog::Taken SqliteLog::takeBatches(std::chrono::milliseconds wait, bool &ends)
{
    Taken taken;
    std::unique_lock lock(m_mutex);
    const auto isEmpty = [this] { return m_batches[Trust::Safe].empty() && m_batches[Trust::Unsafe].empty(); };
    m_appended.wait_for(lock, wait, [&] { return m_writerEnds || !isEmpty(); });
    for (const Trust trust : { Trust::Safe, Trust::Unsafe }) {
        std::deque<Batch> &waiting = m_batches[trust];
        const qint64 mostBytes = trust == Trust::Safe ? MostBytes : MostUnsafeBytes;
        size_t events = 0;
        qint64 bytes = 0;
        while (!waiting.empty() && events < MostEvents && bytes < mostBytes) {
            events += waiting.front().drafts.size();
            for (const Draft &draft : waiting.front().drafts)
                bytes += draft.body.size();
            taken.batches.push_back(std::move(waiting.front()));
            ++taken.counts[trust];
            waiting.pop_front();
        }
    }
    ends = m_writerEnds && isEmpty();
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
    // Not beyond what has been told: an event that is committed and still on its way to us comes after the page, to
    // everyone alike.
    ask([this, after, upTo = m_head, filter, limit, done = std::move(done)](SqliteReader &reader) mutable {
        Page page = reader.read(after, upTo, filter, limit);
        for (EventPtr &event : page.events)
            event = m_shared.share(std::move(event));
        noteRead(page.error);
        noteDamaged(page.damaged);
        m_answers.post([page = std::move(page), done = std::move(done)] { done(page); });
    });
}

void SqliteLog::find(EventId id, std::function<void(const EventPtr &)> done)
{
    ask([this, id, upTo = m_head, done = std::move(done)](SqliteReader &reader) mutable {
        const auto found = id <= upTo ? reader.find(id) : tl::expected<EventPtr, SqliteReader::NotRead>(nullptr);
        const bool isDamaged = !found && found.error().damaged;
        noteRead(found || isDamaged ? QString() : found.error().text);
        if (isDamaged)
            noteDamaged({ *found.error().damaged });
        m_answers.post(
            [event = found && *found ? m_shared.share(*found) : nullptr, done = std::move(done)] { done(event); });
    });
}

void SqliteLog::search(SearchTerms terms, std::function<void(const SearchPage &)> done)
{
    ask([this, upTo = m_head, terms = std::move(terms), done = std::move(done)](SqliteReader &reader) mutable {
        SearchPage page = reader.search().search(terms, upTo);
        noteRead(page.error);
        noteDamaged(page.damaged);
        m_answers.post([page = std::move(page), terms = std::move(terms), done = std::move(done)] { done(page); });
    });
}

void SqliteLog::count(const ChannelCounts::Continuation &from, const ChannelCounts::Terms &terms,
                      std::function<void(const ChannelCounts &)> done)
{
    ask([this, from, terms, done = std::move(done)](SqliteReader &reader) mutable {
        ChannelCounts counts = reader.search().count(from, terms);
        noteRead(counts.error);
        m_answers.post([counts = std::move(counts), done = std::move(done)] { done(counts); });
    });
}

void SqliteLog::totals(std::function<void(const LogTotals &)> done)
{
    ask([this, done = std::move(done)](SqliteReader &reader) mutable {
        LogTotals totals = reader.search().totals();
        noteRead(totals.error);
        m_answers.post([totals = std::move(totals), done = std::move(done)] { done(totals); });
    });
}

/// The reader's thread: what became of a read; no error is an empty one. Where some reads succeed and others do not,
/// the same error is logged again after a minute, and not each time.
void SqliteLog::noteRead(const QString &error)
{
    if (error.isEmpty())
        return;
    const auto now = std::chrono::steady_clock::now();
    if (error == m_readError && now - m_readErrorAt < RepeatedAfter)
        return;
    m_readError = error;
    m_readErrorAt = now;
    qCCritical(lcLog, "the log cannot be read: %s", qUtf8Printable(error));
}

/// The reader's thread: events that were passed over. Each is reported once, and few in a minute by a line of the log.
void SqliteLog::noteDamaged(const std::vector<DamagedEvent> &events)
{
    for (const DamagedEvent &event : events) {
        if (m_damaged.size() >= MostDamagedKnown || !m_damaged.insert(event.id).second)
            continue;
        m_answers.post([this, event] { Q_EMIT damaged(event); });
        if (const auto now = std::chrono::steady_clock::now(); now - m_minute >= RepeatedAfter) {
            m_minute = now;
            m_damagedLines = 0;
        }
        if (++m_damagedLines <= MostDamagedLines)
            qCWarning(lcLog, "%s; it is passed over", qUtf8Printable(describe(event)));
        else if (m_damagedLines == MostDamagedLines + 1)
            qCWarning(lcLog, "more events are damaged, and passed over");
    }
}

void SqliteLog::ask(Question question)
{
    {
        const std::lock_guard lock(m_mutex);
        m_questions.push_back(std::move(question));
    }
    m_asked.notify_one();
}

/// The reader's thread: opens the file, and again whenever the writer has had it closed.
void SqliteLog::readOn()
{
    const auto tellOnce = [this](const QString &error) {
        if (const auto tell = std::exchange(m_readerReady, nullptr))
            tell(error);
        else if (!error.isEmpty())
            noteRead(error);
    };
    while (mayOpenReader()) {
        bool isOver = false;
        try {
            SqliteReader reader(m_options.path);
            tellOnce({});
            isOver = answerQuestions(reader);
        } catch (const SqliteError &error) {
            isOver = m_readerReady != nullptr;
            tellOnce(error.text());
        }
        readerIsClosed();
        if (isOver)
            return;
    }
}

/// The reader's thread: waits until the file may be opened. False: never again.
bool SqliteLog::mayOpenReader()
{
    std::unique_lock lock(m_mutex);
    if (!m_readerReady) // it was open before: not at once where it cannot be opened
        m_asked.wait_for(lock, QuietMoment, [this] { return m_readerEnds; });
    m_asked.wait(lock, [this] { return m_readerEnds || !m_readerIsToClose; });
    m_isReaderOpen = !m_readerEnds;
    return m_isReaderOpen;
}

void SqliteLog::readerIsClosed()
{
    const std::lock_guard lock(m_mutex);
    m_isReaderOpen = false;
    m_readerClosed.notify_one();
}

/// The reader's thread: one question after the other, until it is to close the file. True: for good. What a caller's
/// function holds is the caller's thread's: a question gives it away with its answer, and never ends with it.
bool SqliteLog::answerQuestions(SqliteReader &reader)
{
    for (;;) {
        Question question;
        {
            std::unique_lock lock(m_mutex);
            m_asked.wait(lock, [this] { return m_readerEnds || m_readerIsToClose || !m_questions.empty(); });
            if (m_readerEnds || m_readerIsToClose)
                return m_readerEnds;
            question = std::move(m_questions.front());
            m_questions.pop_front();
        }
        question(reader);
    }
}

} // namespace hookbot
