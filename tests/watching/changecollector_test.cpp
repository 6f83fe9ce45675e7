#include "broker/hub/hub.h"
#include "broker/log/memorylog.h"
#include "broker/monitor/observers.h"
#include "broker/requests/intake.h"
#include "broker/watching/changecollector.h"
#include "tests/support/suite.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

/// What is collected for a window, with a clock of the test's.
class ChangeCollectorTest : public QObject
{
    Q_OBJECT

private:
    using SystemTime = std::chrono::system_clock::time_point;

    struct Parts
    {
        /// Noon, where the server is.
        SystemTime now{ std::chrono::milliseconds(QDateTime(QDate(2026, 3, 4), QTime(12, 0)).toMSecsSinceEpoch()) };
        ChangeCollector::Steady::time_point steady{ 1000s };
        std::vector<Changes> published;
        Observers observers{ {} };
        MemoryLog log{ {}, [this] { return now; } };
        Hub hub;
        Listeners listeners;
        Intake intake{ log, hub, observers, 1'000'000, { [this] { return now; }, [this] { return steady; } } };
        std::unique_ptr<ChangeCollector> collector;

        void watch(const QList<QByteArray> &hidden = {})
        {
            collector = std::make_unique<ChangeCollector>(
                log, listeners, hidden, [this](Changes changes) { published.push_back(std::move(changes)); },
                Clocks{ [this] { return now; }, [this] { return steady; } });
            observers.add(collector.get());
        }
    };
    std::unique_ptr<Parts> m_parts;

    void publish(const QByteArray &channel, const QByteArray &body = "x", int count = 1)
    {
        for (int i = 0; i < count; ++i) {
            Draft draft;
            draft.channel = channel;
            draft.method = "POST";
            draft.body = body;
            m_parts->intake.publish(draft, [](const Intake::Result &result) { QVERIFY(result.has_value()); });
        }
        turn();
    }

    static void turn()
    {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
    }

    void pass(std::chrono::milliseconds time)
    {
        m_parts->now += time;
        m_parts->steady += time;
    }

    /// All that is published from now on, acknowledged as it comes.
    std::vector<Changes> collect()
    {
        m_parts->published.clear();
        for (int i = 0; i < 3; ++i) {
            pass(2s);
            m_parts->collector->acknowledge();
            m_parts->collector->collect();
            turn();
        }
        return std::exchange(m_parts->published, {});
    }

    std::optional<qint64> eventsToday()
    {
        for (const Changes &changes : collect()) {
            if (changes.numbers)
                m_today = changes.numbers->eventsToday;
        }
        return m_today;
    }

    std::optional<qint64> m_today;

private Q_SLOTS:
    void init()
    {
        m_parts = std::make_unique<Parts>();
        m_today.reset();
    }

    void cleanup() { m_parts.reset(); }

    void countsTheDay()
    {
        publish("before");
        m_parts->watch();
        turn();
        publish("a", "x", 2);
        QCOMPARE(eventsToday().value_or(-1), qint64(3));
        pass(12h);
        publish("tomorrow");
        QCOMPARE(eventsToday().value_or(-1), qint64(1));
        pass(24h); // with no event at midnight
        QCOMPARE(eventsToday().value_or(-1), qint64(0));
    }

    void waitsForTheAcknowledgement()
    {
        m_parts->watch();
        m_parts->collector->setInterests(Monitor::Interest::Arrivals);
        publish("a");
        pass(2s);
        m_parts->collector->collect();
        QCOMPARE(m_parts->published.size(), size_t(1));
        publish("a", "x", 3);
        pass(2s);
        m_parts->collector->collect();
        QCOMPARE(m_parts->published.size(), size_t(1));
        m_parts->collector->acknowledge();
        m_parts->collector->collect();
        QCOMPARE(m_parts->published.size(), size_t(2));
        QCOMPARE(m_parts->published[0].count + m_parts->published[1].count, qint64(4));
    }

    void keepsTheNewestOfMany()
    {
        m_parts->watch();
        m_parts->collector->setInterests(Monitor::Interest::Arrivals);
        publish("a", "x", 300);
        publish("last", QByteArray(100'000, 'y'));
        qint64 count = 0;
        std::vector<RecentArrivals::Arrival> newest;
        for (Changes &changes : collect()) {
            count += changes.count;
            if (!changes.newest.empty())
                newest = std::move(changes.newest);
        }
        QCOMPARE(count, qint64(301));
        QVERIFY(newest.size() <= 200);
        QCOMPARE(newest.back().event->channel, QByteArray("last"));
        QCOMPARE(newest.back().size, qint64(100'000));
        QCOMPARE(newest.back().event->body.size(), qsizetype(16 * 1024)); // enough for a summary
    }

    void collectsOnlyWhatIsWanted()
    {
        m_parts->watch();
        publish("a");
        for (const Changes &changes : collect()) {
            QVERIFY(!changes.channels && !changes.listeners);
            QCOMPARE(changes.count, qint64(0));
        }
        m_parts->collector->setInterests(Monitor::Interest::Channels);
        turn();
        QList<ChannelStatus> channels;
        for (const Changes &changes : collect())
            channels += changes.channels ? changes.channels->changed : QList<ChannelStatus>();
        QCOMPARE(channels.size(), qsizetype(1));
        QCOMPARE(channels.first().events, qint64(1));
    }

    void leavesHiddenChannelsOut()
    {
        m_parts->watch({ "own" });
        m_parts->collector->setInterests(Monitor::Interest::Arrivals | Monitor::Interest::Channels);
        m_parts->collector->subscribed({ "own", "127.0.0.1" });
        m_parts->collector->subscribed({ "a", "127.0.0.1" });
        publish("own");
        publish("a");
        qint64 count = 0;
        int listeners = -1;
        QList<QByteArray> names;
        for (const Changes &changes : collect()) {
            count += changes.count;
            listeners = changes.numbers ? changes.numbers->listeners : listeners;
            for (const ChannelStatus &channel : changes.channels ? changes.channels->changed : QList<ChannelStatus>())
                names.append(channel.name);
        }
        QCOMPARE(count, qint64(1));
        QCOMPARE(listeners, 1);
        QVERIFY(names.contains("a") && !names.contains("own"));
        EventsPage page;
        m_parts->collector->findEvents({}, [&](const EventsPage &found) { page = found; });
        turn();
        QCOMPARE(page.events.size(), qsizetype(1));
        QCOMPARE(page.events.first().deliveredTo.value_or(-1), 0);
    }

    /// The log may still work on an answer then.
    void endsWithQuestionsOpen()
    {
        publish("a");
        m_parts->watch();
        int answers = 0;
        m_parts->collector->findEvents({}, [&](const EventsPage &) { ++answers; });
        m_parts->collector->findEvent({ 1 }, [&](const EventPtr &, std::optional<int>) { ++answers; });
        m_parts->collector->findChannels([&](const QList<QByteArray> &) { ++answers; });
        m_parts->observers.remove(m_parts->collector.get());
        m_parts->collector.reset();
        turn();
        publish("a");
        QCOMPARE(answers, 0);
    }
};

HOOKBOT_TEST(ChangeCollectorTest)
#include "changecollector_test.moc"
