#include "tests/loop/socketpair.h"
#include "tests/loop/testmain.h"

#include <QtCore/QEventLoop>
#include <QtCore/QRegularExpression>
#include <QtCore/QSocketNotifier>
#include <QtCore/QTemporaryFile>
#include <QtCore/QTimer>

#include <netinet/in.h>

#include <memory>
#include <utility>
#include <vector>

using namespace hookbot;

namespace {

QAbstractEventDispatcher *dispatcher()
{
    return QAbstractEventDispatcher::instance();
}

void turn(QEventLoop::ProcessEventsFlags flags = QEventLoop::AllEvents)
{
    dispatcher()->processEvents(flags);
}

/// A notifier that counts how often it was activated.
class Counter : public QSocketNotifier
{
public:
    Counter(int descriptor, Type type) : QSocketNotifier(descriptor, type)
    {
        connect(this, &QSocketNotifier::activated, this, [this] { ++count; });
    }
    int count = 0;
};

/// What happens first to any of several notifiers.
template<typename Slot>
void onActivated(QSocketNotifier &notifier, Slot slot)
{
    QObject::connect(&notifier, &QSocketNotifier::activated, &notifier, std::move(slot));
}

} // namespace

/// What a socket notifier does, and what becomes of it when notifiers, loops and descriptors come and go meanwhile.
class EventDispatcherSocketsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readIsActivatedWhileThereIsSomethingToRead()
    {
        const SocketPair pair;
        Counter read(pair.watched(), QSocketNotifier::Read);
        turn();
        QCOMPARE(read.count, 0);
        pair.send("hello");
        turn();
        turn();
        QCOMPARE(read.count, 2);
        QCOMPARE(pair.receive(), QByteArray("hello"));
        turn();
        QCOMPARE(read.count, 2);
    }

    void writeIsActivatedWhileThereIsRoom()
    {
        const SocketPair pair;
        Counter write(pair.watched(), QSocketNotifier::Write);
        turn();
        QCOMPARE(write.count, 1);
        const QByteArray block(65536, 'x');
        while (::write(pair.watched(), block.constData(), size_t(block.size())) > 0) {
        }
        turn();
        QCOMPARE(write.count, 1);
    }

    void exceptionIsActivatedByUrgentBytes()
    {
        const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof(address);
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        QCOMPARE(::bind(server, generic, length), 0);
        QCOMPARE(::listen(server, 1), 0);
        QCOMPARE(::getsockname(server, generic, &length), 0);
        const int far = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        QCOMPARE(::connect(far, generic, length), 0);
        const int near = ::accept4(server, nullptr, nullptr, SOCK_CLOEXEC);
        {
            Counter exception(near, QSocketNotifier::Exception);
            Counter read(near, QSocketNotifier::Read);
            turn();
            QCOMPARE(exception.count, 0);
            QCOMPARE(::send(far, "!", 1, MSG_OOB), ssize_t(1));
            while (exception.count == 0)
                turn(QEventLoop::WaitForMoreEvents);
        }
        for (const int descriptor : { server, far, near })
            ::close(descriptor);
    }

    void hangUpIsNewsForReadersAndWriters()
    {
        SocketPair pair;
        Counter read(pair.watched(), QSocketNotifier::Read);
        Counter write(pair.watched(), QSocketNotifier::Write);
        pair.closeFar();
        turn();
        QCOMPARE(read.count, 1);
        QCOMPARE(write.count, 1);
    }

    void excludedNotifiersWait()
    {
        const SocketPair pair;
        Counter read(pair.watched(), QSocketNotifier::Read);
        pair.send();
        turn(QEventLoop::ExcludeSocketNotifiers);
        QCOMPARE(read.count, 0);
        // Nor do they end a wait, but a timer does, and a wake-up: again and again.
        for (int i = 0; i < 3; ++i) {
            QTimer timer;
            timer.start(1);
            turn(QEventLoop::ExcludeSocketNotifiers | QEventLoop::WaitForMoreEvents);
            const std::unique_ptr<QThread> caller(QThread::create([target = dispatcher()] { target->wakeUp(); }));
            caller->start();
            turn(QEventLoop::ExcludeSocketNotifiers | QEventLoop::WaitForMoreEvents | QEventLoop::X11ExcludeTimers);
            QVERIFY(caller->wait());
            QCOMPARE(read.count, 0);
        }
        turn();
        QCOMPARE(read.count, 1);
    }

    void deletedInItsOwnSlot()
    {
        const SocketPair pair;
        auto *read = new QSocketNotifier(pair.watched(), QSocketNotifier::Read);
        int count = 0;
        connect(read, &QSocketNotifier::activated, this, [&] {
            ++count;
            delete read;
        });
        pair.send();
        turn();
        turn();
        QCOMPARE(count, 1);
    }

    void deletedInTheSlotOfAnother()
    {
        const SocketPair pairs[2];
        std::unique_ptr<Counter> notifiers[2];
        int activated = 0;
        for (size_t i = 0; i < 2; ++i) {
            notifiers[i] = std::make_unique<Counter>(pairs[i].watched(), QSocketNotifier::Read);
            onActivated(*notifiers[i], [&, i] {
                ++activated;
                notifiers[1 - i].reset();
            });
            pairs[i].send();
        }
        turn();
        QCOMPARE(activated, 1);
    }

    void disabledInTheSlotOfAnother_data()
    {
        QTest::addColumn<bool>("enabledAgain");
        QTest::newRow("for good") << false;
        QTest::newRow("and enabled again") << true;
    }
    void disabledInTheSlotOfAnother()
    {
        QFETCH(const bool, enabledAgain);
        const SocketPair pairs[2];
        Counter first(pairs[0].watched(), QSocketNotifier::Read);
        Counter second(pairs[1].watched(), QSocketNotifier::Read);
        Counter *both[2] = { &first, &second };
        for (size_t i = 0; i < 2; ++i) {
            onActivated(*both[i], [&, i] {
                both[1 - i]->setEnabled(false);
                both[1 - i]->setEnabled(enabledAgain);
            });
            pairs[i].send();
        }
        turn();
        QCOMPARE(first.count + second.count, 1);
        // What is enabled again fires in the next turn, and one of the two disables the other again.
        turn();
        QCOMPARE(first.count + second.count, 2);
    }

    void writerDisabledByTheReaderOfTheSameSocket()
    {
        const SocketPair pair;
        Counter read(pair.watched(), QSocketNotifier::Read);
        Counter write(pair.watched(), QSocketNotifier::Write);
        onActivated(read, [&] { write.setEnabled(false); });
        pair.send();
        turn();
        QCOMPARE(read.count, 1);
        QCOMPARE(write.count, 0);
    }

    void nestedLoopSeesTheOthersAndTheOneThatRuns()
    {
        const SocketPair outer;
        const SocketPair inner;
        Counter innerRead(inner.watched(), QSocketNotifier::Read);
        Counter outerRead(outer.watched(), QSocketNotifier::Read);
        QEventLoop loop;
        onActivated(innerRead, [&] { inner.receive(); });
        onActivated(outerRead, [&] {
            outer.receive();
            if (outerRead.count == 1) {
                inner.send();
                outer.send(); // for this very notifier: a socket read to its end by a nested loop needs it
                loop.exec();
            } else {
                loop.quit();
            }
        });
        outer.send();
        while (outerRead.count < 2 || innerRead.count < 1)
            turn(QEventLoop::WaitForMoreEvents);
        turn();
        QCOMPARE(outerRead.count, 2);
        QCOMPARE(innerRead.count, 1);
    }

    void nestedLoopTakesWhatTheOuterHasLeftOnce()
    {
        const SocketPair pairs[10];
        std::vector<std::unique_ptr<Counter>> notifiers;
        bool nested = false;
        for (const SocketPair &pair : pairs) {
            Counter &read = *notifiers.emplace_back(std::make_unique<Counter>(pair.watched(), QSocketNotifier::Read));
            onActivated(read, [&] {
                pair.receive();
                if (!std::exchange(nested, true))
                    turn();
            });
            pair.send();
        }
        turn();
        turn();
        for (const auto &notifier : notifiers)
            QCOMPARE(notifier->count, 1);
    }

    void fewOfThousands()
    {
        const auto descriptors = static_cast<size_t>(raiseDescriptorLimit());
        const size_t count = std::min<size_t>(5000, (descriptors - 100) / 2);
        const std::vector<SocketPair> pairs(count);
        std::vector<std::unique_ptr<Counter>> notifiers;
        for (const SocketPair &pair : pairs) {
            notifiers.push_back(std::make_unique<Counter>(pair.watched(), QSocketNotifier::Read));
            onActivated(*notifiers.back(), [&pair] { pair.receive(); });
        }
        turn();
        const size_t step = count / 7;
        for (size_t i = 0; i < count; i += step)
            pairs[i].send();
        turn(QEventLoop::WaitForMoreEvents);
        for (size_t i = 0; i < count; ++i)
            QCOMPARE(notifiers[i]->count, i % step == 0 ? 1 : 0);

        // All at once: in several turns, none twice before every other had its turn.
        for (const SocketPair &pair : pairs)
            pair.send();
        for (size_t turns = 0; turns <= count / 1024; ++turns)
            turn();
        for (size_t i = 0; i < count; ++i)
            QCOMPARE(notifiers[i]->count, i % step == 0 ? 2 : 1);
    }

    void numberUsedAgain_data()
    {
        QTest::addColumn<bool>("turnBetween");
        QTest::newRow("in the same turn") << false;
        QTest::newRow("a turn later") << true;
    }
    void numberUsedAgain()
    {
        QFETCH(const bool, turnBetween);
        auto pair = std::make_unique<SocketPair>();
        auto read = std::make_unique<Counter>(pair->watched(), QSocketNotifier::Read);
        turn();
        for (int i = 0; i < 10; ++i) {
            const int number = pair->watched();
            read.reset();
            pair.reset();
            if (turnBetween)
                turn();
            pair = std::make_unique<SocketPair>();
            QCOMPARE(pair->watched(), number);
            // The same number and the same wish, but another socket.
            read = std::make_unique<Counter>(number, QSocketNotifier::Read);
            turn();
            QCOMPARE(read->count, 0);
            pair->send();
            turn();
            QCOMPARE(read->count, 1);
        }
    }

    void numberUsedAgainInTheSlotOfAnother()
    {
        const SocketPair first;
        auto second = std::make_unique<SocketPair>();
        std::unique_ptr<Counter> reads[2] = { std::make_unique<Counter>(first.watched(), QSocketNotifier::Read),
                                              std::make_unique<Counter>(second->watched(), QSocketNotifier::Read) };
        onActivated(*reads[0], [&] {
            const int number = second->watched();
            reads[1].reset();
            second.reset();
            second = std::make_unique<SocketPair>();
            QCOMPARE(second->watched(), number);
            reads[1] = std::make_unique<Counter>(number, QSocketNotifier::Read);
            first.receive();
        });
        first.send();
        turn();
        // What was ready was the old socket.
        QCOMPARE(reads[1]->count, 0);
        second->send();
        turn();
        QCOMPARE(reads[1]->count, 1);
    }

    void numberUsedAgainWhileTheOldNotifierIsStillThere()
    {
        auto pair = std::make_unique<SocketPair>();
        const int number = pair->watched();
        auto old = std::make_unique<Counter>(number, QSocketNotifier::Read);
        turn();
        pair.reset();
        pair = std::make_unique<SocketPair>();
        QCOMPARE(pair->watched(), number);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Multiple socket notifiers")));
        Counter fresh(number, QSocketNotifier::Read);
        Counter write(number, QSocketNotifier::Write);
        old.reset();
        pair->send();
        turn();
        QCOMPARE(fresh.count, 1);
        QCOMPARE(write.count, 1);
    }

    void closedDescriptorIsRefused()
    {
        SocketPair pair;
        const int number = pair.watched();
        Counter read(number, QSocketNotifier::Read);
        turn();
        pair.closeWatched();
        // It cannot be known until a notifier changes.
        Counter write(number, QSocketNotifier::Write);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Invalid socket \\d+ with type Read")));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Invalid socket \\d+ with type Write")));
        turn();
        QVERIFY(!read.isEnabled());
        QVERIFY(!write.isEnabled());
        turn();
        QCOMPARE(read.count + write.count, 0);
    }

    void fileIsRefused()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        Counter read(file.handle(), QSocketNotifier::Read);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("is a file")));
        turn();
        QVERIFY(!read.isEnabled());
    }

    // As after a fork: what was closed here is still open there, and the kernel continues to report it.
    void closedTooEarlyAndOpenElsewhereDoesNotSpin()
    {
        SocketPair pair;
        const SocketPair healthy;
        Counter healthyRead(healthy.watched(), QSocketNotifier::Read);
        auto read = std::make_unique<Counter>(pair.watched(), QSocketNotifier::Read);
        turn();
        const int elsewhere = ::dup(pair.watched());
        pair.send();
        pair.closeWatched();
        read.reset();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("is still open elsewhere")));
        turn();
        // Here it would never wait again.
        int waits = 0;
        QTimer timer;
        timer.setSingleShot(true);
        const auto connection = connect(dispatcher(), &QAbstractEventDispatcher::aboutToBlock, this, [&] { ++waits; });
        timer.start(20);
        while (timer.isActive())
            turn(QEventLoop::WaitForMoreEvents);
        disconnect(connection);
        QVERIFY(waits < 5);
        ::close(elsewhere);

        healthy.send();
        turn();
        QCOMPARE(healthyRead.count, 1);
    }

    void movesToAnotherThread()
    {
        LoopThread thread;
        thread.start();
        const SocketPair pair;
        auto *read = new QSocketNotifier(pair.watched(), QSocketNotifier::Read);
        QThread *activatedIn = nullptr;
        QEventLoop loop;
        connect(read, &QSocketNotifier::activated, read, [&] {
            pair.receive();
            activatedIn = QThread::currentThread();
            QCoreApplication::postEvent(&loop, new QEvent(QEvent::Quit));
        });
        connect(&thread, &QThread::finished, read, &QObject::deleteLater);
        turn();
        read->moveToThread(&thread);
        pair.send();
        loop.exec();
        QCOMPARE(activatedIn, &thread);
    }
};

int main(int argc, char **argv)
{
    return runOnEventDispatcher<EventDispatcherSocketsTest>(argc, argv);
}
#include "eventdispatcher_sockets_test.moc"
