#include "listen/pauses.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot::listen;
using namespace std::chrono_literals;

class PausesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void doubleFromNothingToHalfAMinute()
    {
        Pauses pauses;
        for (const auto pause : { 0s, 1s, 2s, 4s, 8s, 16s, 30s, 30s, 30s })
            QCOMPARE(pauses.next(0).count(), std::chrono::milliseconds(pause).count());
    }

    void chanceMakesThemUpToAHalfShorter()
    {
        for (const auto &[chance, shortest] :
             { std::pair(0.0, 1000ms), { 0.5, 750ms }, { 1.0, 500ms }, { 7.0, 500ms } }) {
            Pauses pauses;
            QCOMPARE(pauses.next(chance).count(), 0);
            QCOMPARE(pauses.next(chance).count(), shortest.count());
        }
    }

    void aCallThatWentWellBeginsAnew()
    {
        Pauses pauses;
        for (int i = 0; i < 4; ++i)
            (void)pauses.next(0);
        pauses.wasUpFor(1h);
        QCOMPARE(pauses.next(0).count(), 0);
        QCOMPARE(pauses.next(0).count(), 1000);
    }

    void oneThatIsCutAtOnceDoesNot()
    {
        Pauses pauses;
        (void)pauses.next(0);
        for (const auto pause : { 1s, 2s, 4s, 8s, 16s, 30s, 30s }) {
            pauses.wasUpFor(10ms);
            QCOMPARE(pauses.next(0).count(), std::chrono::milliseconds(pause).count());
        }
    }
};

HOOKBOT_TEST(PausesTest)
#include "pauses_test.moc"
