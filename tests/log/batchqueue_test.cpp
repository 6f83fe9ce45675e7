#include "broker/log/batchqueue.h"
#include "tests/log/asking.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

namespace {

constexpr qsizetype Kibibyte = 1024;
constexpr qsizetype Mebibyte = 1024 * Kibibyte;

EventLog::Batch batchOf(qsizetype bytes)
{
    return { { draft("a", QByteArray(bytes, 'x')) }, {} };
}

class BatchQueueTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void safeBatchesComeFirst()
    {
        BatchQueue queue;
        QVERIFY(queue.isEmpty());
        QVERIFY(queue.add(batchOf(1), Trust::Unsafe));
        QVERIFY(queue.add(batchOf(2), Trust::Safe));
        QVERIFY(!queue.add(batchOf(3), Trust::Safe));
        const BatchQueue::Taken taken = queue.take();
        QCOMPARE(taken.counts[Trust::Safe], 2);
        QCOMPARE(taken.counts[Trust::Unsafe], 1);
        QCOMPARE(taken.batches.size(), 3);
        QCOMPARE(taken.batches[0].drafts.front().body.size(), 2);
        QCOMPARE(taken.batches[1].drafts.front().body.size(), 3);
        QCOMPARE(taken.batches[2].drafts.front().body.size(), 1);
        QVERIFY(queue.isEmpty());
    }

    void unsafeBatchesAreFewAtATime()
    {
        BatchQueue queue;
        for (int i = 0; i < 10; ++i)
            queue.add(batchOf(600 * Kibibyte), Trust::Unsafe);
        for (int i = 0; i < 5; ++i) {
            queue.add(batchOf(600 * Kibibyte), Trust::Safe);
            const BatchQueue::Taken taken = queue.take();
            QCOMPARE(taken.counts[Trust::Safe], 1); // never later than the next transaction
            QCOMPARE(taken.counts[Trust::Unsafe], 2);
        }
        QVERIFY(queue.isEmpty());
    }

    void aLargeUnsafeBatchIsTakenAlone()
    {
        BatchQueue queue;
        queue.add(batchOf(20 * Mebibyte), Trust::Unsafe);
        queue.add(batchOf(1), Trust::Unsafe);
        QCOMPARE(queue.take().counts[Trust::Unsafe], 1);
        QCOMPARE(queue.take().counts[Trust::Unsafe], 1);
    }

    void aTransactionIsBounded()
    {
        BatchQueue queue;
        for (int i = 0; i < 2500; ++i)
            queue.add(batchOf(1), Trust::Safe);
        QCOMPARE(queue.take().counts[Trust::Safe], 1000);
        QCOMPARE(queue.take().counts[Trust::Safe], 1000);
        QCOMPARE(queue.take().counts[Trust::Safe], 500);
        for (int i = 0; i < 5; ++i)
            queue.add(batchOf(20 * Mebibyte), Trust::Safe);
        QCOMPARE(queue.take().counts[Trust::Safe], 4);
        QCOMPARE(queue.take().counts[Trust::Safe], 1);
    }
};

} // namespace

HOOKBOT_TEST(BatchQueueTest)
#include "batchqueue_test.moc"
