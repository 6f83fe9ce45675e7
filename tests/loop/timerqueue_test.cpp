#include "broker/loop/timerqueue.h"
#include "tests/support/suite.h"

#include <QtCore/QObject>
#include <QtTest/QTest>

#include <vector>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

/// A moment that no coarse step falls on.
constexpr TimerQueue::Time start{ 1000000s + 1234567ns };

std::vector<int> fire(TimerQueue &queue, TimerQueue::Time now)
{
    std::vector<int> fired;
    const auto end = queue.passEnd(now);
    while (const auto timer = queue.takeDue(end)) {
        fired.push_back(timer->id);
        queue.finish(timer->id);
    }
    return fired;
}

using Ids = std::vector<int>;

} // namespace

class TimerQueueTest : public QObject
{
    Q_OBJECT

private:
    QObject m_object;
    QObject m_other;

    TimerQueue::Timer precise(int id, TimerQueue::Milliseconds interval)
    {
        return { id, &m_object, Qt::PreciseTimer, interval };
    }

private Q_SLOTS:
    void preciseIsNeverEarlyAndRepeats()
    {
        TimerQueue queue;
        queue.add(precise(1, 10ms), start);
        QCOMPARE(fire(queue, start + 10ms - 1ns), Ids());
        QCOMPARE(fire(queue, start + 10ms), Ids{ 1 });
        QCOMPARE(fire(queue, start + 20ms - 1ns), Ids());
        QCOMPARE(fire(queue, start + 20ms), Ids{ 1 });
    }

    void latenessDoesNotAddUp()
    {
        TimerQueue queue;
        queue.add(precise(1, 10ms), start);
        QCOMPARE(fire(queue, start + 13ms), Ids{ 1 });
        QCOMPARE(fire(queue, start + 20ms - 1ns), Ids());
        QCOMPARE(fire(queue, start + 20ms), Ids{ 1 });
    }

    void severalMissedIntervalsFireOnce()
    {
        TimerQueue queue;
        queue.add(precise(1, 10ms), start);
        QCOMPARE(fire(queue, start + 95ms), Ids{ 1 });
        QCOMPARE(fire(queue, start + 95ms), Ids());
        QCOMPARE(fire(queue, start + 105ms - 1ns), Ids());
        QCOMPARE(fire(queue, start + 105ms), Ids{ 1 });
    }

    void firesInOrderOfTimeThenOfArrival()
    {
        TimerQueue queue;
        queue.add(precise(1, 20ms), start);
        queue.add(precise(2, 10ms), start);
        queue.add(precise(3, 20ms), start);
        queue.add(precise(4, 10ms), start);
        QCOMPARE(fire(queue, start + 20ms), (Ids{ 2, 4, 1, 3 }));
    }

    void zeroIntervalFiresOnceAPass()
    {
        TimerQueue queue;
        queue.add(precise(1, 0ms), start);
        queue.add(precise(2, 0ms), start);
        QCOMPARE(queue.wait(start), 0ms);
        QCOMPARE(fire(queue, start), (Ids{ 1, 2 }));
        QCOMPARE(fire(queue, start), (Ids{ 1, 2 }));
        QCOMPARE(fire(queue, start + 1ms), (Ids{ 1, 2 }));
    }

    void addedWhileFiringWaitsForTheNextPass()
    {
        TimerQueue queue;
        queue.add(precise(1, 0ms), start);
        const auto end = queue.passEnd(start);
        QCOMPARE(queue.takeDue(end)->id, 1);
        queue.add(precise(2, 0ms), start);
        QVERIFY(!queue.takeDue(end));
        queue.finish(1);
        QCOMPARE(fire(queue, start), (Ids{ 1, 2 }));
    }

    void removedWhileFiring()
    {
        TimerQueue queue;
        for (int id = 1; id <= 4; ++id)
            queue.add(precise(id, 10ms), start);
        const auto end = queue.passEnd(start + 10ms);
        QCOMPARE(queue.takeDue(end)->id, 1);
        QVERIFY(queue.remove(1)); // itself
        QVERIFY(queue.remove(3)); // another one that is due
        queue.finish(1);
        QCOMPARE(queue.takeDue(end)->id, 2);
        queue.finish(2);
        QCOMPARE(queue.takeDue(end)->id, 4);
        queue.finish(4);
        QVERIFY(!queue.takeDue(end));
        QVERIFY(!queue.remove(1));
    }

    void doesNotRecurse()
    {
        TimerQueue queue;
        queue.add(precise(1, 10ms), start);
        queue.add(precise(2, 30ms), start);
        const auto outer = queue.passEnd(start + 10ms);
        QCOMPARE(queue.takeDue(outer)->id, 1);
        // A loop within the slot of timer 1: only the other one can be waited for and fires.
        QCOMPARE(queue.wait(start + 10ms), 20ms);
        QCOMPARE(fire(queue, start + 30ms), Ids{ 2 });
        QVERIFY(!queue.takeDue(outer));
        queue.finish(1);
        QCOMPARE(fire(queue, start + 40ms), Ids{ 1 });
    }

    void nothingToWaitForWhileTheOnlyOneIsHandled()
    {
        TimerQueue queue;
        QVERIFY(!queue.wait(start));
        queue.add(precise(1, 0ms), start);
        QVERIFY(queue.takeDue(queue.passEnd(start)));
        QVERIFY(!queue.wait(start));
        queue.finish(1);
        QCOMPARE(queue.wait(start), 0ms);
    }

    void waitAndRemainingAreRoundedUp()
    {
        TimerQueue queue;
        queue.add(precise(1, 10ms), start);
        QCOMPARE(queue.wait(start), 10ms);
        QCOMPARE(queue.wait(start + 1ns), 10ms);
        QCOMPARE(queue.wait(start + 1ms), 9ms);
        QCOMPARE(queue.remaining(1, start + 9ms + 1ns), 1ms);
        QCOMPARE(queue.remaining(1, start + 11ms), 0ms);
        QVERIFY(!queue.remaining(2, start));
    }

    void sameIdTakesThePlaceOfTheOld()
    {
        TimerQueue queue;
        queue.add(precise(1, 10ms), start);
        queue.add(precise(1, 50ms), start);
        QCOMPARE(fire(queue, start + 10ms), Ids());
        QCOMPARE(fire(queue, start + 50ms), Ids{ 1 });
        QVERIFY(queue.remove(1));
        QVERIFY(queue.isEmpty());
    }

    void timersOfAnObject()
    {
        TimerQueue queue;
        queue.add(precise(1, 30ms), start);
        queue.add({ 2, &m_other, Qt::CoarseTimer, 10ms }, start);
        queue.add({ 3, &m_object, Qt::VeryCoarseTimer, 0ms }, start);
        Ids ids;
        queue.forEach(&m_object, [&ids](const TimerQueue::Timer &timer) { ids.push_back(timer.id); });
        QCOMPARE(ids, (Ids{ 3, 1 }));
        QVERIFY(queue.removeAll(&m_object));
        QVERIFY(!queue.removeAll(&m_object));
        QVERIFY(!queue.remove(1));
        QCOMPARE(fire(queue, start + 10ms), Ids{ 2 });
    }

    void coarseIsLateByATwentiethAtMost_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("interval");
        QTest::addColumn<int>("late");
        for (const int interval : { 1, 19, 20, 21, 100, 250, 999, 1000, 10240, 20000, 3600000 })
            QTest::addRow("coarse %d", interval) << int(Qt::CoarseTimer) << interval << interval / 20;
        for (const int interval : { 1, 1000, 60000 })
            QTest::addRow("very coarse %d", interval) << int(Qt::VeryCoarseTimer) << interval << 512;
    }
    void coarseIsLateByATwentiethAtMost()
    {
        QFETCH(const int, type);
        QFETCH(const int, interval);
        QFETCH(const int, late);
        const TimerQueue::Milliseconds length(interval);
        TimerQueue queue;
        queue.add({ 1, &m_object, Qt::TimerType(type), length }, start);
        for (int i = 0; i < 10; ++i) {
            const TimerQueue::Milliseconds wait = queue.remaining(1, start + i * length).value();
            QVERIFY(wait >= length || type == Qt::VeryCoarseTimer);
            QVERIFY(wait <= length + TimerQueue::Milliseconds(late));
            if (type == Qt::CoarseTimer)
                QCOMPARE(fire(queue, start + i * length + wait), Ids{ 1 });
        }
    }

    void coarseOnesMeet()
    {
        TimerQueue queue;
        for (int id = 1; id <= 100; ++id)
            queue.add({ id, &m_object, Qt::CoarseTimer, 30s }, start + id * 1ms);
        const auto due = start + queue.wait(start).value();
        QCOMPARE(fire(queue, due).size() + fire(queue, due + 512ms).size(), size_t(100));
    }

    void veryLongIntervalsDoNotOverflow()
    {
        TimerQueue queue;
        queue.add(precise(1, TimerQueue::Milliseconds::max()), start);
        QVERIFY(queue.wait(start).value() > 24h * 365 * 99);
    }
};

HOOKBOT_TEST(TimerQueueTest)
#include "timerqueue_test.moc"
