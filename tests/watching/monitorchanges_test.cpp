#include "broker/watching/localmonitor.h"
#include "tests/watching/monitorfixture.h"

using namespace hookbot;
using namespace std::chrono_literals;

/// What a watcher of a running broker gets without asking for it.
class MonitorChangesTest : public MonitorFixture
{
    Q_OBJECT

private:
    std::unique_ptr<Broker> m_broker;
    std::unique_ptr<LocalMonitor> m_monitor;

    Monitor &monitor() override { return *m_monitor; }

    void start(const Settings &settings)
    {
        m_broker = std::make_unique<Broker>(settings, std::vector<Observer *>());
        m_address = m_broker->start();
        m_monitor = std::make_unique<LocalMonitor>(*m_broker);
    }

private Q_SLOTS:
    void initTestCase_data() { addLogs(); }

    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void cleanup()
    {
        m_monitor.reset();
        m_broker.reset();
        m_folder.reset();
    }

    void tellsArrivals()
    {
        start(settings());
        qint64 count = 0;
        QList<EventSummary> newest;
        connect(m_monitor.get(), &Monitor::eventsArrived, this, [&](const Arrivals &arrivals) {
            count += arrivals.count;
            newest += arrivals.newest;
        });
        QVERIFY(publish("before").ok());
        m_monitor->setInterests(Monitor::Interest::Arrivals);
        const auto listener = listen("/sub/a/");
        for (int i = 0; i < 50; ++i)
            QVERIFY(publish("a/b", "hello").ok());
        QTRY_COMPARE_WITH_TIMEOUT(count, qint64(50), Patience);
        QCOMPARE(newest.size(), qsizetype(50));
        QCOMPARE(newest.last().channel, QByteArray("a/b"));
        QCOMPARE(newest.last().deliveredTo.value_or(-1), 1);
        QCOMPARE(newest.last().kind, QStringLiteral("POST text"));
        QVERIFY(post("/pub/a/c", "posted").startsWith("HTTP/1.1 200"));
        QTRY_COMPARE_WITH_TIMEOUT(count, qint64(51), Patience);
    }

    void coalescesAFlood()
    {
        start(settings());
        m_monitor->setInterests(Monitor::Interest::Arrivals | Monitor::Interest::Channels);
        qint64 count = 0;
        int answers = 0;
        connect(m_monitor.get(), &Monitor::eventsArrived, this, [&](const Arrivals &arrivals) {
            count += arrivals.count;
            QVERIFY(arrivals.newest.size() <= 200);
            QVERIFY(arrivals.isAll() || arrivals.newest.size() == 200);
        });
        NewEvent event;
        event.channel = "flood";
        for (int i = 0; i < 3000; ++i)
            m_monitor->publish(event, this, [&](const Outcome &outcome) { answers += outcome.ok() ? 1 : 0; });
        QTRY_COMPARE_WITH_TIMEOUT(answers, 3000, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(count, qint64(3000), Patience);
    }

    void tellsChannels()
    {
        start(settings());
        QVERIFY(publish("old/one").ok());
        QHash<QByteArray, ChannelStatus> channels;
        int whole = 0;
        connect(m_monitor.get(), &Monitor::channelsChanged, this, [&](const ChannelsChange &change) {
            if (change.isAll) {
                channels.clear();
                ++whole;
            }
            for (const ChannelStatus &channel : change.changed)
                channels[channel.name] = channel;
            for (const QByteArray &name : change.gone)
                channels.remove(name);
        });
        m_monitor->setInterests(Monitor::Interest::Channels);
        QTRY_COMPARE_WITH_TIMEOUT(whole, 1, Patience);
        QCOMPARE(channels.value("old/one").events, qint64(1));
        QCOMPARE(channels.value("old/one").perMinute.value(0), 1);

        auto listener = listen("/sub/live/");
        const qint64 id = publish("live/two").id;
        QTRY_COMPARE_WITH_TIMEOUT(channels.value("live/two").lastEvent, id, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(channels.value("live/").listeners, 1, Patience);
        QVERIFY(channels.value("live/two").lastTime);
        listener.reset();
        QTRY_VERIFY_WITH_TIMEOUT(!channels.contains("live/"), Patience);
        QCOMPARE(whole, 1);
        m_monitor->setInterests({});
        m_monitor->setInterests(Monitor::Interest::Channels);
        QTRY_COMPARE_WITH_TIMEOUT(whole, 2, Patience);
        QCOMPARE(channels.size(), qsizetype(2));
    }

    void tellsListeners()
    {
        start(settings());
        const auto raw = listen("/sub/a");
        const auto json = listen("/sub/a/", QStringLiteral("format=json"));
        QVERIFY(raw && json);
        QCOMPARE(publish("a").listeners, 1);
        const QList<ListenerStatus> told = listeners(2);
        QCOMPARE(listenersNow().size(), 2); // who asks when all has been told hears it too
        QCOMPARE(told.at(0).channel, QByteArray("a"));
        QCOMPARE(told.at(1).channel, QByteArray("a/"));
        QVERIFY(!told.at(0).isJson && told.at(1).isJson);
        QCOMPARE(told.at(0).delivered, qint64(1));
        QCOMPARE(told.at(0).behind, qint64(0));
        QCOMPARE(told.at(0).remote, QByteArray("127.0.0.1"));
        QVERIFY(!told.at(0).program.isEmpty());
        QVERIFY(told.at(0).id != told.at(1).id);
    }

    /// Each has its own interests, and one that ends takes nothing from the other.
    void severalWatchOneBroker()
    {
        start(settings());
        auto other = std::make_unique<LocalMonitor>(*m_broker, QList<QByteArray>{ "hidden" });
        qint64 seen = 0;
        qint64 seenByOther = 0;
        connect(m_monitor.get(), &Monitor::eventsArrived, this, [&](const Arrivals &news) { seen += news.count; });
        connect(other.get(), &Monitor::eventsArrived, this, [&](const Arrivals &news) { seenByOther += news.count; });
        m_monitor->setInterests(Monitor::Interest::Arrivals);
        other->setInterests(Monitor::Interest::Arrivals);
        QVERIFY(publish("a").ok());
        QVERIFY(publish("hidden").ok());
        QTRY_COMPARE_WITH_TIMEOUT(seen, qint64(2), Patience);
        QTRY_COMPARE_WITH_TIMEOUT(seenByOther, qint64(1), Patience);
        other->findEvents({}, this, [](const EventsPage &) { QFAIL("it is gone"); });
        other.reset();
        QVERIFY(publish("a").ok());
        QTRY_COMPARE_WITH_TIMEOUT(seen, qint64(3), Patience);
    }
};

HOOKBOT_TEST(MonitorChangesTest)
#include "monitorchanges_test.moc"
