#include "listen/liveness.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot::listen;
using namespace std::chrono_literals;
using Verdict = Liveness::Verdict;

namespace {

/// A server that is pinged every 15 s and considered dead after 40 s, with two clocks that the test moves.
struct Watched
{
    Liveness liveness{ 15s, 40s };
    Liveness::Time now{ 100s, 1'700'000'000s };

    Watched() { liveness.started(now, 20s); }

    void receive() { liveness.received(now); }

    Verdict after(Liveness::Milliseconds time)
    {
        now.running += time;
        now.wall += time;
        return liveness.judge(now);
    }

    /// The verdicts of this many seconds, one letter each.
    QByteArray seconds(int count)
    {
        QByteArray said;
        for (int i = 0; i < count; ++i)
            said += ".P!"[int(after(1s))];
        return said;
    }
};

} // namespace

class LivenessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCallHasTimeToBeAnswered()
    {
        Watched server;
        QCOMPARE(server.seconds(20), QByteArray(19, '.') + '!');
    }

    void noPingIsSentBeforeItIsUp()
    {
        Watched server;
        QVERIFY(!server.seconds(19).contains('P'));
    }

    void whatIsUpIsPinged()
    {
        Watched server;
        server.receive();
        QByteArray said;
        for (int i = 0; i < 6; ++i) {
            said += server.seconds(10);
            server.receive();
        }
        const QByteArray interval = QByteArray(14, '.') + 'P';
        QCOMPARE(said, interval + interval + interval + interval);
    }

    /// Events do not show that data also reaches the server, and the server may wait for a sign of the listener.
    void pingsContinueWhileEventsArrive()
    {
        Watched server;
        QByteArray said;
        for (int i = 0; i < 30; ++i) {
            server.receive();
            said += server.seconds(1);
        }
        QCOMPARE(said.count('P'), 2);
    }

    void silenceIsTheEnd()
    {
        Watched server;
        server.receive();
        const QByteArray said = server.seconds(40);
        QCOMPARE(said.count('P'), 2);
        QCOMPARE(said.indexOf('!'), 39);
    }

    void anyInputPostponesIt()
    {
        Watched server;
        server.receive();
        for (int i = 0; i < 10; ++i) {
            QVERIFY(!server.seconds(39).contains('!'));
            server.receive();
        }
    }

    void theSystemClockMayBeAdjustedSlightly()
    {
        Watched server;
        server.receive();
        server.now.wall += 9s;
        QCOMPARE(server.after(0s), Verdict::Alive);
        server.now.wall -= 24h;
        QCOMPARE(server.after(0s), Verdict::Alive);
        QCOMPARE(server.seconds(15), QByteArray(14, '.') + 'P');
    }

    void aSleepIsFollowedByAPingAndLittlePatience()
    {
        Watched server;
        server.receive();
        server.now.wall += 8h;
        QCOMPARE(server.after(1s), Verdict::Ask);
        QCOMPARE(server.seconds(10), QByteArray(9, '.') + '!');
    }

    void whatAnswersAfterASleepIsAlive()
    {
        Watched server;
        server.receive();
        server.now.wall += 8h;
        QCOMPARE(server.after(1s), Verdict::Ask);
        server.receive();
        QVERIFY(!server.seconds(39).contains('!'));
    }

    /// The thread was busy or stopped and did not read, so the silence proves nothing.
    void aWatcherThatWasBusyAsksBeforeItJudges()
    {
        Watched server;
        server.receive();
        QCOMPARE(server.after(5min), Verdict::Ask);
        QCOMPARE(server.seconds(10), QByteArray(9, '.') + '!');
    }

    void aCallThatIsDialledDuringASleepHasTimeAgain()
    {
        Watched server;
        QCOMPARE(server.after(5min), Verdict::Alive);
        QCOMPARE(server.seconds(10), QByteArray(9, '.') + '!');
    }
};

HOOKBOT_TEST(LivenessTest)
#include "liveness_test.moc"
