#include "tests/support/fakemonitor.h"
#include "tests/support/suite.h"
#include "ui/events/eventreading.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace hookbot;

using ReadingStage = EventReading::Stage;

namespace {

/// A reading of a log with ten events, and the stages that were answered.
struct SteppedReader
{
    FakeMonitor monitor;
    EventRows rows;
    EventReading reading{ monitor, rows };
    QList<ReadingStage> answered;

    SteppedReader()
    {
        for (int number = 0; number < 10; ++number)
            monitor.arrive({});
        QObject::connect(&reading, &EventReading::headFound, [this](qint64 head) { rows.beginAt(head); });
        QObject::connect(&reading, &EventReading::answered, [this] { answered.append(reading.stage()); });
    }

    [[nodiscard]] bool isIdle() const { return reading.stage() == ReadingStage::Idle; }
};

} // namespace

class EventReadingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneQuestionAtATimeTheMostUrgentFirst()
    {
        SteppedReader reader;
        reader.reading.begin({});
        QCOMPARE(reader.reading.stage(), ReadingStage::Beginning);
        QVERIFY(reader.reading.isReadingOlder());
        for (const ReadingStage stage :
             { ReadingStage::Older, ReadingStage::Newer, ReadingStage::Probing, ReadingStage::Older })
            reader.reading.want(stage);
        QCOMPARE(reader.monitor.queries.size(), 1); // the head alone
        QTRY_VERIFY_WITH_TIMEOUT(reader.isIdle(), Patience);
        QCOMPARE(reader.answered, (QList<ReadingStage>{ ReadingStage::Beginning, ReadingStage::Probing,
                                                        ReadingStage::Newer, ReadingStage::Older }));
        QVERIFY(!reader.reading.isReadingOlder());
    }

    void whatIsCancelledIsNotRead()
    {
        SteppedReader reader;
        reader.reading.begin({});
        reader.reading.want(ReadingStage::Older);
        reader.reading.cancel(ReadingStage::Older);
        QTRY_VERIFY_WITH_TIMEOUT(reader.isIdle(), Patience);
        QCOMPARE(reader.answered, QList<ReadingStage>{ ReadingStage::Beginning });
    }

    void beginningAgainDropsWhatWasAsked()
    {
        SteppedReader reader;
        reader.reading.begin({});
        QTRY_VERIFY_WITH_TIMEOUT(reader.isIdle(), Patience);
        reader.answered.clear();
        reader.reading.want(ReadingStage::Newer);
        reader.reading.want(ReadingStage::Older);
        reader.reading.begin({});
        QTRY_VERIFY_WITH_TIMEOUT(reader.isIdle(), Patience);
        QCOMPARE(reader.answered, QList<ReadingStage>{ ReadingStage::Beginning });
    }
};

HOOKBOT_TEST(EventReadingTest)
#include "eventreading_test.moc"
