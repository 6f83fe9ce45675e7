#include "broker/log/memorylog.h"
#include "broker/stream/cursor.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <random>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

class Sink final : public Cursor::Sink
{
public:
    void take(const EventPtr &event) override
    {
        taken.append(event->id.value);
        held += event->body.size();
    }
    qint64 queued() const override { return held; }
    bool isCrowded() const override { return crowded; }
    bool gap(EventId after, EventId oldest) override
    {
        gaps.append({ after.value, oldest.value });
        return goesOn;
    }

    QList<qint64> taken;
    QList<std::pair<qint64, qint64>> gaps;
    qint64 held = 0;
    void failed() override { failures += 1; }

    bool crowded = false;
    int failures = 0;
    bool goesOn = true;
};

} // namespace

class CursorTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MemoryLog> m_log;
    std::unique_ptr<PageQueue> m_pages;
    std::unique_ptr<Hub> m_hub;
    QList<qint64> m_published; ///< ids on channel "a"

    void publish(const QByteArray &channel = "a", qsizetype size = 100)
    {
        Draft draft;
        draft.channel = channel;
        draft.body = QByteArray(size, 'x');
        m_log->append(std::move(draft), [this, channel](const EventLog::Appended &appended) {
            if (channel == "a")
                m_published.append(appended.id.value);
        });
    }

    static void turn() { QCoreApplication::processEvents(); }

    void makeLog(Retention retention)
    {
        m_pages.reset();
        m_log = std::make_unique<MemoryLog>(retention, [] { return std::chrono::system_clock::time_point(1000s); });
        m_pages = std::make_unique<PageQueue>(*m_log);
        m_hub = std::make_unique<Hub>();
        m_hub->startAt(m_log->head());
        m_published.clear();
        connect(m_log.get(), &EventLog::committed, m_log.get(),
                [this](const EventPtr &event) { m_hub->deliver(event); });
    }

private Q_SLOTS:
    void init() { makeLog({}); }

    void cleanup()
    {
        m_pages.reset();
        m_log.reset();
        m_hub.reset();
    }

    void liveHearsWhatComesFromNowOn()
    {
        publish();
        turn();
        Sink sink;
        Cursor cursor(*m_pages, *m_hub, { "a" }, 1000, sink);
        cursor.startLive();
        publish();
        publish("b");
        publish();
        turn();
        QCOMPARE(sink.taken, m_published.sliced(1));
    }

    void historyFirstThenLive()
    {
        for (int i = 0; i < 5; ++i)
            publish(i == 2 ? "b" : "a");
        turn();
        Sink sink;
        Cursor cursor(*m_pages, *m_hub, { "a" }, 1'000'000, sink);
        cursor.startAfter({ m_published[0] });
        publish(); // between the asking and the answer
        turn();
        turn();
        publish();
        turn();
        QVERIFY(cursor.isLive());
        QCOMPARE(sink.taken, m_published.sliced(1));
    }

    void slowListenerFallsBehindAndCatchesUp()
    {
        Sink sink;
        Cursor cursor(*m_pages, *m_hub, { "a" }, 500, sink);
        cursor.startLive();
        for (int i = 0; i < 50; ++i)
            publish();
        turn();
        QVERIFY(!cursor.isLive());
        QVERIFY(sink.held <= 700);
        qint64 most = 0;
        for (int i = 0; i < 100 && !cursor.isLive(); ++i) {
            sink.held = 0;
            cursor.drained();
            turn();
            most = std::max(most, sink.held);
        }
        QVERIFY(cursor.isLive());
        QVERIFY(most <= 500 + 100);
        QCOMPARE(sink.taken, m_published);
    }

    /// Where all sinks together hold too much, each holds one event at a time, and still gets them all.
    void inACrowdAnEventAtATime()
    {
        Sink sink;
        sink.crowded = true;
        Cursor cursor(*m_pages, *m_hub, { "a" }, 100'000, sink);
        cursor.startLive();
        for (int i = 0; i < 20; ++i)
            publish();
        turn();
        QCOMPARE(sink.taken.size(), 1);
        QVERIFY(!cursor.isLive());
        for (int i = 0; i < 200 && sink.taken.size() < 20; ++i) {
            QVERIFY(sink.held <= 100);
            sink.held = 0;
            cursor.drained();
            turn();
        }
        QCOMPARE(sink.taken, m_published);
        sink.held = 0;
        sink.crowded = false;
        for (int i = 0; i < 10 && !cursor.isLive(); ++i) {
            cursor.drained();
            turn();
        }
        for (int i = 0; i < 20; ++i)
            publish();
        turn();
        QCOMPARE(sink.taken, m_published);
    }

    void overtakenByRetentionIsTold()
    {
        makeLog({ .events = 10, .bytes = 1'000'000 });
        Sink sink;
        Cursor cursor(*m_pages, *m_hub, { "a" }, 150, sink);
        cursor.startLive();
        for (int i = 0; i < 30; ++i)
            publish();
        turn();
        const qint64 last = sink.taken.last();
        sink.held = 0;
        cursor.drained();
        turn();
        QCOMPARE(sink.gaps.size(), 1);
        QVERIFY(sink.gaps[0].first >= last);
        QCOMPARE(sink.gaps[0].second, m_published[20]);
        for (int i = 0; i < 30; ++i) {
            sink.held = 0;
            cursor.drained();
            turn();
        }
        QCOMPARE(sink.taken.last(10), m_published.last(10));
        QCOMPARE(sink.gaps.size(), 1);
    }

    void stopsWhereTheSinkCannotGoOn()
    {
        makeLog({ .events = 2, .bytes = 1'000'000 });
        Sink sink;
        sink.goesOn = false;
        Cursor cursor(*m_pages, *m_hub, { "a" }, 1000, sink);
        for (int i = 0; i < 5; ++i)
            publish();
        turn();
        cursor.startAfter({ 1 });
        turn();
        QCOMPARE(sink.gaps.size(), 1);
        QVERIFY(sink.taken.isEmpty());
    }

    void fromTheBeginningHasNoGap()
    {
        makeLog({ .events = 2, .bytes = 1'000'000 });
        for (int i = 0; i < 5; ++i)
            publish();
        turn();
        Sink sink;
        Cursor cursor(*m_pages, *m_hub, { "a" }, 1000, sink);
        cursor.startAfter({});
        turn();
        QCOMPARE(sink.taken, m_published.last(2));
        QVERIFY(sink.gaps.isEmpty());
    }

    void anIdFromTheFutureIsTheHead()
    {
        publish();
        turn();
        Sink sink;
        Cursor cursor(*m_pages, *m_hub, { "a" }, 1000, sink);
        publish(); // is committed before the answer
        cursor.startAfter({ std::numeric_limits<qint64>::max() });
        turn();
        publish();
        turn();
        QCOMPARE(sink.taken, m_published.last(2));
    }

    void endsWhileItReads()
    {
        publish();
        turn();
        Sink sink;
        auto cursor = std::make_unique<Cursor>(*m_pages, *m_hub, Filter{ "a" }, 1000, sink);
        cursor->startAfter({});
        cursor.reset();
        turn(); // the log's answer finds nobody
        QVERIFY(sink.taken.isEmpty());
    }

    /// Whatever the order of publishing, draining and joining: each event exactly once, in order.
    void neverAGapNorADuplicate()
    {
        std::mt19937 random(20261124);
        for (int round = 0; round < 200; ++round) {
            makeLog({});
            const int before = int(random() % 5);
            for (int i = 0; i < before; ++i)
                publish();
            turn();
            Sink sink;
            Cursor cursor(*m_pages, *m_hub, { "a" }, qint64(100 + random() % 900), sink);
            cursor.startAfter({});
            for (int step = 0; step < 60; ++step) {
                switch (random() % 4) {
                case 0:
                    publish("a", qsizetype(random() % 300));
                    break;
                case 1:
                    publish("b");
                    break;
                case 2:
                    sink.held = 0;
                    cursor.drained();
                    break;
                default:
                    turn();
                    break;
                }
            }
            for (int i = 0; i < 200 && (sink.taken.size() < m_published.size() || !cursor.isLive()); ++i) {
                sink.held = 0;
                cursor.drained();
                turn();
            }
            QCOMPARE(sink.taken, m_published);
        }
    }
};

HOOKBOT_TEST(CursorTest)
#include "cursor_test.moc"
