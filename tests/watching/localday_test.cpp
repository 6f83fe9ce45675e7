#include "broker/watching/localday.h"
#include "broker/watching/recentarrivals.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

EventPtr anEvent(qint64 id, qsizetype size)
{
    auto event = std::make_shared<Event>();
    event->id = { id };
    event->channel = "a";
    event->body = QByteArray(size, 'x');
    return event;
}

class LocalDayTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void daysFollowEachOther()
    {
        const auto now = std::chrono::system_clock::now();
        const LocalDay today = LocalDay::of(now);
        QVERIFY(today.begin <= now && now < today.end);
        const LocalDay tomorrow = LocalDay::of(today.end);
        QVERIFY(tomorrow.begin == today.end);
        QVERIFY(LocalDay::of(today.end - 1ms).begin == today.begin);
        QVERIFY(today.end - today.begin >= 23h && today.end - today.begin <= 25h);
    }

    void arrivalsAreBoundedInNumber()
    {
        RecentArrivals arrivals;
        for (qint64 id = 1; id <= 500; ++id)
            arrivals.add(anEvent(id, 10), int(id));
        const auto taken = arrivals.take();
        QCOMPARE(taken.size(), 200);
        QCOMPARE(taken.front().event->id.value, 301);
        QCOMPARE(taken.back().event->id.value, 500);
        QCOMPARE(taken.back().deliveredTo, 500);
        QVERIFY(arrivals.take().empty());
    }

    void longBodiesAreCutAndBytesBounded()
    {
        RecentArrivals arrivals;
        const EventPtr large = anEvent(1, qsizetype(100) * 1024);
        arrivals.add(large, 0);
        arrivals.add(anEvent(2, qsizetype(16) * 1024), 0);
        const auto taken = arrivals.take();
        QCOMPARE(taken[0].event->body.size(), 16 * 1024);
        QCOMPARE(taken[0].size, 100 * 1024);
        QCOMPARE(large->body.size(), 100 * 1024);
        QCOMPARE(taken[1].event->body.size(), 16 * 1024);
    }
};

} // namespace

HOOKBOT_TEST(LocalDayTest)
#include "localday_test.moc"
