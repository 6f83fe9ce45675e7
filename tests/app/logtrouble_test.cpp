#include "app/desktop/logtrouble.h"
#include "tests/support/suite.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

class LogTroubleTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reportsOnceAnHour()
    {
        std::chrono::steady_clock::time_point now;
        Clocks clocks;
        clocks.steady = [&] { return now; };
        LogTrouble trouble(clocks);
        const QSignalSpy reports(&trouble, &LogTrouble::troubled);
        trouble.logTroubled(QStringLiteral("the disk is full"));
        QCOMPARE(reports.size(), 1);
        QCOMPARE(reports[0][0].toString(), QStringLiteral("the disk is full"));
        now += 59min;
        trouble.logTroubled(QStringLiteral("the disk is full"));
        QCOMPARE(reports.size(), 1);
        now += 1min;
        trouble.logTroubled(QStringLiteral("the file is gone"));
        QCOMPARE(reports.size(), 2);
        QCOMPARE(reports[1][0].toString(), QStringLiteral("the file is gone"));
    }
};

} // namespace

HOOKBOT_TEST(LogTroubleTest)
#include "logtrouble_test.moc"
