#include "listen/place.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot::listen;
using namespace std::chrono_literals;

class PlaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstCallAsksForWhatItWasGiven_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("asked");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("none") << QByteArray("none") << QByteArray();
        QTest::newRow("all") << QByteArray("all") << QByteArray("all");
        QTest::newRow("duration") << QByteArray("10m") << QByteArray("10m");
        QTest::newRow("id") << QByteArray("1234567890123456789") << QByteArray("1234567890123456789");
    }

    void theFirstCallAsksForWhatItWasGiven()
    {
        QFETCH(QByteArray, given);
        QTEST(Place(given).since(0ms), "asked");
    }

    /// Nobody listened between two calls, however short that was.
    void beforeAnyEventTheNextCallsCountBackToTheFirst_data()
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
        row("36500d", 24h, "3153600000s"); // as far back as a server goes
        row("all", 1h, "all");
        row("17", 1h, "17");
    }

    void beforeAnyEventTheNextCallsCountBackToTheFirst()
    {
        QFETCH(QByteArray, given);
        QFETCH(qint64, passed);
        QTEST(Place(given).since(std::chrono::milliseconds(passed)), "asked");
    }

    void afterAnEventItIsItsId()
    {
        for (const char *given : { "", "all", "90s", "17" }) {
            Place place(given);
            QCOMPARE(place.lastId(), QByteArray());
            place.heard("42");
            place.heard("43");
            QCOMPARE(place.lastId(), QByteArray("43"));
            QCOMPARE(place.since(0ms), QByteArray("43"));
            QCOMPARE(place.since(5h), QByteArray("43"));
        }
    }

    /// One that a person gives to this listener once more.
    void anEventOfBeforeIsNoPlace()
    {
        Place place("5");
        place.heard("9");
        place.heard("10");
        place.heard("9");
        QCOMPARE(place.since(0ms), QByteArray("10"));
        place.heard("1882413467295744000");
        place.heard("1782413467295744000");
        QCOMPARE(place.since(0ms), QByteArray("1882413467295744000"));
        place.heard("no number"); // of a server that is not ours
        QCOMPARE(place.since(0ms), QByteArray("no number"));
    }

    void anEventWithoutAnIdIsNoPlace()
    {
        Place place("90s");
        place.heard("");
        QCOMPARE(place.since(1s), QByteArray("91s"));
        place.heard("42");
        place.heard("");
        QCOMPARE(place.since(1s), QByteArray("42"));
    }

    void whatCanBeSinceIsWhatAServerTakes()
    {
        for (const char *good :
             { "none", "all", "1s", "90s", "10m", "24h", "7d", "36500d", "3153600000s", "1", "9223372036854775807" })
            QVERIFY2(Place::isSince(good), good);
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
            QVERIFY2(!Place::isSince(bad), bad);
        QVERIFY(!Place::isSince(QByteArray("1\0", 2)));
    }
};

HOOKBOT_TEST(PlaceTest)
#include "place_test.moc"
