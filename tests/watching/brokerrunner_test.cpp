#include "broker/watching/brokerrunner.h"
#include "tests/watching/monitorfixture.h"

using namespace hookbot;
using namespace std::chrono_literals;

/// Brokers that start and stop, and what a window sees of that.
class BrokerRunnerTest : public MonitorFixture
{
    Q_OBJECT

private:
    std::unique_ptr<BrokerRunner> m_runner;

    Monitor &monitor() override { return *m_runner; }

    void start(const Settings &settings)
    {
        const auto address = m_runner->start(settings);
        QVERIFY2(address.has_value(), address ? "" : qUtf8Printable(address.error()));
        m_address = *address;
    }

    void stop()
    {
        QSignalSpy stopped(m_runner.get(), &BrokerRunner::stopped);
        m_runner->stop();
        QVERIFY(stopped.wait(Patience));
        QVERIFY(!m_runner->isRunning());
    }

private Q_SLOTS:
    void initTestCase_data() { addLogs(); }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_runner = std::make_unique<BrokerRunner>();
    }

    void cleanup()
    {
        m_runner.reset();
        m_folder.reset();
    }

    void saysHowTheServerIs()
    {
        QCOMPARE(m_runner->status().state, ServerStatus::State::Starting);
        QVERIFY(m_runner->status().address.isEmpty());
        QSignalSpy told(m_runner.get(), &Monitor::statusChanged);
        start(settings());
        QVERIFY(!told.isEmpty());
        QCOMPARE(m_runner->status().state, ServerStatus::State::Serving);
        QCOMPARE(m_runner->status().address, QStringLiteral("127.0.0.1:%1").arg(m_address.port));
        QCOMPARE(m_runner->status().log.file, settings().logFile.value_or(QString()));
        QVERIFY(m_runner->status().log.maxBytes > 0);
        const auto listener = listen("/sub/a");
        QVERIFY(publish("a").ok());
        QTRY_COMPARE_WITH_TIMEOUT(m_runner->status().eventsToday, qint64(1), Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_runner->status().log.events, qint64(1), Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_runner->status().listeners, 1, Patience);
        QVERIFY(m_runner->status().log.bytes > 0);
        QVERIFY(m_runner->status().log.oldest);
        Health health;
        health.state = Health::State::Healthy;
        m_runner->setHealth(health);
        QCOMPARE(m_runner->status().health.state, Health::State::Healthy);
        stop();
        QVERIFY(m_runner->status().address.isEmpty());
        QCOMPARE(m_runner->status().health.state, Health::State::Healthy);
    }

    void saysWhyItCannotStart()
    {
        start(settings());
        BrokerRunner second;
        Settings taken = settings();
        taken.logFile.reset();
        taken.bind = m_address;
        const auto address = second.start(taken);
        QVERIFY(!address);
        QCOMPARE(second.status().state, ServerStatus::State::Failed);
        QCOMPARE(second.status().trouble, address.error());
        QVERIFY(!second.isRunning());
        QVERIFY(!m_runner->start(settings())); // it runs
        QCOMPARE(m_runner->status().state, ServerStatus::State::Serving);
        taken.bind.port = 0;
        QVERIFY(second.start(taken));
        QCOMPARE(second.status().state, ServerStatus::State::Serving);
        QVERIFY(second.status().trouble.isEmpty());
    }

    void stopsWithoutABroker() { stop(); }

    void restartsOnOtherSettings()
    {
        QFETCH_GLOBAL(bool, isInFile);
        start(settings());
        m_runner->setInterests(Monitor::Interest::Arrivals | Monitor::Interest::Channels |
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
        connect(m_runner.get(), &Monitor::eventsArrived, this,
                [&](const Arrivals &arrivals) { arrived += arrivals.count; });
        QVERIFY(publish("a").ok());
        QTRY_COMPARE_WITH_TIMEOUT(arrived, qint64(1), Patience); // the interests are still there
        QTRY_COMPARE_WITH_TIMEOUT(m_runner->status().eventsToday, qint64(isInFile ? 2 : 1), Patience);
    }

    void leavesOutTheProgramsOwn()
    {
        m_runner->hide("hookbot/canary");
        start(settings());
        qint64 arrived = 0;
        QSet<QByteArray> names;
        connect(m_runner.get(), &Monitor::eventsArrived, this,
                [&](const Arrivals &arrivals) { arrived += arrivals.count; });
        connect(m_runner.get(), &Monitor::channelsChanged, this, [&](const ChannelsChange &change) {
            for (const ChannelStatus &channel : change.changed)
                names.insert(channel.name);
        });
        m_runner->setInterests(Monitor::Interest::Arrivals | Monitor::Interest::Channels);
        const auto own = listen("/sub/hookbot/canary");
        const auto other = listen("/sub/a");
        for (int i = 0; i < 5; ++i)
            QVERIFY(publish("hookbot/canary").ok());
        QVERIFY(publish("a").ok());
        QTRY_VERIFY_WITH_TIMEOUT(names.contains("a") && arrived > 0, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_runner->status().eventsToday, qint64(1), Patience);
        QTRY_COMPARE_WITH_TIMEOUT(m_runner->status().listeners, 1, Patience);
        QCOMPARE(arrived, qint64(1));
        QVERIFY(!names.contains("hookbot/canary"));
        QCOMPARE(findAll({}).size(), qsizetype(1));
        QCOMPARE(listeners(1).first().channel, QByteArray("a"));
    }

    void pausesAndResumes()
    {
        m_runner->setPaused(true);
        start(settings());
        QCOMPARE(m_runner->status().state, ServerStatus::State::Paused);
        const auto listener = listen("/sub/a");
        QVERIFY(listener);
        QSignalSpy heard(listener.get(), &QWebSocket::binaryMessageReceived);
        const QByteArray refused = post("/pub/a", "x");
        QVERIFY2(refused.startsWith("HTTP/1.1 503"), refused.constData());
        QVERIFY(refused.contains("\r\nRetry-After: 30\r\n"));
        QVERIFY(refused.contains("paused"));
        QVERIFY(!publish("a").ok());
        QVERIFY(findAll({}).isEmpty());
        m_runner->setPaused(false);
        QCOMPARE(m_runner->status().state, ServerStatus::State::Serving);
        QVERIFY(post("/pub/a", "x").startsWith("HTTP/1.1 200"));
        QTRY_COMPARE_WITH_TIMEOUT(heard.size(), qsizetype(1), Patience);
    }

    void answersEveryQuestionOnceWhateverEnds()
    {
        for (int round = 0; round < 5; ++round) {
            start(settings());
            int answers = 0;
            int late = 0;
            auto context = std::make_unique<QObject>();
            for (int i = 0; i < 50; ++i) {
                m_runner->findEvents({}, this, [&](const EventsPage &) { ++answers; });
                m_runner->findEvents({}, context.get(), [&](const EventsPage &) { ++late; });
                m_runner->publish(eventFor("a"), this, [&](const Outcome &) { ++answers; });
                m_runner->publish(eventFor("a"), context.get(), [&](const Outcome &) { ++late; });
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
            m_runner = std::make_unique<BrokerRunner>();
            start(settings());
            m_runner->setInterests(Monitor::Interest::Arrivals | Monitor::Interest::Channels);
            int answers = 0;
            for (int i = 0; i < 50; ++i) {
                m_runner->publish(eventFor("a"), this, [&](const Outcome &) { ++answers; });
                m_runner->findEvents({}, this, [&](const EventsPage &) { ++answers; });
                m_runner->explainToken(QString(64, u'0'), {}, this, [&](const TokenExplanation &) { ++answers; });
            }
            m_runner.reset();
            const int then = answers;
            QCoreApplication::processEvents();
            QCOMPARE(answers, then);
        }
    }

    /// Tokens can be made and explained without a broker.
    void makesAccessWithoutABroker()
    {
        start(settings());
        stop();
        AccessRequest request;
        request.channel = "a/b";
        const Access access = answerOf<Access>([&](auto done) { m_runner->makeAccess(request, this, done); });
        QVERIFY(access.publishUrl.endsWith(QStringLiteral("/pub/a/b")));
        const auto explain = [&](const QString &text, const QString &path) {
            return answerOf<TokenExplanation>([&](auto done) { m_runner->explainToken(text, path, this, done); });
        };
        QVERIFY(explain(access.publishUrl, {}).isGood);
        QVERIFY(!explain(access.publishToken, {}).isGood);
    }
};

HOOKBOT_TEST(BrokerRunnerTest)
#include "brokerrunner_test.moc"
