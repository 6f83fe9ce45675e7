#include "broker/http/connection.h"
#include "broker/net/flusher.h"
#include "tests/support/memorytransport.h"
#include "tests/support/suite.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtTest/QTest>

using namespace hookbot;

namespace {

struct Noted final : Connection::Accepted
{
    explicit Noted(QByteArray with) : target(std::move(with)) {}

    QByteArray target;
};

/// Answers each request with its target: GET and HEAD at the head, as a refusal, POST when its body has come. TAKE is a
/// subscription, KEEP is answered when the test does so.
class EchoHandler final : public Connection::Handler
{
public:
    Begun begin(Connection &connection, const Request &request) override
    {
        ++begun;
        if (request.method == "TAKE") {
            taken = connection.takeWire();
            if (taken)
                return nullptr;
        }
        if (request.method == "POST" || request.method == "KEEP")
            return std::make_unique<Noted>(request.target);
        return tl::unexpected(Refusal{ 400, request.target });
    }
    void finish(Connection &connection, Request request, std::unique_ptr<Connection::Accepted> accepted) override
    {
        if (request.method == "KEEP") {
            kept = std::make_shared<int>();
            connection.keep(kept);
            return;
        }
        Response response;
        response.body = dynamic_cast<Noted &>(*accepted).target + ' ' + request.body + '\n';
        connection.answer(response);
    }
    void refused(Connection & /*connection*/, const Request & /*request*/, const Refusal &refusal) override
    {
        refusals.append(refusal.status);
    }

    int begun = 0;
    QList<int> refusals;
    std::shared_ptr<int> kept;
    std::unique_ptr<Wire> taken;
};

QByteArray gets(int count)
{
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += "GET /" + QByteArray::number(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    return all;
}

/// The lines of the bodies, in the order they were sent.
QList<QByteArray> bodiesOf(const QByteArray &written)
{
    QList<QByteArray> bodies;
    for (const QByteArray &line : written.split('\n')) {
        if (line.startsWith('/'))
            bodies.append(line.trimmed());
    }
    return bodies;
}

} // namespace

/// One connection in the event loop, and its share of it.
class ConnectionTest : public QObject
{
    Q_OBJECT

private:
    struct Peer
    {
        explicit Peer(ConnectionTest &test)
        {
            auto wire = std::make_unique<Wire>(
                [this](Transport::Owner &owner) {
                    auto made = std::make_unique<MemoryTransport>(owner);
                    transport = made.get();
                    return made;
                },
                QHostAddress(QHostAddress::LocalHost), test.m_flusher, test.m_traffic);
            connection =
                std::make_unique<Connection>(std::move(wire), RequestParser::Limits{}, test.m_shares, test.m_handler);
        }

        void sends(const QByteArray &bytes) const { transport->owner.bytesCame(bytes); }

        MemoryTransport *transport = nullptr;
        std::unique_ptr<Connection> connection;
    };

    /// One turn of the event loop: what was posted, then what is to be written.
    static void turn()
    {
        QCoreApplication::sendPostedEvents();
        Q_EMIT QAbstractEventDispatcher::instance()->aboutToBlock();
    }

    EchoHandler m_handler;
    Shares m_shares{ Shares::Limits{} };
    Traffic m_traffic;
    Flusher m_flusher{ QAbstractEventDispatcher::instance() };

private Q_SLOTS:
    void init()
    {
        m_handler.begun = 0;
        m_handler.refusals.clear();
    }
    void cleanup()
    {
        m_handler.kept.reset();
        m_handler.taken.reset();
    }

    /// However many come at once, a turn of the loop is for a few; the rest follow, in order, and others in between.
    void pipelinedRequestsLeaveOthersTheirTurn()
    {
        constexpr int Count = 2'000;
        const Peer greedy(*this);
        const Peer other(*this);
        greedy.sends(gets(Count));
        QVERIFY(m_handler.begun > 0);
        QVERIFY(m_handler.begun <= 20);
        for (int turns = 1; m_handler.begun < Count; ++turns) {
            const int before = m_handler.begun;
            other.sends(gets(1));
            QCOMPARE(m_handler.begun, before + 1); // in the same turn
            turn();
            QVERIFY(m_handler.begun > before + 1);
            QVERIFY(m_handler.begun <= before + 40);
            QVERIFY(turns < Count);
        }
        for (int i = 0; i < Count / 8; ++i)
            turn();
        const QList<QByteArray> bodies = bodiesOf(greedy.transport->written);
        QCOMPARE(bodies.size(), qsizetype(Count));
        for (int i = 0; i < Count; ++i)
            QCOMPARE(bodies[i], '/' + QByteArray::number(i));
    }

    void longHeadsCountByTheirLength()
    {
        const Peer peer(*this);
        const QByteArray head = "GET / HTTP/1.1\r\nHost: x\r\nX: " + QByteArray(60'000, 'x') + "\r\n\r\n";
        peer.sends(head.repeated(4));
        QVERIFY(m_handler.begun <= 2);
        for (int i = 0; i < 8 && m_handler.begun < 4; ++i)
            turn();
        QCOMPARE(m_handler.begun, 4);
    }

    /// What is not looked at is not read either: no more than one read and what was left before.
    void readingStopsMeanwhile()
    {
        const Peer peer(*this);
        peer.sends(gets(8'000));
        QVERIFY(!peer.transport->isReading);
        for (int i = 0; i < 2'000 && m_handler.begun < 8'000; ++i)
            turn();
        QCOMPARE(m_handler.begun, 8'000);
        QVERIFY(peer.transport->isReading);
    }

    /// Bytes that come while others wait are behind those.
    void orderIsKeptAcrossReads()
    {
        const Peer peer(*this);
        const QByteArray all = gets(200) + "POST /last HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
        for (qsizetype at = 0; at < all.size(); at += 1'000) {
            peer.sends(all.sliced(at, std::min<qsizetype>(1'000, all.size() - at)));
            if (at % 3'000 == 0)
                turn();
        }
        for (int i = 0; i < 100; ++i)
            turn();
        const QList<QByteArray> bodies = bodiesOf(peer.transport->written);
        QCOMPARE(bodies.size(), qsizetype(201));
        for (int i = 0; i < 200; ++i)
            QCOMPARE(bodies[i], '/' + QByteArray::number(i));
        QCOMPARE(bodies.last(), QByteArray("/last abc"));
    }

    /// A peer that has ended its side is answered all it has asked, and then the connection closes.
    void theEndWaitsForWhatIsLeft()
    {
        const Peer peer(*this);
        peer.sends(gets(100));
        peer.transport->owner.peerEnded();
        for (int i = 0; i < 20; ++i)
            turn();
        QCOMPARE(bodiesOf(peer.transport->written).size(), qsizetype(100));
        QVERIFY(peer.transport->isEnded);
    }

    /// Of several requests at once, too.
    void whatBeginAcceptsComesToFinish()
    {
        const Peer peer(*this);
        QByteArray all;
        for (const char *name : { "/1", "/2", "/3" })
            all += "POST " + QByteArray(name) + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n" + name[1];
        for (const char byte : all)
            peer.sends(QByteArray(1, byte));
        turn();
        const QList<QByteArray> bodies{ "/1 1", "/2 2", "/3 3" };
        QCOMPARE(bodiesOf(peer.transport->written), bodies);
    }

    void onlyTheAnswerToHeadHasNoBody()
    {
        const Peer peer(*this);
        peer.sends("HEAD /head HTTP/1.1\r\nHost: x\r\n\r\n");
        turn();
        QVERIFY(peer.transport->written.endsWith("\r\n\r\n"));
        peer.sends("no request\r\n\r\n");
        turn();
        QCOMPARE(m_handler.refusals, QList<int>{ 400 });
        QVERIFY(!peer.transport->written.endsWith("\r\n\r\n"));
    }

    /// The rest of the body would be read as a request.
    void aRefusedBodyClosesTheConnection()
    {
        const Peer peer(*this);
        peer.sends("GET /refused HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
        turn();
        QVERIFY(peer.transport->written.contains("\r\nConnection: close\r\n"));
        QVERIFY(peer.transport->isEnded);
        peer.sends(gets(1));
        QCOMPARE(m_handler.begun, 1);
    }

    void workIsReleasedWithTheAnswer()
    {
        const Peer peer(*this);
        peer.sends("KEEP / HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(m_handler.kept.use_count(), 2L);
        QVERIFY(peer.connection->isBusy());
        peer.connection->answer({});
        QCOMPARE(m_handler.kept.use_count(), 1L);
        QVERIFY(!peer.connection->isBusy());
        peer.connection->answer({}); // too many are ignored
        turn();
        QCOMPARE(peer.transport->written.count("HTTP/1.1 200"), qsizetype(1));
    }

    void aSubscriptionTakesTheWire()
    {
        Peer peer(*this);
        int finished = 0;
        connect(peer.connection.get(), &Connection::finished, this, [&] { ++finished; });
        peer.sends("TAKE / HTTP/1.1\r\nHost: x\r\n\r\n");
        QVERIFY(m_handler.taken);
        QVERIFY(!peer.connection->hasWire());
        QVERIFY(!peer.connection->isBusy());
        QCOMPARE(finished, 0); // not within the call
        turn();
        QCOMPARE(finished, 1);
        peer.connection->tick();
        peer.connection->shutDown();
        QVERIFY(peer.transport->written.isEmpty());
    }

    void aBrokenConnectionIsNotWorkedFor()
    {
        const Peer peer(*this);
        peer.sends(gets(100));
        const int begun = m_handler.begun;
        peer.transport->owner.failed(QStringLiteral("reset"));
        for (int i = 0; i < 20; ++i)
            turn();
        QCOMPARE(m_handler.begun, begun);
    }
};

HOOKBOT_TEST(ConnectionTest)
#include "connection_test.moc"
