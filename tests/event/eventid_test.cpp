#include "broker/event/eventid.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

class EventIdTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsTheTimeAndACounter()
    {
        const std::chrono::system_clock::time_point time(1'700'000'000'123ms);
        const EventId first = EventId::next({}, time);
        QCOMPARE(first.value, 1'700'000'000'123LL << 20);
        QCOMPARE(EventId::next(first, time).value, first.value + 1);
        QCOMPARE(EventId::next(first, time + 1ms).value, (1'700'000'000'124LL << 20));
    }

    void growsThroughAClockThatJumpsBack()
    {
        const std::chrono::system_clock::time_point time(1'700'000'000'000ms);
        const EventId before = EventId::next({}, time);
        const EventId after = EventId::next(before, time - 1h);
        QVERIFY(after > before);
        QCOMPARE(after.value, before.value + 1);
    }

    void isPositiveEvenBefore1970()
    {
        QCOMPARE(EventId::next({}, std::chrono::system_clock::time_point(-5s)).value, 1);
    }

    void parse_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("value"); // 0: refused
        QTest::newRow("one") << QByteArray("1") << qint64(1);
        QTest::newRow("largest") << QByteArray("9223372036854775807") << std::numeric_limits<qint64>::max();
        QTest::newRow("too large") << QByteArray("9223372036854775808") << qint64(0);
        QTest::newRow("zero") << QByteArray("0") << qint64(0);
        QTest::newRow("negative") << QByteArray("-1") << qint64(0);
        QTest::newRow("signed") << QByteArray("+1") << qint64(0);
        QTest::newRow("blank before") << QByteArray(" 1") << qint64(0);
        QTest::newRow("something behind") << QByteArray("1x") << qint64(0);
        QTest::newRow("hexadecimal") << QByteArray("0x10") << qint64(0);
        QTest::newRow("nothing") << QByteArray() << qint64(0);
    }

    void parse()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, value);
        QCOMPARE(EventId::parse(text).value_or(EventId()).value, value);
        if (value > 0)
            QCOMPARE(EventId{ value }.toByteArray(), text);
    }
};

HOOKBOT_TEST(EventIdTest)
#include "eventid_test.moc"
