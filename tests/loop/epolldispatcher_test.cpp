#include "broker/loop/epolldispatcher.h"

#include "tests/loop/socketpair.h"
#include "tests/loop/testmain.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

#include <memory>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

EpollDispatcher &dispatcher()
{
    return *qobject_cast<EpollDispatcher *>(QAbstractEventDispatcher::instance());
}

void turn()
{
    dispatcher().processEvents(QEventLoop::AllEvents);
}

/// How many system calls on interest @p action and the turn after it make.
template<typename Action>
quint64 changesBy(Action action)
{
    const quint64 before = dispatcher().interestChanges();
    action();
    turn();
    return dispatcher().interestChanges() - before;
}

/// Counts the turns of this thread's loop, and how often it was about to wait.
class TurnCounter : public QObject
{
public:
    TurnCounter()
    {
        connect(&dispatcher(), &QAbstractEventDispatcher::awake, this, [this] { ++turns; });
        connect(&dispatcher(), &QAbstractEventDispatcher::aboutToBlock, this, [this] { ++waits; });
    }
    int turns = 0;
    int waits = 0;
};

} // namespace

/// What is promised beyond Qt's own dispatchers: few system calls, and no turn for nothing.
class EpollDispatcherTest : public QObject
{
    Q_OBJECT

protected:
    void customEvent(QEvent *) override { ++m_received; }

private:
    int m_received = 0;

private Q_SLOTS:
    void init()
    {
        while (dispatcher().processEvents(QEventLoop::AllEvents)) {
        }
    }

    void interestIsToldOnceAndOnlyIfItChanges()
    {
        const SocketPair pair;
        std::unique_ptr<QSocketNotifier> read;
        std::unique_ptr<QSocketNotifier> write;
        QCOMPARE(changesBy([&] {
                     read = std::make_unique<QSocketNotifier>(pair.watched(), QSocketNotifier::Read);
                     write = std::make_unique<QSocketNotifier>(pair.watched(), QSocketNotifier::Write);
                 }),
                 1U);
        QCOMPARE(changesBy([] {}), 0U);
        QCOMPARE(changesBy([&] { write->setEnabled(false); }), 1U);
        QCOMPARE(changesBy([&] {
                     for (int i = 0; i < 100; ++i) {
                         write->setEnabled(true);
                         write->setEnabled(false);
                     }
                 }),
                 0U);
        QCOMPARE(changesBy([&] { write->setEnabled(true); }), 1U);
        QCOMPARE(changesBy([&] {
                     write->setEnabled(false);
                     write->setEnabled(true);
                 }),
                 0U);
        // Without notifiers: at once, since the number may be closed and reused before the turn ends.
        QCOMPARE(changesBy([&] {
                     read.reset();
                     write.reset();
                 }),
                 1U);
    }

    void interestThatCameAndWentIsNeverTold()
    {
        const SocketPair pair;
        QCOMPARE(changesBy([&] { const QSocketNotifier read(pair.watched(), QSocketNotifier::Read); }), 0U);
    }

    void readinessCostsNoChange()
    {
        const SocketPair pair;
        QSocketNotifier read(pair.watched(), QSocketNotifier::Read);
        connect(&read, &QSocketNotifier::activated, this, [&] { pair.receive(); });
        turn();
        for (int i = 0; i < 10; ++i)
            QCOMPARE(changesBy([&] { pair.send(); }), 0U);
    }

    // An event that a slot posts is sent at the top of the next turn, and that turn may wait.
    void postsOfSlotsCostNoTurn()
    {
        TurnCounter counter;
        QEventLoop loop;
        QTimer first;
        first.setSingleShot(true);
        QTimer second;
        second.setSingleShot(true);
        connect(&first, &QTimer::timeout, this, [&] {
            QMetaObject::invokeMethod(
                this, [&] { second.start(5); }, Qt::QueuedConnection);
        });
        connect(&second, &QTimer::timeout, &loop, &QEventLoop::quit);
        first.start(5);
        loop.exec();
        QCOMPARE(counter.turns, 2);
        QCOMPARE(counter.waits, 2);
    }

    void postsOfAnotherThreadCostOneTurnEach()
    {
        TurnCounter counter;
        QEventLoop loop;
        // It posts only once the loop is about to wait, and so ends that wait.
        std::unique_ptr<QThread> poster;
        const auto connection = connect(&dispatcher(), &QAbstractEventDispatcher::aboutToBlock, this, [&] {
            if (poster)
                return;
            poster.reset(QThread::create([&] { QCoreApplication::postEvent(&loop, new QEvent(QEvent::Quit)); }));
            poster->start();
        });
        loop.exec();
        disconnect(connection);
        QVERIFY(poster->wait());
        QCOMPARE(counter.turns, 2);
        QCOMPARE(counter.waits, 1);
    }

    // As QEventLoop::processEvents() promises: no waiting where there was something pending. From wherever it was
    // posted.
    void turnThatSentSomethingReturnsToWhoCallsByHand()
    {
        m_received = 0;
        const auto waitFor = [this](int count) {
            while (m_received < count)
                dispatcher().processEvents(QEventLoop::WaitForMoreEvents);
        };
        const auto post = [this] { QCoreApplication::postEvent(this, new QEvent(QEvent::User)); };

        QMetaObject::invokeMethod(this, post, Qt::QueuedConnection);
        waitFor(1);
        QTimer timer;
        timer.setSingleShot(true);
        connect(&timer, &QTimer::timeout, this, post);
        timer.start(1);
        waitFor(2);
        const std::unique_ptr<QThread> thread(QThread::create(post));
        thread->start();
        waitFor(3);
        QVERIFY(thread->wait());
    }

    // A nested turn puts the deferred delete back, for it is not of its level; no loop is left by exit() meanwhile.
    void deferredDeleteDoesNotWaitAfterANestedTurn()
    {
        QEventLoop outer;
        auto *object = new QObject;
        connect(object, &QObject::destroyed, &outer, &QEventLoop::quit);
        QMetaObject::invokeMethod(
            this,
            [&] {
                object->deleteLater();
                QCoreApplication::processEvents();
            },
            Qt::QueuedConnection);
        outer.exec();
    }

    void callsFromAnotherThreadAreRefused()
    {
        const std::unique_ptr<QThread> thread(QThread::create([this, target = &dispatcher()] {
            target->registerTimer(1, 1000, Qt::PreciseTimer, this);
            target->unregisterTimer(1);
        }));
        QTest::ignoreMessage(QtWarningMsg, "EpollDispatcher::registerTimer: called from another thread");
        QTest::ignoreMessage(QtWarningMsg, "EpollDispatcher::unregisterTimer: called from another thread");
        thread->start();
        QVERIFY(thread->wait());
        QVERIFY(dispatcher().registeredTimers(this).isEmpty());
    }
};

int main(int argc, char **argv)
{
    return runOnEventDispatcher<EpollDispatcherTest>(argc, argv);
}
#include "epolldispatcher_test.moc"
