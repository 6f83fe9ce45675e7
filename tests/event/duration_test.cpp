#include "broker/event/duration.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class DurationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesANumberAndAUnit_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("s") << QByteArray("90s") << qint64(90);
        QTest::newRow("m") << QByteArray("10m") << qint64(600);
        QTest::newRow("h") << QByteArray("24h") << qint64(86'400);
        QTest::newRow("d") << QByteArray("7d") << qint64(604'800);
        QTest::newRow("longest") << QByteArray("36500d") << qint64(3'153'600'000);
        QTest::newRow("longest in seconds") << QByteArray("3153600000s") << qint64(3'153'600'000);
    }

    void parsesANumberAndAUnit()
    {
        QFETCH(const QByteArray, text);
        const auto duration = durationOf(text);
        QVERIFY(duration);
        QTEST(qint64(duration->count()), "seconds");
    }

    void refusesAnythingElse()
    {
        for (const char *text : { "", "30", "s", "0s", "-5s", "+5s", " 5s", "5s ", "5 s", "1.5h", "5x", "1h30m", "5S",
                                  "36501d", "3153600001s", "99999999999999999999h" })
            QVERIFY2(!durationOf(text), text);
    }
};

HOOKBOT_TEST(DurationTest)
#include "duration_test.moc"
