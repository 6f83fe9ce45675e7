#include "broker/auth/token.h"
#include "broker/log/memorylog.h"
#include "broker/net/flusher.h"
#include "broker/requests/requesthandler.h"
#include "tests/support/memorytransport.h"
#include "tests/support/suite.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

const QByteArray Key = "a key of a test, and a long one";

class RefusalObserver final : public Observer
{
public:
    void refused(const RefusedRequest &request) override
    {
        refusals << QByteArray::number(request.status) + ' ' + request.method + ' ' + request.path + ' ' +
                        request.remote;
    }

    QByteArrayList refusals;
};

RequestRules rules()
{
    RequestRules rules;
    rules.key = Key;
    if (!rules.trustedProxies.add(QStringLiteral("192.0.2.9")))
        qFatal("an address is good");
    return rules;
}

} // namespace

/// What requests may do: a real handler over a log in memory, and connections without sockets.
class RequestHandlerTest : public QObject
{
    Q_OBJECT

private:
    struct Server
    {
        std::chrono::system_clock::time_point now{ 1'000'000s };
        int clockReadings = 0;
        RefusalObserver observer;
        MemoryLog log{ {}, [this] { return now; } };
        Hub hub;
        Traffic traffic;
        FrameCache frames{ traffic };
        PageQueue pages{ log };
        Shares shares{ Shares::Limits{} };
        Flusher flusher{ QAbstractEventDispatcher::instance() };
        std::vector<std::unique_ptr<Wire>> taken; ///< by subscriptions
        Intake intake{ log, hub, observer, 1000 };
        RequestHandler handler{ rules(),
                                intake,
                                log,
                                pages,
                                frames,
                                observer,
                                { .subscribe = [this](std::unique_ptr<Wire> wire, const Headers &, const Filter &,
                                                      const SubscribeRequest &) { taken.push_back(std::move(wire)); },
                                  .metricsText = [] { return QByteArray("metrics\n"); } },
                                [this] {
                                    ++clockReadings;
                                    return now;
                                } };
    };

    struct Client
    {
        explicit Client(Server &server, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost))
        {
            auto wire = std::make_unique<Wire>(
                [this](Transport::Owner &owner) {
                    auto made = std::make_unique<MemoryTransport>(owner);
                    transport = made.get();
                    return made;
                },
                address, server.flusher, server.traffic);
            connection = std::make_unique<Connection>(std::move(wire), RequestParser::Limits{ .body = 1000 },
                                                      server.shares, server.handler);
        }

        MemoryTransport *transport = nullptr;
        std::unique_ptr<Connection> connection;
    };

    std::unique_ptr<Server> m_server;

    static void turn()
    {
        QCoreApplication::processEvents();
        Q_EMIT QAbstractEventDispatcher::instance()->aboutToBlock();
    }

    static QByteArray tokenField(const QByteArray &path)
    {
        return "Authorization: Bearer " + makeToken(Key, path) + "\r\n";
    }

    static QByteArray request(const QByteArray &line, const QByteArray &fields = {}, const QByteArray &body = {})
    {
        return line + " HTTP/1.1\r\nHost: x\r\n" + fields +
               (line.startsWith("POST") ? "Content-Length: " + QByteArray::number(body.size()) + "\r\n" : "") + "\r\n" +
               body;
    }

    /// The answer to one request on a connection of its own.
    QByteArray answerTo(const QByteArray &bytes)
    {
        const Client client(*m_server);
        client.transport->owner.bytesCame(bytes);
        for (int i = 0; i < 5; ++i)
            turn();
        return client.transport->written;
    }

    static int statusOf(const QByteArray &answer) { return answer.mid(9, 3).toInt(); }

    static QByteArray fieldOf(const QByteArray &answer, const QByteArray &name)
    {
        const qsizetype at = answer.indexOf("\r\n" + name + ": ");
        if (at < 0)
            return {};
        const qsizetype begin = at + name.size() + 4;
        return answer.sliced(begin, answer.indexOf("\r\n", begin) - begin);
    }

    QByteArray publish(const QByteArray &channel, const QByteArray &body)
    {
        const QByteArray path = "/pub/" + channel;
        return answerTo(request("POST " + path, tokenField(path), body));
    }

private Q_SLOTS:
    void init() { m_server = std::make_unique<Server>(); }
    void cleanup() { m_server.reset(); }

    void publishes()
    {
        const QByteArray answer = publish("a", "hello");
        QCOMPARE(statusOf(answer), 200);
        QCOMPARE(fieldOf(answer, "X-Hookbot-Listeners"), QByteArray("0"));
        QCOMPARE(fieldOf(answer, "X-Hookbot-Event-Id"), m_server->log.head().toByteArray());
        QVERIFY(m_server->observer.refusals.isEmpty());
    }

    void polls()
    {
        publish("a", "one");
        m_server->now += 3600s;
        publish("a", "two");
        m_server->clockReadings = 0;
        const QByteArray all = answerTo(request("GET /sub/a?poll=1&since=all", tokenField("/sub/a")));
        QCOMPARE(statusOf(all), 200);
        QCOMPARE(all.count("\"id\""), qsizetype(2));
        QCOMPARE(m_server->clockReadings, 1); // begin() and finish() agree on when now is
        const QByteArray recent = answerTo(request("GET /sub/a?poll=1&since=10m", tokenField("/sub/a")));
        QCOMPARE(recent.count("\"id\""), qsizetype(1));
    }

    void replays()
    {
        const QByteArray id = fieldOf(publish("a", "once"), "X-Hookbot-Event-Id");
        const auto replay = [&](const QByteArray &channel, const QByteArray &event, const QByteArray &body = {}) {
            const QByteArray path = "/pub/" + channel;
            return answerTo(request("POST " + path + "?replay=" + event, tokenField(path), body));
        };
        const QByteArray again = replay("a", id);
        QCOMPARE(statusOf(again), 200);
        QVERIFY(fieldOf(again, "X-Hookbot-Event-Id").toLongLong() > id.toLongLong());
        QCOMPARE(statusOf(replay("b", id)), 404);
        QCOMPARE(statusOf(replay("a", "17")), 404);
        QCOMPARE(statusOf(replay("a", id, "body")), 400);
        QCOMPARE(statusOf(replay("a", "x")), 400);
    }

    void refusesInOrder_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("field"); // of the answer
        QTest::addColumn<QByteArray>("value");
        const QByteArray none;
        const QByteArray page = "Origin: https://evil.example\r\n";
        const QByteArray basic = "Authorization: Basic " + (makeToken(Key, "/") + ':').toBase64() + "\r\n";
        QTest::newRow("target") << QByteArray("POST /pub//a") << page << 400 << none << none;
        QTest::newRow("method") << QByteArray("GET /pub/a") << page << 405 << QByteArray("Allow") << QByteArray("POST");
        QTest::newRow("page before token") << QByteArray("POST /pub/a") << page << 403 << none << none;
        QTest::newRow("page with a password") << QByteArray("POST /pub/a") << page + basic << 403 << none << none;
        QTest::newRow("page with a token")
            << QByteArray("POST /pub/a") << page + tokenField("/pub/a") << 200 << none << none;
        QTest::newRow("token before parameters")
            << QByteArray("POST /pub/a?replay=x") << none << 401 << QByteArray("WWW-Authenticate")
            << QByteArray("Basic realm=\"hookbot\"");
        QTest::newRow("parameters") << QByteArray("POST /pub/a?extra-metadata=x") << tokenField("/pub/a") << 400 << none
                                    << none;
        QTest::newRow("unsafe listener") << QByteArray("GET /unsafe/sub/a?poll=1") << none << 400 << none << none;
        QTest::newRow("token of another path")
            << QByteArray("GET /sub/a?poll=1") << tokenField("/sub/b") << 401 << none << none;
        QTest::newRow("origin of a listener")
            << QByteArray("GET /sub/a?since=x") << page + tokenField("/sub/a") << 403 << none << none;
        QTest::newRow("transport") << QByteArray("GET /sub/a") << tokenField("/sub/a") << 400 << none << none;
        QTest::newRow("handshake") << QByteArray("GET /sub/a")
                                   << tokenField("/sub/a") + "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                                             "Sec-WebSocket-Version: 8\r\n"
                                   << 426 << QByteArray("Sec-WebSocket-Version") << QByteArray("13");
    }

    void refusesInOrder()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, fields);
        QFETCH(int, status);
        QFETCH(QByteArray, field);
        const QByteArray answer = answerTo(request(line, fields));
        QCOMPARE(statusOf(answer), status);
        if (!field.isEmpty())
            QTEST(fieldOf(answer, field), "value");
        QCOMPARE(m_server->observer.refusals.size(), qsizetype(status == 200 ? 0 : 1)); // reported once
    }

    void refusesWhilePaused()
    {
        m_server->intake.setPaused(true);
        const QByteArray answer = publish("a", "x");
        QCOMPARE(statusOf(answer), 503);
        QCOMPARE(fieldOf(answer, "Retry-After"), QByteArray("30"));
        QCOMPARE(statusOf(answerTo(request("POST /pub/a"))), 401); // strangers do not learn it
        QCOMPARE(statusOf(answerTo(request("GET /sub/a?poll=1", tokenField("/sub/a")))), 200);
    }

    void refusesWhatWasPausedSinceItsHead()
    {
        const Client client(*m_server);
        const QByteArray whole = request("POST /pub/a", tokenField("/pub/a"), "body");
        client.transport->owner.bytesCame(QByteArrayView(whole).chopped(1));
        const EventId head = m_server->log.head();
        m_server->intake.setPaused(true);
        client.transport->owner.bytesCame("y");
        turn();
        QCOMPARE(statusOf(client.transport->written), 503);
        QCOMPARE(m_server->log.head(), head);
        QCOMPARE(m_server->observer.refusals, QByteArrayList{ "503 POST /pub/a 127.0.0.1" });
    }

    void reportsRefusalsWithThePathAsSent()
    {
        const QByteArray id = fieldOf(publish("a", "once"), "X-Hookbot-Event-Id");
        const auto field = tokenField("/pub/a");
        answerTo(request("POST /pub/%61?replay=" + id, field, "body")); // refused after its head
        answerTo(request("POST /pub/%61?replay=17", field));            // refused by the log
        answerTo(request("POST /pub/%61?extra-metadata=x", field));     // refused at its head
        QCOMPARE(m_server->observer.refusals,
                 QByteArrayList(
                     { "400 POST /pub/%61 127.0.0.1", "404 POST /pub/%61 127.0.0.1", "400 POST /pub/%61 127.0.0.1" }));
    }

    void handsASubscriptionOver()
    {
        const QByteArray stream = "Accept: text/event-stream\r\n" + tokenField("/sub/a");
        QVERIFY(answerTo(request("GET /sub/a", stream)).isEmpty());
        QCOMPARE(m_server->taken.size(), size_t(1));
        // A client that does not wait for the answer.
        const QByteArray answer = answerTo(request("GET /sub/a", stream) + "x");
        QCOMPARE(statusOf(answer), 400);
        QCOMPARE(fieldOf(answer, "Connection"), QByteArray("close"));
        QCOMPARE(m_server->taken.size(), size_t(1));
    }

    void namesTheClientBehindAProxy()
    {
        const Client proxy(*m_server, QHostAddress(QStringLiteral("192.0.2.9")));
        proxy.transport->owner.bytesCame(request("GET /sub/a?poll=1", "X-Forwarded-For: 198.51.100.7\r\n"));
        turn();
        QCOMPARE(m_server->observer.refusals, QByteArrayList{ "401 GET /sub/a 198.51.100.7" }); // without its query
    }

    void answersStatusAndMetrics()
    {
        QVERIFY(answerTo(request("GET /status")).endsWith("\r\n\r\nOK\n"));
        QVERIFY(answerTo(request("HEAD /status")).endsWith("\r\n\r\n"));
        QVERIFY(answerTo(request("GET /metrics", tokenField("/metrics"))).endsWith("\r\n\r\nmetrics\n"));
    }
};

HOOKBOT_TEST(RequestHandlerTest)
#include "requesthandler_test.moc"
