#include "tests/log/everylog.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

/// Counting channels, and totals, in every log.
class ChannelCountsTest : public QObject, private EveryLog
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addKinds(); }
    void init() { makeLog({}); }
    void cleanup() { m_log.reset(); }

    void countsChannels()
    {
        const EventId first = append("a/b");
        const EventId unsafe = append("/unsafe/x");
        m_clock.advance(2h);
        appendMany(3, "a/b");
        const EventId here = append("a");
        m_clock.advance(1min);
        const EventId last = append("a/b");
        append("z");
        const ChannelCounts::Terms terms{ .upTo = last, .today = { first.value + 1 }, .hour = here };
        const auto channels = countAll(*m_log, terms);
        QCOMPARE(channels.size(), size_t(3)); // z came later
        QCOMPARE(channels.at("a/b").events, qint64(5));
        QCOMPARE(channels.at("a/b").today, qint64(4));
        QCOMPARE(channels.at("a/b").last.value, last.value);
        QCOMPARE(channels.at("a").events, qint64(1));
        QCOMPARE(channels.at("/unsafe/x").last.value, unsafe.value);
        QVERIFY(channels.at("/unsafe/x").minutes.empty());
        QVERIFY(channels.at("a/b").minutes == std::vector({ std::pair(minuteOf(last), qint64(1)) }));
        QVERIFY(channels.at("a").minutes == std::vector({ std::pair(minuteOf(here), qint64(1)) }));
    }

    void countsManyInSteps()
    {
        appendMany(25'000, "busy");
        for (int i = 0; i < 700; ++i)
            m_log->append(draft("channel/" + QByteArray::number(i)), [](const auto &) {});
        const EventId last = append("last");
        const auto channels = countAll(*m_log, { .upTo = last, .today = {}, .hour = {} });
        QCOMPARE(channels.size(), size_t(702));
        QCOMPARE(channels.at("busy").events, qint64(25'000));
        QCOMPARE(channels.at("busy").today, qint64(25'000));
        qint64 ofMinutes = 0;
        for (const auto &[minute, events] : channels.at("busy").minutes)
            ofMinutes += events;
        QCOMPARE(ofMinutes, qint64(25'000));
        QCOMPARE(channels.at("channel/699").events, qint64(1));
    }

    void leavesOutChannelsThatAreNamedLikePrefixes()
    {
        append("a/");
        append("a/b");
        const EventId last = append("c");
        const auto channels = countAll(*m_log, { .upTo = last, .today = {}, .hour = {} });
        QCOMPARE(channels.size(), size_t(2));
        QVERIFY(channels.contains("a/b"));
    }

    void readsTotals()
    {
        QCOMPARE(totals(*m_log).events, qint64(0));
        QVERIFY(!totals(*m_log).oldest);
        Draft sent = draft("a", "12345");
        sent.time = m_clock.time();
        QCOMPARE(hookbot::append(*m_log, { sent, draft("/unsafe/a", "1") }).size(), size_t(2));
        const LogTotals all = totals(*m_log);
        QCOMPARE(all.events, qint64(2));
        QVERIFY(all.bytes >= 6 + 10 + 6); // bodies and channels, at the least
        QVERIFY(all.oldest);
    }
};

HOOKBOT_TEST(ChannelCountsTest)
#include "channelcounts_test.moc"
