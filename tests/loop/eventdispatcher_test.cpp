#include "tests/loop/testmain.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <semaphore>
#include <vector>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

QAbstractEventDispatcher *dispatcher()
{
    return QAbstractEventDispatcher::instance();
}

/// Posts an event that calls @p function, within a thread.
void post(QObject *receiver, std::function<void()> function)
{
    QMetaObject::invokeMethod(receiver, std::move(function), Qt::QueuedConnection);
}

/// Gets numbers as events. They are a thread's own way to post: a sanitizer that cannot see into Qt takes what a
/// function carries to another thread for a race.
class NumberReceiver : public QObject
{
public:
    std::function<void(int)> onNumber;

    void post(int number)
    {
        QCoreApplication::postEvent(this, new QEvent(static_cast<QEvent::Type>(QEvent::User + number)));
    }

protected:
    void customEvent(QEvent *event) override { onNumber(event->type() - QEvent::User); }
};

std::unique_ptr<QThread> run(std::function<void()> function)
{
    std::unique_ptr<QThread> thread(QThread::create(std::move(function)));
    thread->start();
    return thread;
}

} // namespace

/// What an application expects of posted events, wake-ups and loops. Most failures show as a hang.
class EventDispatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        while (dispatcher()->processEvents(QEventLoop::AllEvents)) {
        }
    }

    void isOurs() { QCOMPARE(dispatcher()->metaObject()->className(), "hookbot::EpollDispatcher"); }

    void sendsWhatWasPostedBeforeItWaits_data()
    {
        QTest::addColumn<int>("flags");
        QTest::newRow("waiting") << int(QEventLoop::WaitForMoreEvents);
        QTest::newRow("not waiting") << int(QEventLoop::AllEvents);
    }
    void sendsWhatWasPostedBeforeItWaits()
    {
        QFETCH(const int, flags);
        int received = 0;
        for (int i = 1; i <= 1000; ++i) {
            post(this, [&] { ++received; });
            QCOMPARE(received, i - 1);
            QVERIFY(dispatcher()->processEvents(QEventLoop::ProcessEventsFlag(flags)));
            QCOMPARE(received, i);
        }
    }

    void postedByAnEventWaitsForTheNextTurn()
    {
        int received = 0;
        post(this, [&] {
            ++received;
            post(this, [&] { ++received; });
        });
        QVERIFY(dispatcher()->processEvents(QEventLoop::WaitForMoreEvents));
        QCOMPARE(received, 1);
        dispatcher()->processEvents(QEventLoop::AllEvents);
        QCOMPARE(received, 2);
    }

    void postedByATimerWaitsForTheNextTurn()
    {
        int received = 0;
        QTimer timer;
        timer.setSingleShot(true);
        connect(&timer, &QTimer::timeout, this, [&] { post(this, [&] { ++received; }); });
        timer.start(0);
        dispatcher()->processEvents(QEventLoop::AllEvents);
        QCOMPARE(received, 0);
        QVERIFY(dispatcher()->processEvents(QEventLoop::AllEvents));
        QCOMPARE(received, 1);
    }

    void postedByAboutToBlockIsNotWaitedOver()
    {
        int received = 0;
        const auto connection = connect(dispatcher(), &QAbstractEventDispatcher::aboutToBlock, this,
                                        [&] { post(this, [&] { ++received; }); });
        dispatcher()->processEvents(QEventLoop::WaitForMoreEvents);
        disconnect(connection);
        dispatcher()->processEvents(QEventLoop::AllEvents);
        QCOMPARE(received, 1);
    }

    void aboutToBlockIsEmittedOnlyWhenFreeToWait()
    {
        int blocks = 0;
        QObject context;
        connect(dispatcher(), &QAbstractEventDispatcher::aboutToBlock, &context, [&] { ++blocks; });
        dispatcher()->processEvents(QEventLoop::AllEvents);
        QCOMPARE(blocks, 0);

        // The event of this turn posts another: there is something to do. Then there is not.
        post(this, [&] { post(this, [] {}); });
        dispatcher()->processEvents(QEventLoop::WaitForMoreEvents);
        QCOMPARE(blocks, 0);

        QEventLoop loop;
        QTimer::singleShot(1, &loop, &QEventLoop::quit);
        loop.exec();
        QVERIFY(blocks > 0);
    }

    void wakeUpBeforeTheTurnEndsItsWait()
    {
        dispatcher()->wakeUp();
        QVERIFY(dispatcher()->processEvents(QEventLoop::WaitForMoreEvents));
        post(this, [] { dispatcher()->wakeUp(); });
        QVERIFY(dispatcher()->processEvents(QEventLoop::WaitForMoreEvents));
        const std::unique_ptr<QThread> caller = run([target = dispatcher()] { target->wakeUp(); });
        QVERIFY(caller->wait());
        QVERIFY(dispatcher()->processEvents(QEventLoop::WaitForMoreEvents));
    }

    void interruptBeforeTheTurnEndsItsWait()
    {
        dispatcher()->interrupt();
        dispatcher()->processEvents(QEventLoop::WaitForMoreEvents);
        QTimer::singleShot(0, dispatcher(), [] { dispatcher()->wakeUp(); });
        dispatcher()->processEvents(QEventLoop::WaitForMoreEvents);
    }

    void interruptWithinATurnEndsIt()
    {
        int fired = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] { ++fired; });
        timer.start(0);
        post(this, [] { dispatcher()->interrupt(); });
        QVERIFY(!dispatcher()->processEvents(QEventLoop::WaitForMoreEvents));
        QCOMPARE(fired, 0);
        dispatcher()->processEvents(QEventLoop::AllEvents);
        QCOMPARE(fired, 1);
    }

    // A thread changes something that the loop's owner looks at between turns, then wakes it: at any moment.
    void wakeUpIsNeverLostBetweenTheLookAndTheTurn()
    {
        constexpr int rounds = 20000;
        std::atomic<int> said = 0;
        std::atomic<int> heard = 0;
        const auto speaker = run([&, target = dispatcher()] {
            for (int i = 1; i <= rounds; ++i) {
                said = i;
                target->wakeUp();
                while (heard < i)
                    QThread::yieldCurrentThread();
            }
        });
        for (int i = 1; i <= rounds; ++i) {
            while (said < i)
                dispatcher()->processEvents(QEventLoop::WaitForMoreEvents);
            heard = i;
        }
        QVERIFY(speaker->wait());
    }

    void exitFromAnotherThreadIsNeverLost()
    {
        constexpr int rounds = 5000;
        std::binary_semaphore begun(0);
        std::atomic<QEventLoop *> current = nullptr;
        const auto stopper = run([&] {
            for (int i = 0; i < rounds; ++i) {
                begun.acquire();
                current.load()->exit();
            }
        });
        for (int i = 0; i < rounds; ++i) {
            QEventLoop loop;
            current = &loop;
            // From within the loop, for exec() forgets an exit() that came before it.
            post(&loop, [&] { begun.release(); });
            loop.exec();
        }
        QVERIFY(stopper->wait());
    }

    void postsFromManyThreadsAllArriveInOrder()
    {
        constexpr size_t senders = 8;
        constexpr int each = 5000;
        LoopThread thread;
        std::array<NumberReceiver, senders> receivers;
        std::array<int, senders> next{};
        std::atomic<bool> inOrder = true;
        std::counting_semaphore arrived(0);
        for (size_t i = 0; i < senders; ++i) {
            receivers[i].onNumber = [&, i](int number) {
                if (next[i]++ != number)
                    inOrder = false;
                arrived.release();
            };
            receivers[i].moveToThread(&thread);
        }
        thread.start();
        std::vector<std::unique_ptr<QThread>> threads;
        threads.reserve(receivers.size());
        for (NumberReceiver &receiver : receivers) {
            threads.push_back(run([&receiver] {
                for (int i = 0; i < each; ++i)
                    receiver.post(i);
            }));
        }
        for (size_t i = 0; i < senders * each; ++i)
            arrived.acquire();
        for (const auto &sender : threads)
            QVERIFY(sender->wait());
        QVERIFY(inOrder);
        thread.quit();
        QVERIFY(thread.wait());
    }

    // Both loops wait nearly all the time, so each event must end a wait.
    void pingPongBetweenTwoLoops()
    {
        constexpr int rounds = 10000;
        std::array<LoopThread, 2> threads;
        std::array<NumberReceiver, 2> ends;
        std::binary_semaphore done(0);
        for (size_t end = 0; end < 2; ++end) {
            ends[end].onNumber = [&, end](int number) {
                if (number == rounds)
                    done.release();
                else
                    ends[1 - end].post(number + 1);
            };
            ends[end].moveToThread(&threads[end]);
            threads[end].start();
        }
        ends[0].post(1);
        done.acquire();
        for (LoopThread &thread : threads) {
            thread.quit();
            QVERIFY(thread.wait());
        }
    }

    void quitOfAThreadThatWaits()
    {
        for (int i = 0; i < 500; ++i) {
            LoopThread thread;
            thread.start();
            thread.quit();
            QVERIFY(thread.wait());
        }
    }

    void nestedLoopSendsWhatTheOuterHasLeft()
    {
        std::vector<int> order;
        post(this, [&] {
            QEventLoop nested;
            post(&nested, [&] { nested.quit(); });
            nested.exec();
            order.push_back(2);
        });
        post(this, [&] { order.push_back(1); });
        dispatcher()->processEvents(QEventLoop::AllEvents);
        QCOMPARE(order, (std::vector<int>{ 1, 2 }));
    }

    void deferredDeleteOfAnOuterLoopSurvivesANestedOne()
    {
        QEventLoop outer;
        auto *object = new QObject;
        bool insideNested = false;
        bool deletedInside = true;
        connect(object, &QObject::destroyed, &outer, [&] {
            deletedInside = insideNested;
            outer.quit();
        });
        post(&outer, [&] {
            object->deleteLater();
            insideNested = true;
            QEventLoop nested;
            post(&nested, [&] { nested.quit(); });
            nested.exec();
            insideNested = false;
        });
        outer.exec();
        QVERIFY(!deletedInside);
    }

    void loopsWithinLoops()
    {
        constexpr int levels = 20;
        int deepest = 0;
        std::function<void(int)> descend = [&](int level) {
            deepest = level;
            if (level == levels)
                return;
            QEventLoop loop;
            QTimer::singleShot(1, Qt::PreciseTimer, &loop, [&, level] {
                descend(level + 1);
                loop.quit();
            });
            loop.exec();
        };
        descend(0);
        QCOMPARE(deepest, levels);
    }
};

int main(int argc, char **argv)
{
    return runOnEventDispatcher<EventDispatcherTest>(argc, argv);
}
#include "eventdispatcher_test.moc"
