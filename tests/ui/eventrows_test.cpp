#include "tests/support/suite.h"
#include "ui/events/eventrows.h"

#include <QtTest/QTest>

using namespace hookbot;

namespace {

/// Events with these ids, in this order.
QList<EventSummary> eventsWithIds(qint64 from, qint64 to)
{
    QList<EventSummary> all;
    const qint64 step = from <= to ? 1 : -1;
    for (qint64 id = from; id != to + step; id += step) {
        all.append(EventSummary());
        all.last().id = id;
    }
    return all;
}

} // namespace

class EventRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStretchGrowsAtBothEnds()
    {
        EventRows rows;
        QVERIFY(rows.isAtHead());
        rows.beginAt(100);
        rows.addBelow(eventsWithIds(100, 91), 91, false);
        QCOMPARE(rows.count(), 10);
        QCOMPARE(rows.at(0).id, 100);
        QCOMPARE(rows.top(), 100);
        QCOMPARE(rows.bottom(), 91);
        QVERIFY(!rows.isAtEnd());

        QCOMPARE(rows.countAbove(eventsWithIds(98, 103)), 3);
        rows.addAbove(eventsWithIds(98, 103)); // those that are rows already are not added again
        rows.reachHead(103);
        QCOMPARE(rows.count(), 13);
        QCOMPARE(rows.at(0).id, 103);
        QVERIFY(rows.isAtHead());

        rows.addBelow(eventsWithIds(90, 88), 0, true);
        QVERIFY(rows.isAtEnd());
        QCOMPARE(rows.rowOf(103), 0);
        QCOMPARE(rows.rowOf(88), 15);
        QCOMPARE(rows.rowOf(87), -1);
        QCOMPARE(rows.rowOf(104), -1);
    }

    void whatIsAboveTheTopIsKnownButNotARow()
    {
        EventRows rows;
        rows.beginAt(10);
        rows.addBelow(eventsWithIds(10, 1), 0, true);
        rows.noteHead(15);
        QVERIFY(!rows.isAtHead());
        QCOMPARE(rows.head(), 15);
        QCOMPARE(rows.top(), 10);
        rows.reach(12); // nothing matched up to there
        QVERIFY(!rows.isAtHead());
        rows.reach(20);
        QVERIFY(rows.isAtHead());
        QCOMPARE(rows.head(), 20);
    }

    void bothEndsAreTrimmed()
    {
        EventRows rows;
        rows.beginAt(5000);
        rows.addBelow(eventsWithIds(5000, 901), 901, false);
        QCOMPARE(rows.surplus(), 100);
        rows.trimAbove();
        QCOMPARE(rows.count(), EventRows::MaxRows);
        QCOMPARE(rows.top(), 4900);
        QVERIFY(rows.isTrimmedAbove());
        QVERIFY(!rows.isAtHead());

        rows.addAbove(eventsWithIds(4901, 5000));
        rows.reachHead(5000);
        QVERIFY(!rows.isTrimmedAbove());
        rows.trimBelow();
        QCOMPARE(rows.surplus(), 0);
        QCOMPARE(rows.bottom(), 1001);
        QVERIFY(!rows.isAtEnd());
    }

    void withoutRowsEverythingIsNewer()
    {
        EventRows rows;
        rows.beginAt(10);
        rows.addBelow({}, 0, true);
        QCOMPARE(rows.countAbove(eventsWithIds(5, 7)), 3);
        QCOMPARE(rows.surplus(), 0);
        rows.clear();
        QCOMPARE(rows.count(), 0);
        QVERIFY(!rows.isAtEnd());
    }
};

HOOKBOT_TEST(EventRowsTest)
#include "eventrows_test.moc"
