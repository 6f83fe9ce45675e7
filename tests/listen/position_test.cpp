#include "listen/position.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot::listen;
using namespace std::chrono_literals;

class PositionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstCallAsksForTheGivenValue_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("asked");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("none") << QByteArray("none") << QByteArray();
        QTest::newRow("all") << QByteArray("all") << QByteArray("all");
        QTest::newRow("duration") << QByteArray("10m") << QByteArray("10m");
        QTest::newRow("id") << QByteArray("1234567890123456789") << QByteArray("1234567890123456789");
    }

    void theFirstCallAsksForTheGivenValue()
    {
        QFETCH(QByteArray, given);
        QTEST(Position(given).since(0ms), "asked");
    }

    /// Events may have arrived between two calls, however short the pause was.
    void beforeAnyEventFurtherCallsCountBackToTheFirst_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<qint64>("passed");
        QTest::addColumn<QByteArray>("asked");
        const auto row = [](const char *given, std::chrono::milliseconds passed, const char *asked) {
            QTest::addRow("%s after %lld ms", given, (long long)passed.count())
                << QByteArray(given) << qint64(passed.count()) << QByteArray(asked);
        };
        row("", 1ms, "1s");
        row("", 999ms, "1s");
        row("", 1000ms, "1s");
        row("", 1001ms, "2s");
        row("none", 1h, "3600s");
        row("90s", 1ms, "91s");
        row("2m", 10s, "130s");
        row("24h", 1s, "86401s");
        row("7d", 24h, "691200s");
        row("36500d", 24h, "3153600000s"); // as far back as a server accepts
        row("all", 1h, "all");
        row("17", 1h, "17");
    }

    void beforeAnyEventFurtherCallsCountBackToTheFirst()
    {
        QFETCH(QByteArray, given);
        QFETCH(qint64, passed);
        QTEST(Position(given).since(std::chrono::milliseconds(passed)), "asked");
    }

    void afterAnEventItIsItsId()
    {
        for (const char *given : { "", "all", "90s", "17" }) {
            Position position(given);
            QCOMPARE(position.lastId(), QByteArray());
            position.received("42");
            position.received("43");
            QCOMPARE(position.lastId(), QByteArray("43"));
            QCOMPARE(position.since(0ms), QByteArray("43"));
            QCOMPARE(position.since(5h), QByteArray("43"));
        }
    }

    /// Such as one that is replayed to this listener only.
    void anEarlierEventDoesNotMoveIt()
    {
        Position position("5");
        position.received("9");
        position.received("10");
        position.received("9");
        QCOMPARE(position.since(0ms), QByteArray("10"));
        position.received("1882413467295744000");
        position.received("1782413467295744000");
        QCOMPARE(position.since(0ms), QByteArray("1882413467295744000"));
        position.received("no number"); // from another kind of server
        QCOMPARE(position.since(0ms), QByteArray("no number"));
    }

    void anEventWithoutAnIdDoesNotMoveIt()
    {
        Position position("90s");
        position.received("");
        QCOMPARE(position.since(1s), QByteArray("91s"));
        position.received("42");
        position.received("");
        QCOMPARE(position.since(1s), QByteArray("42"));
    }

    void isSinceAcceptsWhatAServerAccepts()
    {
        for (const char *good :
             { "none", "all", "1s", "90s", "10m", "24h", "7d", "36500d", "3153600000s", "1", "9223372036854775807" })
            QVERIFY2(Position::isSince(good), good);
        for (const char *bad : { "",
                                 "s",
                                 "0",
                                 "0s",
                                 "-1",
                                 "-1s",
                                 "+1",
                                 "+1s",
                                 " 1",
                                 "1 ",
                                 "1 s",
                                 "1.5h",
                                 "0x10",
                                 "1w",
                                 "1S",
                                 "s1",
                                 "ALL",
                                 "36501d",
                                 "3153600001s",
                                 "99999999999999999999d",
                                 "9223372036854775808",
                                 "1&format=raw",
                                 "1s\r\nX: y",
                                 "\xD9\xA1" })
            QVERIFY2(!Position::isSince(bad), bad);
        QVERIFY(!Position::isSince(QByteArray("1\0", 2)));
    }
};

HOOKBOT_TEST(PositionTest)
#include "position_test.moc"
