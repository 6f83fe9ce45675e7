#include "broker/http/connection.h"
#include "broker/net/flusher.h"
#include "tests/support/suite.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtTest/QTest>

using namespace hookbot;

namespace {

/// The peer's side of a connection: what it sends, how much of the answers its system has acknowledged.
class ScriptedTransport final : public Transport
{
public:
    explicit ScriptedTransport(Owner &to) : owner(to) {}

    qint64 write(std::span<const QByteArray> pieces, qint64 offset) override
    {
        qint64 taken = 0;
        for (const QByteArray &piece : pieces) {
            const QByteArray part = piece.sliced(offset).left(room);
            written += part;
            taken += part.size();
            room -= part.size();
            offset = 0;
        }
        return taken;
    }
    [[nodiscard]] Delivery delivery() const override
    {
        const auto sent = quint64(written.size());
        return { sent, acknowledgesAll ? sent : acknowledged, 0 };
    }
    void setReading(bool on) override { isReading = on; }
    void endWriting() override { isEnded = true; }
    void close() override { isClosed = true; }

    Owner &owner;
    QByteArray written;
    qint64 room = 100'000'000;
    quint64 acknowledged = 0;
    bool acknowledgesAll = true;
    bool isReading = true;
    bool isEnded = false;
    bool isClosed = false;
};

/// Lets all in but `/no`; a target with `token` is of one who has a token. Answers `/big` with 1 MB and `/later` when
/// told to.
class ScriptedHandler final : public Connection::Handler
{
public:
    Begun begin(Connection &connection, const Request &request) override
    {
        if (request.target == "/no")
            return tl::unexpected(Refusal{ 401, "401 Unauthorized" });
        if (request.target.contains("token"))
            connection.setOpen();
        return nullptr;
    }
    void finish(Connection &connection, Request request, std::unique_ptr<Connection::Accepted> /*accepted*/) override
    {
        bodies << request.body;
        if (request.target.startsWith("/later"))
            held = connection.heldBytes();
        else
            connection.answer({ .body = QByteArray(request.target.startsWith("/big") ? 1'000'000 : 2, 'x') });
    }
    void refused(Connection &, const Request &, const Refusal &refusal) override { refusals << refusal.status; }

    QList<QByteArray> bodies;
    QList<int> refusals;
    std::shared_ptr<void> held;
};

} // namespace

class ConnectionLimitsTest : public QObject
{
    Q_OBJECT

private:
    struct Client
    {
        ScriptedTransport *transport;
        std::unique_ptr<Connection> connection;

        void send(const QByteArray &bytes)
        {
            // As a transport does: no more than there is room for.
            for (QByteArrayView rest = bytes; !rest.isEmpty() && transport->isReading;) {
                const qsizetype count = std::min(rest.size(), transport->owner.mostToRead());
                transport->owner.bytesCame(rest.first(count));
                rest = rest.sliced(count);
            }
        }
        void tick(int seconds)
        {
            for (int i = 0; i < seconds && !transport->isClosed; ++i)
                connection->tick();
        }
        [[nodiscard]] bool wasTold(QByteArrayView status) const { return transport->written.contains(status); }
    };

    Flusher m_flusher{ QAbstractEventDispatcher::instance() };
    Traffic m_traffic;
    ScriptedHandler m_handler;
    std::unique_ptr<Shares> m_shares;

    Client connectFrom(const QByteArray &address, bool standsForMany = false)
    {
        Client client{};
        auto wire = std::make_unique<Wire>(
            [&client](Transport::Owner &owner) {
                auto transport = std::make_unique<ScriptedTransport>(owner);
                client.transport = transport.get();
                return transport;
            },
            QHostAddress(QString::fromLatin1(address)), m_flusher, m_traffic);
        client.connection = std::make_unique<Connection>(std::move(wire), RequestParser::Limits{ .body = 1'000'000 },
                                                         *m_shares, m_handler, standsForMany);
        return client;
    }

    static void turn()
    {
        QMetaObject::invokeMethod(
            qApp, [] {}, Qt::QueuedConnection);
        QCoreApplication::processEvents();
        Q_EMIT QAbstractEventDispatcher::instance()->aboutToBlock();
    }

    static QByteArray post(const QByteArray &target, const QByteArray &fields)
    {
        return "POST " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n\r\n";
    }

private Q_SLOTS:
    void init()
    {
        m_handler.bodies.clear();
        m_handler.refusals.clear();
        m_handler.held.reset();
        m_shares = std::make_unique<Shares>(Shares::Limits{ .memory = 4'000'000,
                                                            .strangerMemory = 1'000'000,
                                                            .addressMemory = 600'000,
                                                            .connections = 100,
                                                            .strangers = 6,
                                                            .addressStrangers = 3 });
    }

    void cleanup() { m_handler.held.reset(); }

    void aPeerThatReadsSlowlyIsNeverCut_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::newRow("close") << QByteArray("Content-Length: 0\r\nConnection: close");
        QTest::newRow("keep-alive") << QByteArray("Content-Length: 0");
    }
    void aPeerThatReadsSlowlyIsNeverCut()
    {
        QFETCH(QByteArray, fields);
        Client client = connectFrom("192.0.2.1");
        client.transport->room = 1000;
        client.transport->acknowledgesAll = false;
        client.send(post("/big-token", fields));
        turn();
        for (int i = 0; i < 100; ++i) { // a byte in 100 s
            client.tick(100);
            ++client.transport->acknowledged;
            client.tick(1);
            QVERIFY(!client.transport->isClosed);
        }
        client.tick(120);
        QVERIFY(client.transport->isClosed);
    }

    void aPeerThatAcknowledgesNothingIsCut_data() { aPeerThatReadsSlowlyIsNeverCut_data(); }
    void aPeerThatAcknowledgesNothingIsCut()
    {
        QFETCH(QByteArray, fields);
        Client client = connectFrom("192.0.2.1");
        client.transport->acknowledgesAll = false; // though the kernel accepts all of it
        client.send(post("/big-token", fields));
        turn();
        client.tick(119);
        QVERIFY(!client.transport->isClosed);
        client.tick(1);
        QVERIFY(client.transport->isClosed);
    }

    void aPeerThatHasAllHasAMomentToEnd()
    {
        Client client = connectFrom("192.0.2.1");
        client.send(post("/", "Content-Length: 0\r\nConnection: close"));
        turn();
        QVERIFY(client.transport->isEnded);
        client.tick(2);
        QVERIFY(!client.transport->isClosed);
        client.tick(1);
        QVERIFY(client.transport->isClosed);
    }

    void framingOfChunksIsNoProgress_data()
    {
        QTest::addColumn<QByteArray>("second");
        QTest::newRow("extensions") << QByteArray("1;" + QByteArray(2000, 'e') + "\r\nx\r\n");
        QTest::newRow("single bytes") << QByteArray("1\r\nx\r\n").repeated(500);
        QTest::newRow("nothing") << QByteArray();
    }
    void framingOfChunksIsNoProgress()
    {
        QFETCH(QByteArray, second);
        Client client = connectFrom("192.0.2.1");
        client.send(post("/token", "Transfer-Encoding: chunked"));
        for (int i = 0; i < 10; ++i) {
            client.send(second);
            client.tick(1);
        }
        turn();
        QVERIFY(client.wasTold("408 Request Timeout"));
    }

    void aBodyAtTheLeastPaceIsWhole()
    {
        Client client = connectFrom("192.0.2.1");
        client.send(post("/token", "Content-Length: 102400"));
        for (int i = 0; i < 100; ++i) {
            client.send(QByteArray(1024, 'x'));
            client.tick(1);
        }
        QCOMPARE(m_handler.bodies.size(), 1);
        QVERIFY(m_handler.refusals.isEmpty());
    }

    void strangersDoNotTakeTheMemoryOfTokens()
    {
        std::vector<Client> strangers;
        for (int i = 0; i < 6; ++i) {
            strangers.push_back(connectFrom("192.0.2." + QByteArray::number(i)));
            strangers.back().send(post("/", "Transfer-Encoding: chunked") + "40000\r\n" + QByteArray(250'000, 'x'));
            QVERIFY(m_shares->strangerBytes() <= 1'000'000);
        }
        QVERIFY(m_handler.refusals.contains(503));
        Client publisher = connectFrom("192.0.2.99");
        publisher.send(post("/token", "Content-Length: 900000") + QByteArray(900'000, 'x'));
        QCOMPARE(m_handler.bodies.size(), 1);
    }

    void whoHoldsGivesWayToWhoComes()
    {
        Client dripping = connectFrom("192.0.2.1");
        dripping.send(post("/", "Content-Length: 500000") + QByteArray(499'999, 'x'));
        m_shares->tick();
        m_shares->tick();
        Client other = connectFrom("192.0.2.1");
        other.send(post("/", "Content-Length: 400000") + QByteArray(400'000, 'y'));
        QCOMPARE(m_handler.bodies.size(), 1);
        turn();
        QVERIFY(dripping.wasTold("503 Service Unavailable"));
    }

    void bodiesThatTheLogHasCountThoughTheirConnectionIsGone()
    {
        {
            Client client = connectFrom("192.0.2.1");
            client.send(post("/later", "Content-Length: 400000") + QByteArray(400'000, 'x'));
        }
        QVERIFY(m_shares->strangerBytes() >= 396'000);
        Client other = connectFrom("192.0.2.1");
        other.send(post("/", "Content-Length: 400000") + QByteArray(400'000, 'x'));
        turn();
        QVERIFY(other.wasTold("503 Service Unavailable"));
        m_handler.held.reset();
        QCOMPARE(m_shares->strangerBytes(), 0);
    }

    void aPeerThatPipelinesAndDoesNotReadHoldsLittle()
    {
        Client client = connectFrom("192.0.2.1");
        client.transport->room = 0;
        const QByteArray requests = QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n").repeated(1000);
        for (int i = 0; i < 1000 && client.transport->isReading; ++i) {
            client.send(requests);
            turn();
        }
        QVERIFY(!client.transport->isReading);
        QVERIFY2(m_shares->strangerBytes() <= 160'000, QByteArray::number(m_shares->strangerBytes()));
        client.tick(121);
        QVERIFY(client.transport->isClosed);
        QCOMPARE(m_shares->strangerBytes(), 0);
    }

    void aNewcomerGetsInAndTheIdleLeave_data()
    {
        QTest::addColumn<QByteArray>("network");
        QTest::addColumn<int>("left");
        QTest::newRow("one address") << QByteArray("192.0.2.7") << 3;
        QTest::newRow("one network of IPv6") << QByteArray("2001:db8::%1") << 3;
        QTest::newRow("many addresses") << QByteArray("192.0.2.%1") << 6;
        QTest::newRow("loopback is nobody") << QByteArray("127.0.0.1") << 6;
    }
    void aNewcomerGetsInAndTheIdleLeave()
    {
        QFETCH(QByteArray, network);
        QFETCH(int, left);
        Client publisher = connectFrom("192.0.2.7");
        publisher.send(post("/token", "Content-Length: 0"));
        std::vector<Client> idle;
        for (int i = 1; i <= 20; ++i) {
            idle.push_back(connectFrom(QByteArray(network).replace("%1", QByteArray::number(i))));
            for (int j = 0; j < 6; ++j)
                m_shares->newTurn();
            QVERIFY(m_shares->makeRoom([] { return 1; }));
            QVERIFY(!idle.back().transport->isClosed);
        }
        const auto isOpen = [](const Client &client) { return !client.transport->isClosed; };
        QCOMPARE(std::ranges::count_if(idle, isOpen), left);
        QVERIFY(!publisher.transport->isClosed);
    }

    void whatJustCameIsReadFirst()
    {
        constexpr int Clients = 7;
        std::vector<Client> clients;
        clients.reserve(Clients);
        for (int i = 0; i < Clients; ++i)
            clients.push_back(connectFrom("127.0.0.1"));
        QVERIFY(!m_shares->makeRoom([] { return 1; }));
        for (Client &client : clients)
            client.send(post("/token", "Content-Length: 0"));
        QVERIFY(m_shares->makeRoom([] { return 1; }));
        QCOMPARE(m_shares->strangers(), 0);
    }

    void aSmallMachineHasSmallShares()
    {
        constexpr qint64 MiB = 1024LL * 1024;
        const auto small = Shares::Limits::of(25 * MiB, 1000, 128 * MiB);
        QCOMPARE(small.memory, 32 * MiB);
        QVERIFY(small.memory - small.strangerMemory >= 24 * MiB);
        const auto usual = Shares::Limits::of(25 * MiB, 1000, 64LL * 1024 * MiB);
        QCOMPARE(usual.memory, 256 * MiB);
        QCOMPARE(usual.strangerMemory, 64 * MiB);
        QVERIFY(usual.addressMemory >= 26 * MiB);
        QCOMPARE(usual.strangers, 500);
    }
};

HOOKBOT_TEST(ConnectionLimitsTest)
#include "connectionlimits_test.moc"
