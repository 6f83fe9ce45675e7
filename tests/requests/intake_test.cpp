#include "broker/log/memorylog.h"
#include "broker/requests/intake.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

using SystemTime = std::chrono::system_clock::time_point;

/// Receives what its filter matches.
class CountingSubscriber final : public Subscriber
{
public:
    bool offer(const EventPtr &) override { return true; }
};

/// Notes all calls, in order.
class NotingObserver final : public Observer
{
public:
    void committed(const EventPtr &event, int listeners) override
    {
        notes << "committed " + event->channel + ' ' + QByteArray::number(listeners);
    }
    void published(const Publication &publication) override
    {
        notes << "published " + publication.channel + ' ' + QByteArray::number(publication.listeners);
    }
    void refused(const RefusedRequest &request) override { notes << "refused " + request.reason; }
    void delivered(int listeners, std::chrono::nanoseconds latency) override
    {
        notes << "delivered " + QByteArray::number(listeners) + ' ' + QByteArray::number(latency / 1ms);
    }

    QByteArrayList notes;
};

Draft draftOf(const QByteArray &channel, const QByteArray &body = "x")
{
    Draft draft;
    draft.channel = channel;
    draft.method = "POST";
    draft.remote = "192.0.2.1";
    draft.body = body;
    return draft;
}

} // namespace

/// Events that come in without HTTP.
class IntakeTest : public QObject
{
    Q_OBJECT

private:
    struct Parts
    {
        SystemTime now{ 1'000'000s };
        Intake::Steady::time_point steady{ 10s };
        NotingObserver observer;
        MemoryLog log{ {}, [this] { return now; } };
        Hub hub;
        Intake intake{ log, hub, observer, 10, { [this] { return now; }, [this] { return steady; } } };
    };
    std::unique_ptr<Parts> m_parts;
    std::vector<Intake::Result> m_results;

    Intake::Done done()
    {
        return [this](const Intake::Result &result) { m_results.push_back(result); };
    }

    static void turn() { QCoreApplication::processEvents(); }

private Q_SLOTS:
    void init()
    {
        m_parts = std::make_unique<Parts>();
        m_results.clear();
    }

    void cleanup() { m_parts.reset(); }

    void answersAfterTheDelivery()
    {
        CountingSubscriber one;
        CountingSubscriber other;
        m_parts->hub.subscribe({ "a" }, &one);
        m_parts->hub.subscribe({ "" }, &other);
        m_parts->intake.publish(draftOf("a"), done());
        m_parts->intake.publish(draftOf("b"), done());
        QVERIFY(m_results.empty());
        turn();
        QCOMPARE(m_results.size(), size_t(2));
        QCOMPARE(m_results[0]->listeners, 2);
        QCOMPARE(m_results[1]->listeners, 1);
        QVERIFY(m_results[1]->id > m_results[0]->id);
        const QByteArrayList order{ "committed a 2", "published a 2", "committed b 1", "published b 1" };
        QCOMPARE(m_parts->observer.notes, order);
    }

    void setsTheTime()
    {
        m_parts->now += 5s;
        m_parts->intake.publish(draftOf("a"), done());
        turn();
        EventPtr found;
        m_parts->log.find(m_results.at(0)->id, [&](const EventPtr &event) { found = event; });
        turn();
        QVERIFY(found);
        QCOMPARE(found->time, m_parts->now);
    }

    void reportsDeliveriesOnce()
    {
        CountingSubscriber one;
        m_parts->hub.subscribe({ "a" }, &one);
        m_parts->intake.publish(draftOf("a"), done());
        turn();
        m_parts->observer.notes.clear();
        m_parts->steady += 7ms;
        m_parts->intake.reportDeliveries();
        m_parts->intake.reportDeliveries();
        QCOMPARE(m_parts->observer.notes, QByteArrayList{ "delivered 1 7" });
    }

    /// What a router appends counts for its own answer, and not for that of the next publisher.
    void countsABatchOfSomebodyElse()
    {
        CountingSubscriber one;
        m_parts->hub.subscribe({ "" }, &one);
        EventLog::Batch batch;
        batch.drafts = { draftOf("out"), draftOf("out") };
        m_parts->log.appendAll(
            batch, [this](const EventLog::Appended &) { m_parts->intake.batchAnswered(m_parts->steady - 3ms); });
        m_parts->intake.publish(draftOf("a"), done());
        turn();
        QCOMPARE(m_results.at(0)->listeners, 1);
        m_parts->observer.notes.clear();
        m_parts->intake.reportDeliveries();
        const QByteArrayList deliveries{ "delivered 2 3", "delivered 1 0" };
        QCOMPARE(m_parts->observer.notes, deliveries);
    }

    /// Even if that one's batch was never reported.
    void aPublisherGetsItsOwnNumber()
    {
        CountingSubscriber one;
        m_parts->hub.subscribe({ "" }, &one);
        m_parts->log.append(draftOf("other"), [](const EventLog::Appended &) {});
        m_parts->intake.publish(draftOf("a"), done());
        turn();
        QCOMPARE(m_results.at(0)->listeners, 1);
    }

    void refusesWhilePausedAndWhatIsTooLarge()
    {
        m_parts->intake.append(draftOf("before"), done());
        m_parts->intake.setPaused(true);
        m_parts->intake.publish(draftOf("a"), done());
        QCOMPARE(m_results.size(), size_t(1)); // at once
        QCOMPARE(m_results[0].error().reason, Intake::Error::Reason::Paused);
        turn();
        QVERIFY(m_results.at(1).has_value()); // it was appended before
        m_parts->intake.setPaused(false);
        m_parts->intake.publish(draftOf("a", QByteArray(11, 'x')), done());
        QCOMPARE(m_results.at(2).error().reason, Intake::Error::Reason::TooLarge);
        m_parts->intake.publish(draftOf("a", QByteArray(10, 'x')), done());
        turn();
        QVERIFY(m_results.at(3).has_value());
    }

    void replaysAsItWas()
    {
        m_parts->intake.publish(draftOf("a", "body"), done());
        turn();
        const EventId first = m_results.at(0)->id;
        m_parts->now += 60s;
        m_parts->intake.replay(first, "127.0.0.1", done());
        m_parts->intake.replay({ 17 }, "127.0.0.1", done());
        turn();
        turn();
        QCOMPARE(m_results.size(), size_t(3));
        const bool isFirstMissing = !m_results[1];
        QCOMPARE(m_results[isFirstMissing ? 1 : 2].error().reason, Intake::Error::Reason::NotFound);
        EventPtr again;
        m_parts->log.find(m_results[isFirstMissing ? 2 : 1]->id, [&](const EventPtr &event) { again = event; });
        turn();
        QVERIFY(again);
        QCOMPARE(again->replayOf, first);
        QCOMPARE(again->body, QByteArray("body"));
        QCOMPARE(again->remote, QByteArray("127.0.0.1"));
        QCOMPARE(again->time, m_parts->now);
    }
};

HOOKBOT_TEST(IntakeTest)
#include "intake_test.moc"
