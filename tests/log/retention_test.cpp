#include "tests/log/everylog.h"
#include "tests/support/suite.h"

using namespace hookbot;
using namespace std::chrono_literals;

/// What every EventLog drops and what it says of that.
class RetentionTest : public QObject, private EveryLog
{
    Q_OBJECT

private:
    /// Retention has dropped what matches up to @p last, and what is left begins with @p oldest.
    [[nodiscard]] bool isPrunedTo(const QByteArray &filter, EventId last, EventId oldest)
    {
        return QTest::qWaitFor([&] { return read({}, filter).pruned >= last; }, Patience) &&
               read({}, filter).pruned == last && read({}, filter).oldest == oldest && !find(*m_log, last) &&
               find(*m_log, oldest);
    }

private Q_SLOTS:
    void initTestCase_data() { addKinds(); }

    void init() { makeLog({}); }

    void cleanup() { m_log.reset(); }

    void hasDroppedNothingAtFirst()
    {
        const EventId first = append("a");
        append("a");
        QVERIFY(read({}, "a").pruned < first);
        QVERIFY(read({}, "/unsafe/").pruned < first);
    }

    void dropsTheOldestByNumber()
    {
        makeLog({ .events = 3 });
        const std::vector<EventId> ids = appendMany(10, "a");
        QVERIFY(isPrunedTo("a", ids[6], ids[7]));
        QCOMPARE(idsOf(*m_log, "a"), std::vector(ids.end() - 3, ids.end()));
        QCOMPARE(m_log->head().value, ids.back().value);
    }

    void dropsTheOldestByWeight()
    {
        makeLog({});
        appendMany(7, "a", QByteArray(1000, 'x'));
        const qint64 seven = hookbot::totals(*m_log).bytes;
        appendMany(3, "a", QByteArray(1000, 'x'));
        // What the last three take, and room for a mark; but not for one more.
        makeLog({ .bytes = hookbot::totals(*m_log).bytes - seven + 100 });
        const std::vector<EventId> ids = appendMany(10, "a", QByteArray(1000, 'x'));
        QVERIFY(isPrunedTo("a", ids[6], ids[7]));
        QCOMPARE(idsOf(*m_log, "a").size(), size_t(3));
    }

    void dropsTheOldestByAge()
    {
        makeLog({ .age = 1h });
        appendMany(3, "a");
        const EventId lastTooOld = append("a");
        m_clock.advance(30min);
        const EventId first = append("a");
        m_clock.advance(31min);
        append("a");
        QVERIFY(isPrunedTo("a", lastTooOld, first));
        QCOMPARE(idsOf(*m_log, "").size(), size_t(2));
    }

    /// A listener of a quiet channel has missed nothing, however much of others was dropped since.
    void tellsOfDroppedEventsOnlyThoseThatItWouldHaveHeard()
    {
        makeLog({ .events = 8 });
        const EventId early = append("busy/a");
        const EventId seen = append("quiet/a");
        const EventId dropped = append("quiet/b");
        appendMany(20, "busy/a");
        QVERIFY(QTest::qWaitFor([&] { return idsOf(*m_log, "").size() == 8; }, Patience));
        QCOMPARE(read(seen, "quiet/a").pruned.value, seen.value);
        QCOMPARE(read(seen, "quiet/b").pruned.value, dropped.value);
        QCOMPARE(read(seen, "quiet/").pruned.value, dropped.value);
        QCOMPARE(read(seen, "quiet/").oldest.value, 0);
        QVERIFY(read(early, "busy/a").pruned > dropped);
        QVERIFY(read(early, "busy/a").oldest > read(early, "busy/a").pruned);
        QVERIFY(read(seen, "").pruned > dropped);
        QVERIFY(read(seen, "never heard of").pruned < early);
    }

    void keepsWhatIsNotBeyondRetention()
    {
        makeLog({});
        appendMany(10, "a");
        makeLog({ .events = 10, .bytes = hookbot::totals(*m_log).bytes, .age = 1h });
        const std::vector<EventId> ids = appendMany(10, "a");
        m_clock.advance(1h);
        // What drops the unsafe ones has looked at the safe ones, too.
        const std::vector<EventId> unsafe = appendMany(4, "/unsafe/a");
        QVERIFY(isPrunedTo("/unsafe/", unsafe[0], unsafe[1]));
        QCOMPARE(idsOf(*m_log, "a"), ids);
    }

    void noFloodOfOneKindDropsTheOther_data()
    {
        QTest::addColumn<QByteArray>("flooded");
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<int>("kept");
        QTest::addColumn<bool>("isByWeight");

        QTest::newRow("unsafe, number") << QByteArray("/unsafe/a") << QByteArray("a") << 2 << false;
        QTest::newRow("safe, number") << QByteArray("a") << QByteArray("/unsafe/a") << 8 << false;
        QTest::newRow("unsafe, weight") << QByteArray("/unsafe/a") << QByteArray("a") << 2 << true;
        QTest::newRow("safe, weight") << QByteArray("a") << QByteArray("/unsafe/a") << 8 << true;
    }

    void noFloodOfOneKindDropsTheOther()
    {
        QFETCH(QByteArray, flooded);
        QFETCH(QByteArray, other);
        QFETCH(int, kept);
        QFETCH(bool, isByWeight);
        const qint64 weight = 10'000;
        if (isByWeight)
            makeLog({ .events = 1000, .bytes = 9 * weight, .unsafeBytes = 3 * weight });
        else
            makeLog({ .events = 8 });
        const std::vector<EventId> others = appendMany(2, other, QByteArray(weight, 'x'));
        const std::vector<EventId> flood = appendMany(100, flooded, QByteArray(weight, 'x'));
        const size_t first = flood.size() - size_t(kept);
        QVERIFY(isPrunedTo(flooded, flood[first - 1], flood[first]));
        QCOMPARE(idsOf(*m_log, flooded).size(), size_t(kept));
        QCOMPARE(idsOf(*m_log, other), others);
        QVERIFY(read({}, other).pruned < others[0]);
    }
};

HOOKBOT_TEST(RetentionTest)
#include "retention_test.moc"
