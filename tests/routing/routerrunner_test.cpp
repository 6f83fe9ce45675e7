#include "broker/log/memorylog.h"
#include "broker/log/sqlitelog.h"
#include "broker/routing/routerrunner.h"
#include "tests/log/asking.h"
#include "tests/support/suite.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <random>
#include <semaphore>
#include <thread>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

/// A log that refuses and fails when it is told to.
class UncertainLog final : public EventLog
{
public:
    explicit UncertainLog(EventLog &log) : m_log(log)
    {
        connect(&log, &EventLog::committed, this, &EventLog::committed);
    }

    void appendAll(Batch batch, std::function<void(const Appended &)> done) override
    {
        asked += 1;
        if (isDead)
            return;
        if (!refuses())
            m_log.appendAll(std::move(batch), std::move(done));
        else
            QMetaObject::invokeMethod(
                this,
                [done = std::move(done)] {
                    done({ {}, QStringLiteral("full") });
                },
                Qt::QueuedConnection);
    }
    std::optional<EventId> position(const QByteArray &name) const override { return m_log.position(name); }
    void read(EventId after, const Filter &filter, ReadLimit limit, std::function<void(const Page &)> done) override
    {
        if (!fails())
            m_log.read(after, filter, limit, std::move(done));
        else
            QMetaObject::invokeMethod(
                this,
                [done = std::move(done)] {
                    Page page;
                    page.error = QStringLiteral("cannot be read");
                    done(page);
                },
                Qt::QueuedConnection);
    }
    void find(EventId id, std::function<void(const EventPtr &)> done) override { m_log.find(id, std::move(done)); }
    EventId head() const override { return m_log.head(); }

    std::function<bool()> refuses = [] { return false; };
    std::function<bool()> fails = [] { return false; };
    int asked = 0;
    std::atomic<bool> isDead = false; ///< takes nothing and answers nobody, as if the process had ended

private:
    EventLog &m_log;
};

/// Passes what it hears on to `out`, but for bodies that begin with a `-`; from `bad` it refuses. At a body that begins
/// with a `!` something happens.
class Doubler final : public Router
{
public:
    explicit Doubler(std::function<void()> happens = [] {}) : m_happens(std::move(happens)) {}

    QByteArray name() const override { return "doubler"; }
    std::vector<Filter> channels() const override { return { { "a/" }, { "a/b/" }, { "/unsafe/c" } }; }

private:
    Routed routeForeign(const Event &event) const override
    {
        Routed routed;
        if (event.body.startsWith('!'))
            m_happens();
        if (event.channel == "a/bad")
            routed.refusal = { RoutingRefusal::Kind::Channel, QStringLiteral("bad") };
        else if (!event.body.startsWith('-'))
            routed.drafts = { passedOn(event, "out"), passedOn(event, "out/again") };
        return routed;
    }

    std::function<void()> m_happens;
};

class Counts final : public Observer
{
public:
    void routed(const Routing &routing) override { events += routing.events; }
    void notRouted(const RefusedRouting &refused) override { refusals.append(refused.kind + ' ' + refused.channel); }

    int events = 0;
    QByteArrayList refusals;
};

} // namespace

class RouterRunnerTest : public QObject
{
    Q_OBJECT

private:
    Clock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EventLog> m_file;
    std::unique_ptr<UncertainLog> m_log;
    std::unique_ptr<Hub> m_hub;
    Counts m_counts;
    std::unique_ptr<RouterRunner> m_runner;
    QByteArrayList m_sent;      ///< bodies that are to come out
    QByteArrayList m_committed; ///< of all events but those, in the order of the log
    int m_crashes = 0;

    void makeLog(Retention retention = {})
    {
        QFETCH_GLOBAL(QByteArray, kind);
        m_runner.reset();
        m_log.reset();
        m_file.reset();
        if (kind == "memory")
            m_file = std::make_unique<MemoryLog>(retention, m_clock.now());
        else
            m_file = std::make_unique<SqliteLog>(
                SqliteLog::Options{ m_folder->filePath(QStringLiteral("events")), Sync::Normal, retention },
                m_clock.now());
        QVERIFY(m_file->open());
        m_log = std::make_unique<UncertainLog>(*m_file);
        m_hub = std::make_unique<Hub>();
        m_hub->startAt(m_log->head());
        connect(m_log.get(), &EventLog::committed, m_log.get(),
                [this](const EventPtr &event) { m_hub->deliver(event); });
        connect(m_file.get(), &EventLog::committed, m_file.get(), [this](const EventPtr &event) {
            if (!event->channel.startsWith("out"))
                m_committed.append(event->body);
        });
    }

    /// Until all that was appended is committed, and told to the hub.
    void settle()
    {
        QVERIFY(append(*m_file, "settled") > EventId());
        QVERIFY(append(*m_file, "/unsafe/settled") > EventId());
    }

    void start(std::function<void()> happens = [] {})
    {
        m_runner.reset();
        m_log->isDead = false;
        settle(); // what the one before has asked for is done
        m_runner = std::make_unique<RouterRunner>(std::make_shared<Doubler>(std::move(happens)), *m_log, *m_hub,
                                                  m_counts, [](auto) {});
        m_runner->start();
    }

    /// The process ends in the midst of an event, and is started again: until it does not end any more, but for @p most
    /// times. How often it ended.
    int crash(int most)
    {
        int crashes = 0;
        const auto isDead = [this] { return m_log->isDead.load(); };
        while (crashes < most) {
            start([this] { m_log->isDead = true; });
            publish("a/x", "after " + QByteArray::number(++m_crashes));
            const auto isDone = [&] {
                m_runner->tick();
                return isDead() || bodies("out").contains(m_sent.back());
            };
            if (!QTest::qWaitFor(isDone, Patience) || !isDead())
                return crashes;
            ++crashes;
        }
        return crashes;
    }

    /// Without waiting for it.
    void publish(const QByteArray &channel, const QByteArray &body)
    {
        m_file->append(draft(channel, body), [](const EventLog::Appended &appended) { QVERIFY(appended.ok()); });
        if (!body.startsWith('-') && channel != "a/bad" && channel != "elsewhere")
            m_sent.append(body);
    }

    QByteArrayList bodies(const QByteArray &channel)
    {
        QByteArrayList bodies;
        for (const EventPtr &event : read(*m_file, {}, channel, { .events = 1'000'000, .bytes = 1LL << 40 }).events)
            bodies.append(event->body);
        return bodies;
    }

    /// Seconds pass, and all comes out that was sent, once and in order.
    void assertAllRouted()
    {
        const bool isAll = QTest::qWaitFor(
            [this] {
                m_runner->tick();
                return bodies("out").size() >= m_sent.size();
            },
            Patience);
        QVERIFY(isAll);
        // In the order of the log, which may commit safe events before unsafe ones.
        QByteArrayList expected;
        for (const QByteArray &body : m_committed) {
            if (expected.count(body) < m_sent.count(body))
                expected.append(body);
        }
        QCOMPARE(bodies("out"), expected);
        QCOMPARE(bodies("out/again"), expected);
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::newRow("memory") << QByteArray("memory");
        QTest::newRow("sqlite") << QByteArray("sqlite");
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_sent.clear();
        m_committed.clear();
        m_counts.events = 0;
        m_counts.refusals.clear();
        makeLog();
    }

    void cleanup()
    {
        m_runner.reset();
        m_log.reset();
        m_file.reset();
    }

    void beginsAtTheEndAndSaysSo()
    {
        publish("a/x", "before");
        settle();
        m_sent.clear();
        start();
        QTRY_VERIFY_WITH_TIMEOUT(m_log->position("doubler"), Patience);
        QCOMPARE(m_log->position("doubler")->value, m_log->head().value);
        publish("a/x", "after");
        assertAllRouted();
        QVERIFY(m_log->position("doubler") > EventId());
    }

    void hearsItsChannelsInOneOrderEachEventOnce()
    {
        start();
        for (int i = 0; i < 50; ++i) {
            const QByteArray body = QByteArray::number(i);
            const QByteArrayList channels{ "a/x", "a/b/x", "/unsafe/c", "elsewhere", "a/bad" };
            publish(channels[i % 5], body);
        }
        assertAllRouted();
        QCOMPARE(m_counts.events, 60);
        QCOMPARE(m_counts.refusals, QByteArrayList(10, "channel a/bad"));
    }

    void goesOnWhereItEnded()
    {
        start();
        publish("a/x", "1");
        assertAllRouted();
        m_runner->stop();
        m_runner.reset();
        for (int i = 2; i < 50; ++i)
            publish(i % 2 == 0 ? "a/b/x" : "/unsafe/c", QByteArray::number(i));
        start();
        publish("a/x", "last");
        assertAllRouted();
        start();
        publish("a/x", "more");
        assertAllRouted();
    }

    void readsAgainWhatGaveNothingAtMostForASecond()
    {
        start();
        publish("a/x", "1");
        assertAllRouted();
        const EventId place = *m_log->position("doubler");
        publish("a/x", "-");
        settle();
        const EventId quiet = read(*m_file, {}, "a/").events.back()->id;
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
        QCOMPARE(m_log->position("doubler")->value, place.value);
        m_runner->tick();
        QTRY_COMPARE_WITH_TIMEOUT(m_log->position("doubler")->value, quiet.value, Patience);

        // And nothing more is written for what is none of its business.
        const int asked = m_log->asked;
        publish("elsewhere", "x");
        settle();
        m_runner->tick();
        QCOMPARE(m_log->asked, asked);
    }

    void keepsItsPlaceAtTheEnd()
    {
        start();
        publish("elsewhere", "x");
        settle();
        m_runner->stop();
        QTRY_COMPARE_WITH_TIMEOUT(m_log->position("doubler").value_or(EventId()).value, m_log->head().value, Patience);
        publish("a/x", "not heard any more");
        settle();
        QVERIFY(bodies("out").isEmpty());
    }

    void whatIsRefusedIsTriedAgain()
    {
        start();
        publish("a/x", "1");
        assertAllRouted();
        m_log->refuses = [] { return true; };
        for (int i = 2; i < 20; ++i)
            publish("a/x", QByteArray::number(i));
        QTRY_VERIFY_WITH_TIMEOUT(m_counts.events == 2 * 19, Patience);
        const int asked = m_log->asked;
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
        QCOMPARE(m_log->asked, asked); // not before a second has passed
        m_runner->tick();
        QCOMPARE(m_log->asked, asked + 1);
        QCOMPARE(bodies("out").size(), 1);
        m_log->refuses = [] { return false; };
        assertAllRouted();
        QCOMPARE(m_counts.events, 2 * 19);
    }

    /// More than it keeps in memory waits in the log, while nothing can be written and the log cannot be read.
    void fallsBehindAndCatchesUp()
    {
        start();
        publish("a/x", "first");
        assertAllRouted();
        m_log->refuses = [] { return true; };
        m_log->fails = [] { return true; };
        for (int i = 0; i < 40; ++i)
            publish(i % 3 == 0 ? "a/b/x" : "a/x", QByteArray::number(i) + QByteArray(100'000, 'x'));
        settle();
        for (int i = 0; i < 5; ++i) {
            m_runner->tick();
            for (int turn = 0; turn < 20; ++turn)
                QCoreApplication::processEvents();
        }
        QVERIFY(m_counts.events < 2 * 35); // the rest has to wait
        m_log->refuses = [] { return false; };
        QCOMPARE(bodies("out").size(), 1);
        m_log->fails = [] { return false; };
        assertAllRouted();
    }

    void longEventsAreRoutedInAThreadOfTheirOwnInOrder()
    {
        std::atomic<int> here = 0;
        std::atomic<int> elsewhere = 0;
        const auto thread = std::this_thread::get_id();
        start([&] { ++(std::this_thread::get_id() == thread ? here : elsewhere); });
        for (int i = 0; i < 20; ++i)
            publish("a/x", '!' + QByteArray::number(i) + QByteArray(i % 4 == 0 ? 70'000 : 60'000, 'x'));
        assertAllRouted();
        QCOMPARE(here.load(), 15);
        QCOMPARE(elsewhere.load(), 5);
    }

    /// What a long event gives comes after the end of the runner: then it is the next one's.
    void endsInTheMidstOfALongEvent_data()
    {
        QTest::addColumn<bool>("isStopped");
        QTest::newRow("stopped") << true;
        QTest::newRow("deleted") << false;
    }

    void endsInTheMidstOfALongEvent()
    {
        QFETCH(const bool, isStopped);
        std::binary_semaphore begun(0);
        std::binary_semaphore mayEnd(0);
        start([&] {
            begun.release();
            mayEnd.acquire();
        });
        publish("a/x", "first");
        publish("a/x", '!' + QByteArray(100'000, 'x'));
        publish("a/x", "last");
        QVERIFY(QTest::qWaitFor([&] { return begun.try_acquire(); }, Patience));
        if (isStopped)
            m_runner->stop();
        mayEnd.release();
        start();
        assertAllRouted();
    }

    void passesOverWhatEndsTheProcess()
    {
        start();
        publish("a/x", "1");
        assertAllRouted();
        for (const int size : { 1, 100'000 }) { // in a turn of the loop, and in the thread
            m_counts.refusals.clear();
            for (const char *body : { "2", "3" })
                publish("a/x", body);
            publish("a/b/x", QByteArray(size, '!'));
            m_sent.removeLast();
            publish("a/x", "4");
            // Once unsuspected, and then alone.
            QCOMPARE(crash(10), 1 + RoutingAttempts::Most);
            QCOMPARE(m_counts.refusals, QByteArrayList{ "fatal a/b/x" });
            assertAllRouted();
            m_runner->stop();
            QCOMPARE(crash(10), 0); // and for good
            assertAllRouted();
            QCOMPARE(m_counts.refusals.size(), 1);
        }
    }

    /// An end that no event is to blame for, again and again: none is passed over.
    void whatIsNotToBlameIsNotPassedOver()
    {
        start();
        publish("a/x", "1");
        assertAllRouted();
        for (int i = 0; i < 20; ++i) {
            publish("a/x", "x" + QByteArray::number(i));
            m_log->isDead = i % 3 != 0;
            start();
            for (int turns = i % 7; turns > 0; --turns)
                QCoreApplication::processEvents();
        }
        assertAllRouted();
        QVERIFY(m_counts.refusals.isEmpty());
    }

    /// The event is tried alone twice, and then the program ends in order: it was something else.
    void anOrderlyEndForgetsTheAttempts()
    {
        start();
        publish("a/x", "1");
        assertAllRouted();
        publish("a/x", "!");
        QCOMPARE(crash(3), 3);
        start(); // does not end at it
        assertAllRouted();
        QVERIFY(m_counts.refusals.isEmpty());
        m_runner->stop();
        publish("a/x", "!again");
        m_sent.removeLast();
        QCOMPARE(crash(10), 1 + RoutingAttempts::Most);
        assertAllRouted();
    }

    /// In normal running nothing is written but what was made and the place.
    void writesNothingMoreWhileAllIsWell()
    {
        start();
        QTRY_VERIFY_WITH_TIMEOUT(m_log->position("doubler!running") == EventId{ 1 }, Patience);
        const int asked = m_log->asked;
        publish("a/x", "1");
        assertAllRouted();
        QVERIFY(m_log->asked <= asked + 2); // its events, and perhaps the place of what a tick found meanwhile
        m_runner->stop();
        QTRY_VERIFY_WITH_TIMEOUT(m_log->position("doubler!running") == EventId{ 0 }, Patience);
        QVERIFY(!m_log->position("doubler!attempt-1"));
    }

    void tellsThatItWasOvertaken()
    {
        makeLog({ .events = 10 });
        start();
        publish("a/x", "1");
        assertAllRouted();
        m_runner.reset();
        for (int i = 0; i < 1000; ++i)
            publish("a/x", QByteArray::number(i));
        const auto isPruned = [this] {
            const auto left = bodies("a/x");
            return left.size() <= 10 && left.contains("999"); // and not because none of them is there yet
        };
        QVERIFY(QTest::qWaitFor(isPruned, Patience));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("router doubler: events were dropped")));
        start();
        QVERIFY(QTest::qWaitFor([this] { return bodies("out").contains("999"); }, Patience));
        publish("a/x", "new"); // not before: what is made of the others could drive it out of the log
        QVERIFY(QTest::qWaitFor([this] { return bodies("out").contains("new"); }, Patience));
    }

    /// Whenever the server ends, whatever the log refuses: each event once, in order.
    void nothingIsLostNorDoubled()
    {
        std::mt19937 random(42);
        start();
        QTRY_VERIFY_WITH_TIMEOUT(m_log->position("doubler"), Patience);
        const auto sometimes = [&random](unsigned oneIn) { return [&random, oneIn] { return random() % oneIn == 0; }; };
        m_log->refuses = sometimes(3);
        m_log->fails = sometimes(4);
        for (int i = 0; i < 600; ++i) {
            const QByteArrayList channels{ "a/x", "a/b/x", "/unsafe/c", "elsewhere" };
            publish(channels[qsizetype(random() % 4)],
                    QByteArray(random() % 5 == 0 ? "-" : "") + QByteArray::number(i) +
                        QByteArray(qsizetype(random() % (random() % 20 == 0 ? 200'000 : 20'000)), 'x'));
            for (auto turns = random() % 4; turns > 0; --turns)
                QCoreApplication::processEvents();
            if (random() % 5 == 0)
                m_runner->tick();
            if (random() % 20 == 0) {
                if (random() % 2 == 0)
                    m_runner->stop();
                start();
            }
        }
        m_log->refuses = [] { return false; };
        m_log->fails = [] { return false; };
        assertAllRouted();
    }
};

HOOKBOT_TEST(RouterRunnerTest)
#include "routerrunner_test.moc"
