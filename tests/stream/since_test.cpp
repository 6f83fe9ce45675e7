#include "broker/stream/since.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

class SinceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words()
    {
        const auto none = Since::parse("none", {});
        QVERIFY(none && !none->after);
        const auto all = Since::parse("all", {});
        QVERIFY(all && all->after == EventId());
        QVERIFY(!all->isExact);
    }

    void anId()
    {
        const auto since = Since::parse("1854123456789012", {});
        QVERIFY(since);
        QCOMPARE(since->after->value, 1854123456789012LL);
        QVERIFY(since->isExact);
    }

    void durationsCountBack_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("s") << QByteArray("90s") << qint64(90);
        QTest::newRow("m") << QByteArray("10m") << qint64(600);
        QTest::newRow("h") << QByteArray("24h") << qint64(86'400);
        QTest::newRow("d") << QByteArray("7d") << qint64(604'800);
    }

    void durationsCountBack()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const qint64, seconds);
        const std::chrono::system_clock::time_point now{ 1'700'000'000s };
        const auto since = Since::parse(text, now);
        QVERIFY(since);
        QCOMPARE(since->after->value, EventId::atTime(now - std::chrono::seconds(seconds)).value);
        QVERIFY(!since->isExact);
    }

    void aTimeIsUtcInWholeSeconds()
    {
        const auto since = Since::parse("2026-11-28T10:00:00Z", {});
        QVERIFY(since && since->from);
        QVERIFY(*since->from == std::chrono::system_clock::time_point(1'795'860'000s));
        for (const char *text : { "2026-02-29T10:00:00Z", "2026-11-28T24:00:00Z", "2026-11-28T10:60:00Z",
                                  "2026-11-28T10:00:00", "2026-11-28 10:00:00Z", "2026-11-28", "2026-13-01T00:00:00Z" })
            QVERIFY2(!Since::parse(text, {}), text);
    }

    void longerThanTimeIsAll()
    {
        const auto since = Since::parse("36500d", std::chrono::system_clock::time_point(1'700'000'000s));
        QVERIFY(since);
        QCOMPARE(since->after->value, 0);
    }

    void allElseIsNothing()
    {
        for (const char *text : { "", " ", "0", "-1", "+1", "1.5", "1 ", "0x10", "9223372036854775808", "ALL", "5y",
                                  "s", "0s", "-5s", "5ms", "36501d", "99999999999999999999h", "1h30m", "\xff" })
            QVERIFY2(!Since::parse(text, {}), text);
    }
};

HOOKBOT_TEST(SinceTest)
#include "since_test.moc"
