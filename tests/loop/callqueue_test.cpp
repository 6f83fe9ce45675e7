#include "broker/loop/callqueue.h"
#include "tests/support/suite.h"

#include <QtCore/QCoreApplication>
#include <QtTest/QTest>

#include <optional>
#include <thread>

using namespace hookbot;

/// Calls from one thread into another.
class CallQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesCallsInOrder()
    {
        CallQueue queue;
        QList<int> made;
        std::thread other([&queue, &made] {
            for (int i = 0; i < 100; ++i)
                queue.post([&made, i] { made.append(i); });
        });
        QTRY_COMPARE_WITH_TIMEOUT(made.size(), qsizetype(100), Patience);
        other.join();
        for (int i = 0; i < 100; ++i)
            QCOMPARE(made[i], i);
    }

    void dropsWhatComesAfterItsEnd()
    {
        std::optional<CallQueue> queue(std::in_place);
        const CallQueue::Sender sender = queue->sender();
        int made = 0;
        const auto held = std::make_shared<int>();
        sender.post([&made, held] { ++made; });
        queue.reset();
        QCOMPARE(held.use_count(), 1L);
        sender.post([&made, held] { ++made; });
        QCOMPARE(held.use_count(), 1L);
        QCoreApplication::processEvents();
        QCOMPARE(made, 0);
    }

    void aCallMayEndTheQueue()
    {
        auto queue = std::make_unique<CallQueue>();
        int made = 0;
        queue->post([&] {
            ++made;
            queue.reset();
        });
        queue->post([&] { ++made; });
        QTRY_VERIFY_WITH_TIMEOUT(!queue, Patience);
        QCOMPARE(made, 1);
    }
};

HOOKBOT_TEST(CallQueueTest)
#include "callqueue_test.moc"
