#include "memorylog.h"

#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

class MemoryLogTest : public QObject
{
    Q_OBJECT

private:
    std::chrono::system_clock::time_point m_now{ 1'700'000'000s };
    MemoryLog::Now clock()
    {
        return [this] { return m_now; };
    }

    static Draft draft(const QByteArray &channel, const QByteArray &body = "x")
    {
        Draft draft;
        draft.channel = channel;
        draft.body = body;
        return draft;
    }

    static EventId append(MemoryLog &log, const QByteArray &channel, const QByteArray &body = "x")
    {
        EventId id;
        log.append(draft(channel, body), [&](const EventLog::Appended &appended) { id = appended.id; });
        QCoreApplication::processEvents();
        return id;
    }

    static EventLog::Page read(MemoryLog &log, EventId after, const QByteArray &filter, EventLog::ReadLimit limit = {})
    {
        EventLog::Page result;
        log.read(after, { filter }, limit, [&](const EventLog::Page &page) { result = page; });
        QCoreApplication::processEvents();
        return result;
    }

private Q_SLOTS:
    void init() { m_now = std::chrono::system_clock::time_point(1'700'000'000s); }

    void answersLaterAndInOrder()
    {
        MemoryLog log({}, clock());
        QList<QByteArray> order;
        connect(&log, &EventLog::committed, &log,
                [&](const EventPtr &event) { order.append("commit " + event->body); });
        for (const QByteArray body : { "1", "2", "3" })
            log.append(draft("a", body), [&order, body](const EventLog::Appended &) { order.append("done " + body); });
        QVERIFY(order.isEmpty());
        QCoreApplication::processEvents();
        QCOMPARE(order, QList<QByteArray>({ "commit 1", "done 1", "commit 2", "done 2", "commit 3", "done 3" }));
    }

    void idsGrowThroughAClockThatJumpsBack()
    {
        MemoryLog log({}, clock());
        const EventId first = append(log, "a");
        m_now -= 1h;
        const EventId second = append(log, "a");
        QVERIFY(second > first);
        QCOMPARE(log.head().value, second.value);
    }

    void readsWhatMatchesInOrder()
    {
        MemoryLog log({}, clock());
        const EventId first = append(log, "a", "1");
        append(log, "b", "2");
        append(log, "a", "3");
        const EventLog::Page all = read(log, {}, "a");
        QCOMPARE(all.events.size(), size_t(2));
        QCOMPARE(all.events[1]->body, QByteArray("3"));
        QCOMPARE(all.upTo.value, log.head().value);
        QCOMPARE(read(log, first, "a").events.size(), size_t(1));
        QCOMPARE(read(log, log.head(), "a").events.size(), size_t(0));
        QCOMPARE(read(log, {}, "").events.size(), size_t(3));
    }

    void readsInPages()
    {
        MemoryLog log({}, clock());
        for (int i = 0; i < 10; ++i)
            append(log, "a", QByteArray(100, 'x'));
        EventId after;
        QList<qsizetype> sizes;
        while (after < log.head()) {
            const EventLog::Page page = read(log, after, "a", { .events = 4, .bytes = 1'000'000 });
            sizes.append(qsizetype(page.events.size()));
            after = page.upTo;
        }
        QCOMPARE(sizes, QList<qsizetype>({ 4, 4, 2 }));
        // By weight, but never nothing: one event may be larger than the limit.
        QCOMPARE(read(log, {}, "a", { .events = 100, .bytes = 250 }).events.size(), size_t(2));
        QCOMPARE(read(log, {}, "a", { .events = 100, .bytes = 1 }).events.size(), size_t(1));
    }

    void dropsTheOldestAndSaysSo()
    {
        MemoryLog log({ .events = 3, .bytes = 1'000'000 }, clock());
        const EventId first = append(log, "a");
        for (int i = 0; i < 3; ++i)
            append(log, "a");
        const EventLog::Page page = read(log, {}, "a");
        QCOMPARE(page.events.size(), size_t(3));
        QCOMPARE(page.pruned.value, first.value);
        QCOMPARE(page.oldest.value, page.events.front()->id.value);
    }

    void weightBoundsItButTheNewestStays()
    {
        MemoryLog log({ .events = 100, .bytes = 1000 }, clock());
        for (int i = 0; i < 5; ++i)
            append(log, "a", QByteArray(400, 'x'));
        QCOMPARE(read(log, {}, "a").events.size(), size_t(2));
        append(log, "a", QByteArray(5000, 'x'));
        QCOMPARE(read(log, {}, "a").events.size(), size_t(1));
    }

    /// What came before this log began is not in it: whoever resumes from then has a gap.
    void beginsAfterEverythingBefore()
    {
        MemoryLog log({}, clock());
        QVERIFY(log.head() > EventId());
        const EventLog::Page page = read(log, { 17 }, "a");
        QVERIFY(page.pruned > EventId{ 17 });
        QVERIFY(append(log, "a") > page.pruned);
    }

    void findsById()
    {
        MemoryLog log({ .events = 1, .bytes = 1'000'000 }, clock());
        const EventId gone = append(log, "a", "1");
        const EventId held = append(log, "a", "2");
        QByteArray found = "none";
        log.find(held, [&](const EventPtr &event) { found = event ? event->body : "null"; });
        QCoreApplication::processEvents();
        QCOMPARE(found, QByteArray("2"));
        log.find(gone, [&](const EventPtr &event) { found = event ? event->body : "null"; });
        QCoreApplication::processEvents();
        QCOMPARE(found, QByteArray("null"));
    }
};

QTEST_GUILESS_MAIN(MemoryLogTest)
#include "memorylog_test.moc"
