#include "broker/watching/localmonitor.h"
#include "tests/watching/monitorfixture.h"

using namespace hookbot;
using namespace std::chrono_literals;

/// URLs and tokens of a running broker, and what they open.
class TokenSearchTest : public MonitorFixture
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

    /// More channels than one turn of the event loop tries; with a broker that ends meanwhile, too.
    void triesManyChannels()
    {
        start(settings());
        int published = 0;
        for (int i = 0; i < 250; ++i) {
            NewEvent event;
            event.channel = "many/" + QByteArray::number(i);
            m_monitor->publish(event, this, [&](const Outcome &outcome) { published += outcome.ok() ? 1 : 0; });
        }
        QTRY_COMPARE_WITH_TIMEOUT(published, 250, Patience);
        const QString token = QString::fromLatin1(makeToken(TestKey, "/pub/many/"));
        const auto all = answerOf<TokenExplanation>([&](auto done) { m_monitor->explainToken(token, {}, this, done); });
        QCOMPARE(all.channels.size(), qsizetype(250));
        int answers = 0;
        m_monitor->explainToken(token, {}, this, [&](const TokenExplanation &) { ++answers; });
        m_monitor->end();
        QCOMPARE(answers, 1);
    }
};

HOOKBOT_TEST(TokenSearchTest)
#include "tokensearch_test.moc"
