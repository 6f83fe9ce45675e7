#include "broker/watching/localmonitor.h"
#include "tests/watching/monitorfixture.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

using namespace hookbot;
using namespace std::chrono_literals;

/// What a watcher may ask of a running broker, and what it gets.
class LocalMonitorTest : public MonitorFixture
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

    void publishesAndFinds()
    {
        start(settings());
        NewEvent event;
        event.channel = "octo/hello";
        event.query = "x=1";
        event.headers = { { "X-GitHub-Event", "push" }, { "Cookie", "secret" } };
        event.body = "{\"ref\":\"refs/heads/main\",\"commits\":[{}],\"sender\":{\"login\":\"octo\"}}";
        const Outcome outcome = answerOf<Outcome>([&](auto done) { m_monitor->publish(event, this, done); });
        QVERIFY2(outcome.ok(), qUtf8Printable(outcome.error));
        QVERIFY(publish("/unsafe/other").ok());

        const auto found = detail(outcome.id);
        QVERIFY(found);
        QCOMPARE(found->body, event.body);
        QCOMPARE(found->query, event.query);
        QCOMPARE(found->headers.size(), qsizetype(1));
        QCOMPARE(found->summary.text, QStringLiteral("octo pushed 1 commit to main"));
        QCOMPARE(found->summary.deliveredTo.value_or(-1), 0);
        QVERIFY(!detail(17));

        EventQuery query;
        QCOMPARE(findAll(query).size(), qsizetype(2)); // unsafe ones, too
        query.channel = "octo/";
        QCOMPARE(findAll(query).size(), qsizetype(1));
        query.kind = QStringLiteral("github");
        query.text = QStringLiteral("  LOGIN   x-github ");
        QCOMPARE(findAll(query).value(0).id, outcome.id);
        query.kind = QStringLiteral("gitlab");
        QVERIFY(findAll(query).isEmpty());
    }

    void refusesWhatCannotBePublished()
    {
        Settings small = settings();
        small.maxBody = 10;
        start(small);
        QVERIFY(!publish("a//b").ok());
        QVERIFY(!publish("").ok());
        QVERIFY(!publish("a", QByteArray(11, 'x')).ok());
        QVERIFY(publish("a", QByteArray(10, 'x')).ok());
    }

    void pagesThrough()
    {
        start(settings());
        QList<qint64> ids;
        for (int i = 0; i < 25; ++i)
            ids.append(publish("a", QByteArray::number(i)).id);
        EventQuery query;
        query.limit = 10;
        const EventsPage page = find(query);
        QCOMPARE(page.events.size(), qsizetype(10));
        QCOMPARE(page.events.first().id, ids.last());
        QCOMPARE(findAll(query).size(), qsizetype(25));
        query.direction = EventQuery::Direction::Newer;
        query.from = ids.at(20);
        QCOMPARE(findAll(query).size(), qsizetype(4));
    }

    void disconnectsAListener()
    {
        start(settings());
        const auto one = listen("/sub/a");
        const auto other = listen("/sub/b");
        QSignalSpy gone(one.get(), &QWebSocket::disconnected);
        QSignalSpy otherGone(other.get(), &QWebSocket::disconnected);
        m_monitor->disconnectListener(listeners(2).first().id);
        m_monitor->disconnectListener(12345);
        QVERIFY(gone.wait(Patience));
        QCOMPARE(one->closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
        QCOMPARE(listeners(1).first().channel, QByteArray("b"));
        QVERIFY(otherGone.isEmpty());
    }

    void replays()
    {
        start(settings());
        const Outcome first = publish("a", "once");
        const auto listener = listen("/sub/a");
        QSignalSpy heard(listener.get(), &QWebSocket::binaryMessageReceived);
        const Outcome again = answerOf<Outcome>([&](auto done) { m_monitor->replay(first.id, this, done); });
        QVERIFY(again.ok());
        QVERIFY(again.id > first.id);
        QCOMPARE(again.listeners, 1);
        QTRY_COMPARE_WITH_TIMEOUT(heard.size(), qsizetype(1), Patience);
        QCOMPARE(detail(again.id)->summary.replayOf, first.id);
        EventQuery query;
        query.replayOf = first.id;
        QCOMPARE(findAll(query).size(), qsizetype(1));
        QVERIFY(!answerOf<Outcome>([&](auto done) { m_monitor->replay(17, this, done); }).ok());
    }

    void replaysToOneListener()
    {
        start(settings());
        const qint64 id = publish("a", "once").id;
        const auto json = listen("/sub/other", QStringLiteral("format=json"));
        const auto raw = listen("/sub/a");
        const auto recursive = listen("/sub/b/");
        QSignalSpy heardJson(json.get(), &QWebSocket::textMessageReceived);
        QSignalSpy heardRaw(raw.get(), &QWebSocket::binaryMessageReceived);
        QSignalSpy heardRecursive(recursive.get(), &QWebSocket::binaryMessageReceived);
        const QList<ListenerStatus> all = listeners(3);
        for (const ListenerStatus &listener : all)
            QVERIFY(answerOf<Outcome>([&](auto done) { m_monitor->replayTo(id, listener.id, this, done); }).ok());
        QTRY_COMPARE_WITH_TIMEOUT(heardJson.size() + heardRaw.size() + heardRecursive.size(), qsizetype(3), Patience);
        QCOMPARE(heardRaw.value(0).value(0).toByteArray(), QByteArray("once"));
        QCOMPARE(heardRecursive.value(0).value(0).toByteArray(), QByteArray("a\0once", 6));
        const QJsonObject object = QJsonDocument::fromJson(heardJson.value(0).value(0).toString().toUtf8()).object();
        QCOMPARE(object.value(QStringLiteral("id")).toString(), QString::number(id));
        QCOMPARE(object.value(QStringLiteral("replay_of")).toString(), QString::number(id));
        QCOMPARE(findAll({}).size(), qsizetype(1)); // the log has not seen it

        const auto to = [&](qint64 event, qint64 listener) {
            return answerOf<Outcome>([&](auto done) { m_monitor->replayTo(event, listener, this, done); });
        };
        QVERIFY(!to(id, 12345).ok());
        QVERIFY(!to(17, all.first().id).ok());
        // And it goes on hearing what it subscribes to.
        QVERIFY(publish("a", "next").ok());
        QTRY_COMPARE_WITH_TIMEOUT(heardRaw.size(), qsizetype(2), Patience);
    }

    /// Whose client would go back to the id that it was told last.
    void replaysToAnEventStreamWithoutAnId()
    {
        start(settings());
        const qint64 id = publish("a", "once").id;
        QTcpSocket socket;
        socket.connectToHost(m_address.host, m_address.port);
        QVERIFY(socket.waitForConnected(Patience));
        socket.write("GET /sub/a HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nAuthorization: Bearer " +
                     makeToken(TestKey, "/sub/a") + "\r\n\r\n");
        const ListenerStatus listener = listeners(1).first();
        QCOMPARE(listener.transport, ListenerStatus::Transport::EventStream);
        QVERIFY(listener.isJson);
        QVERIFY(answerOf<Outcome>([&](auto done) { m_monitor->replayTo(id, listener.id, this, done); }).ok());
        QByteArray heard;
        const auto hasHeard = [&](const QByteArray &text) {
            heard += socket.readAll();
            return heard.contains(text);
        };
        QTRY_VERIFY_WITH_TIMEOUT(hasHeard("once"), Patience);
        QVERIFY(!heard.contains("\nid: "));
        QVERIFY(publish("a", "next").ok());
        QTRY_VERIFY_WITH_TIMEOUT(hasHeard("next"), Patience);
        QVERIFY(heard.contains("\nid: "));
    }

    /// A publisher that has begun when it is paused is told, and nothing of it is half done.
    void pausesBetweenHeadAndBody()
    {
        start(settings());
        QTcpSocket socket;
        socket.connectToHost(m_address.host, m_address.port);
        QVERIFY(socket.waitForConnected(Patience));
        socket.write("POST /pub/a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nAuthorization: Bearer " +
                     makeToken(TestKey, "/pub/a") + "\r\nContent-Length: 1\r\n\r\n");
        QVERIFY(socket.waitForReadyRead(Patience));
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 100"));
        m_monitor->setPaused(true);
        QVERIFY(!publish("b").ok()); // so the other thread knows
        socket.write("x");
        QVERIFY(socket.waitForReadyRead(Patience));
        QVERIFY(socket.readAll().startsWith("HTTP/1.1 503"));
        m_monitor->setPaused(false);
        QVERIFY(findAll({}).isEmpty());
    }

    void takesHostileNames()
    {
        start(settings());
        const QList<QByteArray> names{ QByteArray("\xe2\x80\xae") + "evil",
                                       "a b",
                                       "100%",
                                       "a?b#c",
                                       "'; DROP TABLE events; --",
                                       QByteArray(2000, 'x'),
                                       QByteArray("s/").repeated(29) + "x" };
        for (const QByteArray &name : names) {
            QVERIFY2(publish(name).ok(), name.constData());
            QVERIFY(post("/unsafe/pub/" + name.toPercentEncoding("/"), "x").startsWith("HTTP/1.1 200"));
        }
        QCOMPARE(findAll({}).size(), 2 * names.size());
        for (const QByteArray &name : names) {
            EventQuery query;
            query.channel = name;
            QCOMPARE(findAll(query).size(), qsizetype(1));
        }
        QSet<QByteArray> told;
        connect(m_monitor.get(), &Monitor::channelsChanged, this, [&](const ChannelsChange &change) {
            for (const ChannelStatus &channel : change.changed)
                told.insert(channel.name);
        });
        m_monitor->setInterests(Monitor::Interest::Channels);
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 2 * names.size(), Patience);
    }

    void answersWithAnErrorAfterTheBrokersEnd()
    {
        start(settings());
        QSignalSpy stopped(m_broker.get(), &Broker::stopped);
        m_broker->stop();
        QVERIFY(stopped.wait(Patience));
        QTRY_VERIFY_WITH_TIMEOUT(!publish("a").ok(), Patience);
        m_broker.reset();
        QVERIFY(!publish("a").ok());
        QVERIFY(!find({}).error.isEmpty());
        QVERIFY(listenersNow().isEmpty());
    }
};

HOOKBOT_TEST(LocalMonitorTest)
#include "localmonitor_test.moc"
