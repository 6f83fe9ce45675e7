#include "broker/monitor/snapshots.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

/// Which summaries a query matches.
class EventQueryTest : public QObject
{
    Q_OBJECT

private:
    static bool fits(const QByteArray &name, const QByteArray &channel)
    {
        EventQuery query;
        query.channel = name;
        EventSummary event;
        event.channel = channel;
        return query.fits(event);
    }

private Q_SLOTS:
    void channelsAreThoseOfAFilter()
    {
        for (const char *name : { "", "/", "a", "a/", "a/b", "/unsafe/a", "/unsafe/" }) {
            for (const char *channel : { "a", "ab", "a/b", "a/b/c", "b", "/unsafe/a", "/unsafe/a/b" })
                QCOMPARE(fits(name, channel), Filter{ name }.matches(channel));
        }
        QVERIFY(!fits("", "/unsafe/a")); // all safe ones
        EventSummary unsafe;
        unsafe.channel = "/unsafe/a";
        QVERIFY(EventQuery().fits(unsafe)); // all
    }

    void kindsBeginKindOrService()
    {
        EventSummary event;
        event.kind = QStringLiteral("pull_request opened");
        event.service = QStringLiteral("GitHub");
        EventQuery query;
        for (const char *kind : { "", "pull", "PULL_request", "git", "GitHub" }) {
            query.kind = QString::fromLatin1(kind);
            QVERIFY2(query.fits(event), kind);
        }
        for (const char *kind : { "opened", "hub", "GitLab" }) {
            query.kind = QString::fromLatin1(kind);
            QVERIFY2(!query.fits(event), kind);
        }
    }

    void timesAndReplays()
    {
        EventSummary event;
        event.time = std::chrono::system_clock::time_point(std::chrono::seconds(100));
        event.replayOf = 7;
        EventQuery query;
        query.notBefore = event.time;
        QVERIFY(query.fits(event));
        query.notBefore = event.time + std::chrono::seconds(1);
        QVERIFY(!query.fits(event));
        query.notBefore.reset();
        query.replayOf = 7;
        QVERIFY(query.fits(event));
        query.replayOf = 8;
        QVERIFY(!query.fits(event));
    }
};

HOOKBOT_TEST(EventQueryTest)
#include "eventquery_test.moc"
