#include "tests/loop/testmain.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtCore/QTimerEvent>

#include <functional>
#include <memory>
#include <vector>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

/// Hands its timer events on.
class Receiver : public QObject
{
public:
    std::function<void(int id)> onTimer = [](int) {};

protected:
    void timerEvent(QTimerEvent *event) override { onTimer(event->timerId()); }
};

void turn(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
{
    QAbstractEventDispatcher::instance()->processEvents(flags);
}

} // namespace

/// What an application expects of timers.
class EventDispatcherTimersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverEarly()
    {
        for (const Qt::TimerType type : { Qt::PreciseTimer, Qt::CoarseTimer }) {
            for (const int interval : { 1, 2, 7, 30 }) {
                QElapsedTimer elapsed;
                QTimer timer;
                timer.setTimerType(type);
                timer.setSingleShot(true);
                QEventLoop loop;
                connect(&timer, &QTimer::timeout, &loop, &QEventLoop::quit);
                elapsed.start();
                timer.start(interval);
                loop.exec();
                QVERIFY(elapsed.nsecsElapsed() >= interval * 1000000LL);
            }
        }
    }

    void registeredTimers()
    {
        QAbstractEventDispatcher *dispatcher = QAbstractEventDispatcher::instance();
        QObject object;
        const int precise = object.startTimer(10s, Qt::PreciseTimer);
        const int coarse = object.startTimer(20s, Qt::CoarseTimer);
        const int veryCoarse = object.startTimer(30s, Qt::VeryCoarseTimer);

        const auto timers = dispatcher->registeredTimers(&object);
        QCOMPARE(timers.size(), 3);
        QCOMPARE(timers[0].timerId, precise);
        QCOMPARE(timers[0].interval, 10000);
        QCOMPARE(timers[0].timerType, Qt::PreciseTimer);
        QCOMPARE(timers[1].timerId, coarse);
        QCOMPARE(timers[1].interval, 20000);
        QCOMPARE(timers[2].timerId, veryCoarse);
        QCOMPARE(timers[2].interval, 30000);
        QCOMPARE(timers[2].timerType, Qt::VeryCoarseTimer);

        QVERIFY(dispatcher->remainingTime(precise) > 0);
        QVERIFY(dispatcher->remainingTime(precise) <= 10000);
        object.killTimer(precise);
        QCOMPARE(dispatcher->registeredTimers(&object).size(), 2);
        QVERIFY(dispatcher->unregisterTimers(&object));
        QVERIFY(dispatcher->registeredTimers(&object).isEmpty());
    }

    void remainingTimeOfAnUnknownTimer()
    {
        QCOMPARE(QAbstractEventDispatcher::instance()->remainingTime(0x7ffffff), -1);
    }

    void wrongArguments()
    {
        QObject object;
        QTest::ignoreMessage(QtWarningMsg, "EpollDispatcher::registerTimer: invalid arguments");
        QAbstractEventDispatcher::instance()->registerTimer(1, -1, Qt::PreciseTimer, &object);
        QVERIFY(QAbstractEventDispatcher::instance()->registeredTimers(&object).isEmpty());
    }

    void stopsItselfInItsSlot()
    {
        Receiver receiver;
        int fired = 0;
        receiver.onTimer = [&](int id) {
            ++fired;
            receiver.killTimer(id);
        };
        receiver.startTimer(0ms);
        turn();
        turn();
        QCOMPARE(fired, 1);
    }

    void stopsAnotherThatIsDue()
    {
        Receiver receiver;
        std::vector<int> ids;
        int fired = 0;
        receiver.onTimer = [&](int id) {
            ++fired;
            for (const int other : ids) {
                if (other != id)
                    receiver.killTimer(other);
            }
            ids = { id };
        };
        for (int i = 0; i < 3; ++i)
            ids.push_back(receiver.startTimer(0ms));
        turn();
        QCOMPARE(fired, 1);
        turn();
        QCOMPARE(fired, 2);
    }

    void restartsInItsSlot()
    {
        QTimer timer;
        timer.setSingleShot(true);
        int fired = 0;
        connect(&timer, &QTimer::timeout, this, [&] {
            if (++fired < 3)
                timer.start(0);
        });
        timer.start(0);
        turn();
        QCOMPARE(fired, 1); // what is started in a slot fires in a turn to come
        turn();
        turn();
        turn();
        QCOMPARE(fired, 3);
    }

    void objectDeletedInItsSlot()
    {
        QPointer<Receiver> receiver = new Receiver;
        int fired = 0;
        receiver->onTimer = [&, object = receiver.data()](int) {
            ++fired;
            // What the lambda has captured goes with the receiver.
            delete object;
        };
        receiver->startTimer(0ms);
        receiver->startTimer(0ms);
        turn();
        turn();
        QVERIFY(!receiver);
        QCOMPARE(fired, 1);
    }

    void allOfAnObjectDeletedByAnother()
    {
        auto victim = std::make_unique<Receiver>();
        int fired = 0;
        victim->onTimer = [&](int) { ++fired; };
        Receiver receiver;
        receiver.onTimer = [&](int) { victim.reset(); };
        receiver.startTimer(0ms);
        for (int i = 0; i < 10; ++i)
            victim->startTimer(0ms);
        turn();
        turn();
        QCOMPARE(fired, 0);
    }

    void zeroTimerFiresOnceATurn()
    {
        Receiver receiver;
        int fired = 0;
        receiver.onTimer = [&](int) { ++fired; };
        receiver.startTimer(0ms);
        for (int turns = 1; turns <= 10; ++turns) {
            turn(QEventLoop::WaitForMoreEvents);
            QCOMPARE(fired, turns);
        }
    }

    void zeroTimerIsNotCountedAsAnEvent()
    {
        QTimer timer;
        timer.start(0);
        // Or this would never end.
        while (QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents)) {
        }
    }

    void doesNotRecurseInANestedLoop()
    {
        Receiver receiver;
        int depth = 0;
        int fired = 0;
        QTimer other;
        QEventLoop nested;
        connect(&other, &QTimer::timeout, &nested, &QEventLoop::quit);
        receiver.onTimer = [&](int id) {
            ++fired;
            QCOMPARE(++depth, 1);
            other.start(5);
            nested.exec();
            other.stop();
            --depth;
            receiver.killTimer(id);
        };
        receiver.startTimer(0ms);
        turn();
        QCOMPARE(fired, 1);
    }

    void excludedTimersWait()
    {
        Receiver receiver;
        int fired = 0;
        receiver.onTimer = [&](int) { ++fired; };
        receiver.startTimer(0ms);
        turn(QEventLoop::X11ExcludeTimers);
        QCOMPARE(fired, 0);

        // Nor do they end a wait.
        const std::unique_ptr<QThread> caller(QThread::create([] { QCoreApplication::eventDispatcher()->wakeUp(); }));
        caller->start();
        turn(QEventLoop::X11ExcludeTimers | QEventLoop::WaitForMoreEvents);
        QVERIFY(caller->wait());
        QCOMPARE(fired, 0);
        turn();
        QCOMPARE(fired, 1);
    }

    void manyTimersAllFire()
    {
        constexpr int count = 5000;
        std::vector<std::unique_ptr<QTimer>> timers;
        int fired = 0;
        QEventLoop loop;
        for (int i = 0; i < count; ++i) {
            auto &timer = timers.emplace_back(std::make_unique<QTimer>());
            timer->setSingleShot(true);
            connect(timer.get(), &QTimer::timeout, &loop, [&] {
                if (++fired == count)
                    loop.quit();
            });
            timer->start(i % 50);
        }
        loop.exec();
        QCOMPARE(fired, count);
        QVERIFY(QAbstractEventDispatcher::instance()->registeredTimers(timers.front().get()).isEmpty());
    }

    void moveWithTheirObjectToAnotherThread()
    {
        LoopThread thread;
        auto *receiver = new Receiver;
        std::atomic<int> fired = 0;
        QThread *firedIn = nullptr;
        QEventLoop loop;
        receiver->onTimer = [&](int id) {
            receiver->killTimer(id);
            firedIn = QThread::currentThread();
            ++fired;
            QCoreApplication::postEvent(&loop, new QEvent(QEvent::Quit));
        };
        const int id = receiver->startTimer(1ms);
        connect(&thread, &QThread::finished, receiver, &QObject::deleteLater);
        receiver->moveToThread(&thread);
        QCOMPARE(QAbstractEventDispatcher::instance()->remainingTime(id), -1);
        thread.start();
        loop.exec();
        QCOMPARE(fired.load(), 1);
        QCOMPARE(firedIn, &thread);
    }
};

int main(int argc, char **argv)
{
    return runOnEventDispatcher<EventDispatcherTimersTest>(argc, argv);
}
#include "eventdispatcher_timers_test.moc"
