#include "broker/log/memorylog.h"
#include "tests/log/asking.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

/// What is particular to the log in memory; what all logs promise is in eventlog_test.cpp.
class MemoryLogTest : public QObject
{
    Q_OBJECT

private:
    Clock m_clock;

private Q_SLOTS:
    /// Events before the beginning of this log are not in it: a listener that resumes from then has a gap.
    void beginsAfterEverythingBefore()
    {
        MemoryLog log({}, m_clock.now());
        QVERIFY(log.head() > EventId());
        const EventLog::Page page = read(log, { 17 }, "a");
        QVERIFY(page.pruned > EventId{ 17 });
        QVERIFY(append(log, "a") > page.pruned);
    }

    /// It is being delivered.
    void theNewestStaysWhateverItWeighs()
    {
        MemoryLog log({ .bytes = 1000 }, m_clock.now());
        append(log, "a");
        const EventId newest = append(log, "a", QByteArray(5000, 'x'));
        QCOMPARE(idsOf(log, "a"), std::vector{ newest });
        const EventId next = append(log, "a");
        QCOMPARE(idsOf(log, "a"), std::vector{ next });
    }

    void dropsAsSoonAsTooMuchIsIn()
    {
        MemoryLog log({ .events = 2 }, m_clock.now());
        const std::vector<EventId> ids = append(log, std::vector<Draft>(5, draft("a")));
        QCOMPARE(read(log, {}, "a").events.size(), size_t(2));
        QCOMPARE(read(log, {}, "a").pruned.value, ids[2].value);
    }
};

HOOKBOT_TEST(MemoryLogTest)
#include "memorylog_test.moc"
