#include "app/listening/deliveries.h"
#include "tests/support/suite.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <algorithm>
#include <vector>

using namespace hookbot;

/// Several events at once, each channel in order; nothing here waits.
class DeliveriesTest : public QObject
{
    Q_OBJECT

private:
    /// Runs each event until the test ends it.
    class Jobs final : public Handler
    {
    public:
        struct Job
        {
            QByteArray body;
            Done done;
        };

        std::vector<Job> running;
        QByteArrayList begun;
        bool isDoneAtOnce = false;
        bool isStopped = false;

        void handle(const EventPtr &event, Done done) override
        {
            begun.append(event->body);
            if (isDoneAtOnce)
                done(Handling::Done);
            else
                running.push_back({ event->body, std::move(done) });
        }

        void stop() override { isStopped = true; }

        void end(const QByteArray &body, Handling outcome = Handling::Done)
        {
            const auto job = std::ranges::find(running, body, &Job::body);
            if (job == running.end())
                qFatal("%s is not running", body.constData());
            const Done done = std::move(job->done);
            running.erase(job);
            done(outcome);
        }
    };

    static EventPtr event(const QByteArray &channel, const QByteArray &body)
    {
        auto event = std::make_shared<Event>();
        event->channel = channel;
        event->body = body;
        return event;
    }

    Jobs m_jobs;

private Q_SLOTS:
    void init()
    {
        m_jobs.running.clear();
        m_jobs.begun.clear();
        m_jobs.isDoneAtOnce = false;
        m_jobs.isStopped = false;
    }

    void noMoreJobsRunAtOnceThanAllowed_data()
    {
        QTest::addColumn<bool>("isKeptByChannel");
        QTest::newRow("in order by channel") << true;
        QTest::newRow("in any order") << false;
    }

    void noMoreJobsRunAtOnceThanAllowed()
    {
        QFETCH(const bool, isKeptByChannel);
        Deliveries deliveries(m_jobs, { 3, isKeptByChannel });
        for (int index = 0; index < 10; ++index)
            deliveries.add(0, event(QByteArray::number(index), QByteArray::number(index)));
        for (int ended = 0; ended < 10; ++ended) {
            QCOMPARE(m_jobs.running.size(), size_t(std::min(3, 10 - ended)));
            QCOMPARE(deliveries.waiting(), std::max(0, 7 - ended));
            m_jobs.end(m_jobs.running.back().body);
        }
        QVERIFY(deliveries.isIdle());
        QCOMPARE(m_jobs.begun.size(), 10);
    }

    void theEventsOfAChannelRunOneAfterTheOther()
    {
        Deliveries deliveries(m_jobs, { 8, true });
        for (const char *body : { "a1", "a2", "b1", "a3", "b2" })
            deliveries.add(0, event(QByteArray(body, 1), body));
        QCOMPARE(m_jobs.begun, QByteArrayList({ "a1", "b1" }));
        m_jobs.end("b1");
        QCOMPARE(m_jobs.begun, QByteArrayList({ "a1", "b1", "b2" }));
        m_jobs.end("a1", Handling::Failed);
        m_jobs.end("a2");
        QCOMPARE(m_jobs.begun, QByteArrayList({ "a1", "b1", "b2", "a2", "a3" }));
    }

    void theSameChannelOfAnotherSourceIsAnotherOne()
    {
        Deliveries deliveries(m_jobs, { 8, true });
        deliveries.add(0, event("a", "here"));
        deliveries.add(1, event("a", "there"));
        QCOMPARE(m_jobs.begun, QByteArrayList({ "here", "there" }));
    }

    void withoutAnOrderAChannelRunsInParallel()
    {
        Deliveries deliveries(m_jobs, { 2, false });
        for (const char *body : { "1", "2", "3" })
            deliveries.add(0, event("a", body));
        QCOMPARE(m_jobs.begun, QByteArrayList({ "1", "2" }));
        m_jobs.end("2");
        QCOMPARE(m_jobs.begun, QByteArrayList({ "1", "2", "3" }));
    }

    void aBusyChannelDoesNotStarveTheOthers()
    {
        Deliveries deliveries(m_jobs, { 1, true });
        for (const char *body : { "a1", "a2", "a3", "b1" })
            deliveries.add(0, event(QByteArray(body, 1), body));
        m_jobs.end("a1");
        QCOMPARE(m_jobs.begun.last(), QByteArray("b1"));
    }

    void eventsThatAreDoneAtOnceStayInOrder()
    {
        m_jobs.isDoneAtOnce = true;
        Deliveries deliveries(m_jobs, { 1, true });
        QByteArrayList added;
        for (int index = 0; index < 1000; ++index) {
            added.append(QByteArray::number(index));
            deliveries.add(0, event("a", added.last()));
        }
        QCOMPARE(m_jobs.begun, added);
        QVERIFY(deliveries.isIdle());
    }

    void whatWaitsIsCounted()
    {
        Deliveries deliveries(m_jobs, { 1, true });
        deliveries.add(0, event("a", "12345"));
        QCOMPARE(deliveries.waitingBytes(), 0);
        deliveries.add(0, event("a", "123"));
        deliveries.add(0, event("b", "12"));
        QCOMPARE(deliveries.waiting(), 2);
        QCOMPARE(deliveries.waitingBytes(), 5);
    }

    void theOutcomeIsReportedWithItsSource()
    {
        Deliveries deliveries(m_jobs, { 1, true });
        QList<std::pair<int, Handling>> outcomes;
        connect(&deliveries, &Deliveries::finished, this, [&](int source, const EventPtr &, Handling outcome) {
            outcomes.append({ source, outcome });
        });
        deliveries.add(7, event("a", "x"));
        m_jobs.end("x", Handling::Abandoned);
        QCOMPARE(outcomes.size(), 1);
        QVERIFY(outcomes.first() == std::pair(7, Handling::Abandoned));
    }

    void afterStopNothingBegins()
    {
        Deliveries deliveries(m_jobs, { 1, true });
        const QSignalSpy stopped(&deliveries, &Deliveries::stopped);
        deliveries.add(0, event("a", "1"));
        deliveries.add(0, event("a", "2"));
        deliveries.stop();
        QVERIFY(m_jobs.isStopped);
        QCOMPARE(stopped.size(), 0);
        m_jobs.end("1");
        QCOMPARE(stopped.size(), 1);
        QCOMPARE(m_jobs.begun, QByteArrayList({ "1" }));
        deliveries.stop();
        QCOMPARE(stopped.size(), 1);
    }

    void withNothingRunningItStopsAtOnce()
    {
        Deliveries deliveries(m_jobs, { 1, true });
        const QSignalSpy stopped(&deliveries, &Deliveries::stopped);
        deliveries.stop();
        QCOMPARE(stopped.size(), 1);
    }
};

HOOKBOT_TEST(DeliveriesTest)
#include "deliveries_test.moc"
