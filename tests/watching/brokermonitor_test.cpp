#include "broker/auth/token.h"
#include "broker/watching/brokermonitor.h"
#include "tests/support/suite.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWebSockets/QWebSocket>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

const QByteArray TestKey = "0123456789abcdef0123456789abcdef";

} // namespace

/// A BrokerMonitor and its broker, over real sockets; with each kind of log.
class BrokerMonitorTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BrokerMonitor> m_monitor;
    BindAddress m_address;

    Settings settings() const
    {
        QFETCH_GLOBAL(bool, isInFile);
        Settings settings;
        settings.key = TestKey;
        settings.bind = { QHostAddress(QHostAddress::LocalHost), 0 };
        settings.sync = Sync::Normal;
        if (isInFile)
            settings.logFile = m_folder->filePath(QStringLiteral("events"));
        return settings;
    }

    void start(const Settings &settings)
    {
        const auto address = m_monitor->start(settings);
        QVERIFY2(address.has_value(), address ? "" : qUtf8Printable(address.error()));
        m_address = *address;
    }

    void stop()
    {
        QSignalSpy stopped(m_monitor.get(), &BrokerMonitor::stopped);
        m_monitor->stop();
        QVERIFY(stopped.wait(Patience));
        QVERIFY(!m_monitor->isRunning());
    }

    /// Asks, and waits for the answer.
    template<typename T, typename Ask>
    T answerOf(Ask ask)
    {
        std::optional<T> answer;
        ask([&answer](const T &given) { answer = given; });
        if (answer)
            qFatal("an answer came before the call had returned");
        [&] { QTRY_VERIFY_WITH_TIMEOUT(answer, Patience); }();
        return answer.value_or(T());
    }

    Outcome publish(const QByteArray &channel, const QByteArray &body = "x")
    {
        NewEvent event;
        event.channel = channel;
        event.body = body;
        return answerOf<Outcome>([&](auto done) { m_monitor->publish(event, this, done); });
    }

    static NewEvent eventFor(const QByteArray &channel)
    {
        NewEvent event;
        event.channel = channel;
        return event;
    }

    EventsPage find(const EventQuery &query)
    {
        return answerOf<EventsPage>([&](auto done) { m_monitor->findEvents(query, this, done); });
    }

    QList<EventSummary> findAll(EventQuery query)
    {
        QList<EventSummary> all;
        for (;;) {
            const EventsPage page = find(query);
            all += page.events;
            if (page.isEnd || !page.error.isEmpty())
                return all;
            query.from = page.upTo;
        }
    }

    std::optional<EventDetail> detail(qint64 id)
    {
        return answerOf<std::optional<EventDetail>>([&](auto done) { m_monitor->findEvent(id, this, done); });
    }

    /// The answer to a POST.
    QByteArray post(const QByteArray &path, const QByteArray &body, const QByteArray &fields = {}) const
    {
        QTcpSocket socket;
        socket.connectToHost(m_address.host, m_address.port);
        if (!socket.waitForConnected(Patience))
            return "not connected";
        socket.write("POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " +
                     makeToken(TestKey, path) + "\r\n" + fields + "Content-Length: " + QByteArray::number(body.size()) +
                     "\r\n\r\n" + body);
        while (socket.waitForReadyRead(Patience)) {
        }
        return socket.readAll();
    }

    std::unique_ptr<QWebSocket> listen(const QByteArray &path, const QString &query = {}) const
    {
        auto socket = std::make_unique<QWebSocket>();
        QUrl url(QStringLiteral("ws://127.0.0.1:%1").arg(m_address.port));
        url.setPath(QString::fromUtf8(path));
        url.setQuery(query);
        QNetworkRequest request(url);
        request.setRawHeader("Authorization", "Bearer " + makeToken(TestKey, path));
        request.setRawHeader("User-Agent", "a test");
        QSignalSpy connected(socket.get(), &QWebSocket::connected);
        socket->open(request);
        return connected.wait(Patience) ? std::move(socket) : nullptr;
    }

    /// Asks, though nobody is interested.
    QList<ListenerStatus> listenersNow()
    {
        return answerOf<QList<ListenerStatus>>([&](auto done) { m_monitor->findListeners(this, done); });
    }

    /// The listeners that are told last, once there are so many.
    QList<ListenerStatus> listeners(qsizetype count)
    {
        QList<ListenerStatus> last;
        const auto connection = connect(m_monitor.get(), &Monitor::listenersChanged, this,
                                        [&](const QList<ListenerStatus> &told) { last = told; });
        m_monitor->setInterests({});
        m_monitor->setInterests(Monitor::Interest::Listeners);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(last.size(), count, Patience); }();
        disconnect(connection);
        return last;
    }

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("isInFile");
        QTest::newRow("memory") << false;
        QTest::newRow("file") << true;
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_monitor = std::make_unique<BrokerMonitor>();
    }

    void cleanup()
    {
        m_monitor.reset();
        m_folder.reset();
    }

    void saysHowTheServerIs()
    {
        QCOMPARE(m_monitor->status().state, ServerStatus::State::Starting);
        QVERIFY(m_monitor->status().address.isEmpty());
        QSignalSpy told(m_monitor.get(), &Monitor::statusChanged);
        start(settings());
        QVERIFY(!told.isEmpty());
        QCOMPARE(m_monitor->status().state, ServerStatus::State::Serving);
        QCOMPARE(m_monitor->status().address, QStringLiteral("127.0.0.1:%1").arg(m_address.port));
        QCOMPARE(m_monitor->status().log.file, settings().logFile.value_or(QString()));
        QVERIFY(m_monitor->status().log.maxBytes > 0);
        const auto listener = listen("/sub/a");
        QVERIFY(publish("a").ok());
        QTRY_COMPARE_WITH_TIMEOUT(m_monitor->status().eventsToday, qint64(1), Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_monitor->status().log.events, qint64(1), Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_monitor->status().listeners, 1, Patience);
        QVERIFY(m_monitor->status().log.bytes > 0);
        QVERIFY(m_monitor->status().log.oldest);
        Health health;
        health.state = Health::State::Healthy;
        m_monitor->setHealth(health);
        QCOMPARE(m_monitor->status().health.state, Health::State::Healthy);
        stop();
        QVERIFY(m_monitor->status().address.isEmpty());
        QCOMPARE(m_monitor->status().health.state, Health::State::Healthy);
    }

    void saysWhyItCannotStart()
    {
        start(settings());
        BrokerMonitor second;
        Settings taken = settings();
        taken.logFile.reset();
        taken.bind = m_address;
        const auto address = second.start(taken);
        QVERIFY(!address);
        QCOMPARE(second.status().state, ServerStatus::State::Failed);
        QCOMPARE(second.status().trouble, address.error());
        QVERIFY(!second.isRunning());
        QVERIFY(!m_monitor->start(settings())); // it runs
        QCOMPARE(m_monitor->status().state, ServerStatus::State::Serving);
        taken.bind.port = 0;
        QVERIFY(second.start(taken));
        QCOMPARE(second.status().state, ServerStatus::State::Serving);
        QVERIFY(second.status().trouble.isEmpty());
    }

    void stopsWithoutABroker() { stop(); }

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

    void leavesOutTheProgramsOwn()
    {
        m_monitor->hide("hookbot/canary");
        start(settings());
        qint64 arrived = 0;
        QSet<QByteArray> names;
        connect(m_monitor.get(), &Monitor::eventsArrived, this,
                [&](const Arrivals &arrivals) { arrived += arrivals.count; });
        connect(m_monitor.get(), &Monitor::channelsChanged, this, [&](const ChannelsChange &change) {
            for (const ChannelStatus &channel : change.changed)
                names.insert(channel.name);
        });
        m_monitor->setInterests(Monitor::Interest::Arrivals | Monitor::Interest::Channels);
        const auto own = listen("/sub/hookbot/canary");
        const auto other = listen("/sub/a");
        for (int i = 0; i < 5; ++i)
            QVERIFY(publish("hookbot/canary").ok());
        QVERIFY(publish("a").ok());
        QTRY_VERIFY_WITH_TIMEOUT(names.contains("a") && arrived > 0, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_monitor->status().eventsToday, qint64(1), Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_monitor->status().listeners, 1, Patience);
        QCOMPARE(arrived, qint64(1));
        QVERIFY(!names.contains("hookbot/canary"));
        QCOMPARE(findAll({}).size(), qsizetype(1));
        QCOMPARE(listeners(1).first().channel, QByteArray("a"));
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

    void pausesAndResumes()
    {
        m_monitor->setPaused(true);
        start(settings());
        QCOMPARE(m_monitor->status().state, ServerStatus::State::Paused);
        const auto listener = listen("/sub/a");
        QVERIFY(listener);
        QSignalSpy heard(listener.get(), &QWebSocket::binaryMessageReceived);
        const QByteArray refused = post("/pub/a", "x");
        QVERIFY2(refused.startsWith("HTTP/1.1 503"), refused.constData());
        QVERIFY(refused.contains("\r\nRetry-After: 30\r\n"));
        QVERIFY(refused.contains("paused"));
        QVERIFY(!publish("a").ok());
        QVERIFY(findAll({}).isEmpty());
        m_monitor->setPaused(false);
        QCOMPARE(m_monitor->status().state, ServerStatus::State::Serving);
        QVERIFY(post("/pub/a", "x").startsWith("HTTP/1.1 200"));
        QTRY_COMPARE_WITH_TIMEOUT(heard.size(), qsizetype(1), Patience);
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

    void restartsOnOtherSettings()
    {
        QFETCH_GLOBAL(bool, isInFile);
        start(settings());
        m_monitor->setInterests(Monitor::Interest::Arrivals | Monitor::Interest::Channels |
                                Monitor::Interest::Listeners);
        const qint64 id = publish("a").id;
        const auto listener = listen("/sub/a");
        QSignalSpy gone(listener.get(), &QWebSocket::disconnected);
        stop();
        QTRY_COMPARE_WITH_TIMEOUT(gone.size(), qsizetype(1), Patience);
        QVERIFY(!publish("a").ok());
        QVERIFY(!find({}).error.isEmpty());
        Settings other = settings();
        other.key = "another key, and a long one as well";
        start(other);
        QVERIFY(post("/pub/a", "x").startsWith("HTTP/1.1 401"));
        QCOMPARE(detail(id).has_value(), isInFile);
        qint64 arrived = 0;
        connect(m_monitor.get(), &Monitor::eventsArrived, this,
                [&](const Arrivals &arrivals) { arrived += arrivals.count; });
        QVERIFY(publish("a").ok());
        QTRY_COMPARE_WITH_TIMEOUT(arrived, qint64(1), Patience); // the interests are still there
        QTRY_COMPARE_WITH_TIMEOUT(m_monitor->status().eventsToday, qint64(isInFile ? 2 : 1), Patience);
    }

    void answersEveryQuestionOnceWhateverEnds()
    {
        for (int round = 0; round < 5; ++round) {
            start(settings());
            int answers = 0;
            int late = 0;
            auto context = std::make_unique<QObject>();
            for (int i = 0; i < 50; ++i) {
                m_monitor->findEvents({}, this, [&](const EventsPage &) { ++answers; });
                m_monitor->findEvents({}, context.get(), [&](const EventsPage &) { ++late; });
                m_monitor->publish(eventFor("a"), this, [&](const Outcome &) { ++answers; });
                m_monitor->publish(eventFor("a"), context.get(), [&](const Outcome &) { ++late; });
            }
            context.reset();
            stop();
            QTRY_COMPARE_WITH_TIMEOUT(answers, 100, Patience);
            QCOMPARE(late, 0);
        }
    }

    void goesWithQuestionsOpen()
    {
        for (int round = 0; round < 5; ++round) {
            m_monitor = std::make_unique<BrokerMonitor>();
            start(settings());
            m_monitor->setInterests(Monitor::Interest::Arrivals | Monitor::Interest::Channels);
            int answers = 0;
            for (int i = 0; i < 50; ++i) {
                m_monitor->publish(eventFor("a"), this, [&](const Outcome &) { ++answers; });
                m_monitor->findEvents({}, this, [&](const EventsPage &) { ++answers; });
                m_monitor->explainToken(QString(64, u'0'), {}, this, [&](const TokenExplanation &) { ++answers; });
            }
            m_monitor.reset();
            const int then = answers;
            QCoreApplication::processEvents();
            QCOMPARE(answers, then);
        }
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

    void makesAccessAndExplainsIt()
    {
        start(settings());
        AccessRequest request;
        request.channel = "a/b";
        const Access access = answerOf<Access>([&](auto done) { m_monitor->makeAccess(request, this, done); });
        QVERIFY(access.publishUrl.startsWith(QStringLiteral("http://")));
        QVERIFY(access.publishUrl.endsWith(QStringLiteral("@127.0.0.1:%1/pub/a/b").arg(m_address.port)));
        m_monitor->setUrlBase(QStringLiteral("https://hooks.example.com"));
        QVERIFY(answerOf<Access>([&](auto done) {
                    m_monitor->makeAccess(request, this, done);
                }).subscribeUrl.startsWith(QStringLiteral("wss://")));

        const auto explain = [&](const QString &text, const QString &path) {
            return answerOf<TokenExplanation>([&](auto done) { m_monitor->explainToken(text, path, this, done); });
        };
        QVERIFY(explain(access.publishUrl, {}).isGood);
        QVERIFY(explain(access.publishToken, QStringLiteral("a/b")).isGood);
        QVERIFY(!explain(access.publishToken, QStringLiteral("/sub/a/b")).isGood);
        QVERIFY(!explain(QStringLiteral("none"), {}).isGood);
        QVERIFY(!explain(access.publishToken, {}).isGood); // there is no such channel yet
        QVERIFY(publish("a/b").ok());
        QVERIFY(publish("c").ok());
        const auto listener = listen("/sub/live/");
        const TokenExplanation one = explain(access.publishToken, {});
        QVERIFY(one.isGood);
        QCOMPARE(one.channels, QList<QByteArray>{ "a/b" });
        const TokenExplanation all = explain(QString::fromLatin1(makeToken(TestKey, "/")), {});
        QCOMPARE(QSet<QByteArray>(all.channels.begin(), all.channels.end()), QSet<QByteArray>({ "a/b", "c", "live/" }));
    }
};

HOOKBOT_TEST(BrokerMonitorTest)
#include "brokermonitor_test.moc"
