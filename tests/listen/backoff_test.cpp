#include "listen/backoff.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot::listen;
using namespace std::chrono_literals;

class BackoffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doubleFromNothingToHalfAMinute()
    {
        Backoff backoff;
        for (const auto pause : { 0s, 1s, 2s, 4s, 8s, 16s, 30s, 30s, 30s })
            QCOMPARE(backoff.next(0).count(), std::chrono::milliseconds(pause).count());
    }

    void chanceMakesThemUpToAHalfShorter()
    {
        for (const auto &[chance, shortest] :
             { std::pair(0.0, 1000ms), { 0.5, 750ms }, { 1.0, 500ms }, { 7.0, 500ms } }) {
            Backoff backoff;
            QCOMPARE(backoff.next(chance).count(), 0);
            QCOMPARE(backoff.next(chance).count(), shortest.count());
        }
    }

    void aCallThatWentWellResetsIt()
    {
        Backoff backoff;
        for (int i = 0; i < 4; ++i)
            (void)backoff.next(0);
        backoff.wasUpFor(1h);
        QCOMPARE(backoff.next(0).count(), 0);
        QCOMPARE(backoff.next(0).count(), 1000);
    }

    void oneThatIsClosedAtOnceDoesNot()
    {
        Backoff backoff;
        (void)backoff.next(0);
        for (const auto pause : { 1s, 2s, 4s, 8s, 16s, 30s, 30s }) {
            backoff.wasUpFor(10ms);
            QCOMPARE(backoff.next(0).count(), std::chrono::milliseconds(pause).count());
        }
    }
};

HOOKBOT_TEST(BackoffTest)
#include "backoff_test.moc"
