#include "broker/auth/token.h"
#include "broker/http/connection.h"
#include "broker/log/memorylog.h"
#include "broker/net/flusher.h"
#include "broker/net/wire.h"
#include "broker/requests/requesthandler.h"
#include "tests/fuzz/fuzzing.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QCoreApplication>

#include <array>
#include <deque>

using namespace hookbot;

namespace {

constexpr qint64 MaxBody = 4096;
constexpr qint64 MostMemory = 1024LL * 1024;
constexpr qint64 MostInMemory = 1024LL * 1024; // queued for the peer, or read ahead
constexpr const char *Key = "a key for fuzzing";

/// The peer's end of a connection: input that the server has not read yet, and output of the server.
struct Peer
{
    QByteArray unread;
    QByteArray answers;
    qint64 room = 0; ///< bytes that it can receive now
    bool isReading = true;
    bool isBlocked = false;
    bool hasEnded = false; ///< the server has ended its output
    bool isClosed = false;
    Transport::Owner *owner = nullptr; ///< null once the transport is gone
};

class FakeTransport final : public Transport
{
public:
    FakeTransport(Owner &owner, Peer &peer) : m_peer(peer) { m_peer.owner = &owner; }
    ~FakeTransport() override { m_peer.owner = nullptr; }

    qint64 write(std::span<const QByteArray> pieces, qint64 offset) override
    {
        require(!m_peer.isClosed && !m_peer.hasEnded); // nothing after the end
        qint64 taken = 0;
        for (const QByteArray &piece : pieces) {
            const QByteArrayView rest = QByteArrayView(piece).sliced(offset);
            const QByteArrayView part = rest.first(std::min<qsizetype>(rest.size(), m_peer.room));
            m_peer.answers += part;
            m_sent += quint64(part.size());
            m_peer.room -= part.size();
            taken += part.size();
            offset = 0;
            m_peer.isBlocked = part.size() < rest.size();
            if (m_peer.isBlocked)
                break;
        }
        return taken;
    }
    [[nodiscard]] Delivery delivery() const override { return { m_sent, m_sent, 0 }; }
    void setReading(bool on) override { m_peer.isReading = on; }
    void endWriting() override { m_peer.hasEnded = true; }
    void close() override { m_peer.isClosed = true; }

private:
    Peer &m_peer;
    quint64 m_sent = 0;
};

/// Forwards the connection's calls to the handler, and counts them.
class Counting final : public Connection::Handler
{
public:
    explicit Counting(RequestHandler &handler) : m_handler(handler) {}

    Begun begin(Connection &connection, const Request &request) override
    {
        areHead.push_back(request.method == "HEAD");
        ++begun;
        auto result = m_handler.begin(connection, request);
        settled += result ? 0 : 1;
        return result;
    }
    void finish(Connection &connection, Request request, std::unique_ptr<Connection::Accepted> accepted) override
    {
        ++settled;
        m_handler.finish(connection, std::move(request), std::move(accepted));
    }
    void refused(Connection &connection, const Request &request, const Refusal &refusal) override
    {
        ++own;
        m_handler.refused(connection, request, refusal);
    }

    std::deque<bool> areHead; ///< of the requests that have begun, in order
    int begun = 0;
    int settled = 0; ///< requests that the handler has answered or will answer
    int own = 0;     ///< refusals of the connection itself

private:
    RequestHandler &m_handler;
};

/// A server of one connection: the real handler, over a log in memory.
class Server
{
public:
    Server()
        : m_log({ .events = 100 }, [] { return std::chrono::system_clock::now(); }),
          m_handler({ .key = Key }, m_intake, m_log, m_pages, m_frames, m_observer,
                    { [this](std::unique_ptr<Wire> wire, const Headers &, const Filter &, const SubscribeRequest &) {
                         m_taken = std::move(wire);
                         m_taken->setReader(nullptr);
                         m_wasTaken = true;
                     },
                      [] { return QByteArray("metrics\n"); } }),
          m_counting(m_handler),
          m_flusher(QAbstractEventDispatcher::instance())
    {
        QObject::connect(&m_log, &EventLog::committed, &m_log, [this](const EventPtr &event) {
            m_safeEvents += ChannelName(event->channel).isUnsafe() ? 0 : 1;
            for (const char *secret : { "Authorization", "Cookie", "Proxy-Authorization" })
                require(event->headers.count(secret) == 0);
        });
        const auto makeTransport = [this](Transport::Owner &owner) {
            return std::make_unique<FakeTransport>(owner, peer);
        };
        auto wire = std::make_unique<Wire>(makeTransport, QHostAddress(QHostAddress::LocalHost), m_flusher, m_traffic);
        m_wire = wire.get();
        m_connection = std::make_unique<Connection>(std::move(wire), RequestParser::Limits{ .body = MaxBody }, m_shares,
                                                    m_counting);
        QObject::connect(m_connection.get(), &Connection::finished, &m_log, [this] { m_isOver = true; });
    }

    /// A turn of the event loop.
    void turn()
    {
        QCoreApplication::processEvents(QEventLoop::AllEvents);
        deliver(peer.unread.size());
        require(m_shares.bytes() >= 0 && m_shares.bytes() <= MostMemory);
        if (m_isOver && m_connection)
            end();
        if (m_connection)
            require(m_wire->queued() <= MostInMemory);
    }

    /// Delivers this many of the waiting bytes in one piece.
    void deliver(qsizetype count)
    {
        if (!m_connection || m_isOver || m_hasPeerEnded || !peer.isReading || peer.isClosed)
            return;
        const QByteArray piece = peer.unread.first(std::min(count, peer.unread.size()));
        peer.unread.remove(0, piece.size());
        if (!piece.isEmpty())
            peer.owner->bytesCame(piece);
    }

    void makeRoom(qint64 bytes)
    {
        peer.room += bytes;
        if (std::exchange(peer.isBlocked, false) && peer.owner && !peer.isClosed)
            peer.owner->writableAgain();
    }

    void tick()
    {
        if (m_connection && !m_isOver) {
            m_connection->tick();
            ++m_ticks;
        }
    }

    void peerEnds()
    {
        if (m_connection && !m_isOver && !peer.isClosed && !std::exchange(m_hasPeerEnded, true))
            peer.owner->peerEnded();
    }

    void setPaused(bool isPaused) { m_intake.setPaused(isPaused); }

    /// The end: each request is answered once, and all resources are released.
    void finish(int withTokens)
    {
        makeRoom(MostInMemory);
        for (int turns = 0; turns < 8; ++turns)
            turn();
        const int answers = countAnswers();
        require(answers <= m_counting.begun + m_counting.own);
        // If the connection was not cut off, all answers are there.
        if (m_ticks == 0 && !m_wasTaken)
            require(answers >= m_counting.settled);
        end();
        require(m_shares.bytes() == 0);
        require(m_safeEvents <= withTokens);
    }

    Peer peer;

private:
    void end()
    {
        m_connection.reset();
        m_taken.reset();
        QCoreApplication::processEvents(QEventLoop::AllEvents);
    }

    /// Complete answers, without interim ones.
    [[nodiscard]] int countAnswers()
    {
        int count = 0;
        QByteArrayView rest = peer.answers;
        while (!rest.isEmpty()) {
            require(rest.startsWith("HTTP/1.1 "));
            const qsizetype end = rest.indexOf("\r\n\r\n");
            if (end < 0)
                break;
            const QByteArrayView head = rest.first(end + 2);
            const int status = head.sliced(9, 3).toInt();
            rest = rest.sliced(end + 4);
            if (status == 100)
                continue;
            ++count;
            const bool isHead = !m_counting.areHead.empty() && m_counting.areHead.front();
            if (!m_counting.areHead.empty())
                m_counting.areHead.pop_front();
            constexpr QByteArrayView Length = "\r\nContent-Length: ";
            const qsizetype at = head.indexOf(Length);
            require(at >= 0);
            const QByteArrayView digits = head.sliced(at + Length.size());
            const qsizetype length = digits.first(digits.indexOf('\r')).toLongLong();
            if (!isHead)
                rest = rest.sliced(std::min(length, rest.size()));
        }
        return count;
    }

    MemoryLog m_log;
    Observer m_observer;
    Hub m_hub;
    Intake m_intake{ m_log, m_hub, m_observer, MaxBody };
    Traffic m_traffic;
    FrameCache m_frames{ m_traffic };
    PageQueue m_pages{ m_log };
    Shares m_shares{ Shares::Limits{
        .memory = MostMemory, .strangerMemory = MostMemory / 2, .addressMemory = MostMemory / 4 } };
    RequestHandler m_handler;
    Counting m_counting;
    Flusher m_flusher;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<Wire> m_taken; ///< by a subscription
    Wire *m_wire = nullptr;
    bool m_wasTaken = false;
    bool m_isOver = false;
    bool m_hasPeerEnded = false;
    int m_ticks = 0;
    int m_safeEvents = 0;
};

constexpr std::array Methods{ "POST", "GET", "HEAD", "PUT", "DELETE", "X" };
constexpr std::array Targets{
    "/pub/a",
    "/sub/a?poll=1&since=all",
    "/unsafe/pub/a",
    "/unsafe/sub/a?poll=1",
    "/a",
    "/status",
    "/metrics",
    "/pub/a?replay=1",
    "/sub/a",
    "/pub/%61?extra-metadata=github",
    "/pub/a/../b",
    "/unsafe/pub/a?extra-metadata=headers",
};
constexpr std::array Fields{
    "",
    "Connection: close\r\n",
    "Expect: 100-continue\r\n",
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
    "dGhlIHNhbXBsZSBub25jZQ==\r\n",
    "Accept: text/event-stream\r\n",
    "Cookie: a=b\r\nProxy-Authorization: Basic eDp5\r\n",
    "Origin: https://evil.example\r\n",
    "X-Hookbot-Unsafe-Is-Ok: I understand the security implications\r\n",
};

/// A request that the input chooses. Returns true if its token is valid for safe channels.
bool addRequest(Input &input, QByteArray &to)
{
    const unsigned char how = input.byte();
    const QByteArray method = Methods[input.byte() % Methods.size()];
    const QByteArray target = Targets[input.byte() % Targets.size()];
    QByteArray head = method + ' ' + target + (how & 1 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\nHost: localhost\r\n");
    head += Fields[input.byte() % Fields.size()];
    const bool hasToken = (how & 2) != 0;
    if (hasToken)
        head += "Authorization: Bearer " + makeToken(Key, "/") + "\r\n";
    else if (how & 4)
        head += "Authorization: Bearer " + QByteArray(64, 'a') + "\r\n";
    const QByteArray body(input.byte() * (how & 8 ? 32 : 1), 'b'); // also beyond the limit
    if (how & 16)
        head += "Transfer-Encoding: chunked\r\n\r\n" + QByteArray::number(body.size(), 16) + "\r\n" + body +
                (body.isEmpty() ? "\r\n" : "\r\n0\r\n\r\n");
    else if (how & 32)
        head += "Content-Length: " + QByteArray::number(body.size() + (how & 64 ? 1 : 0)) + "\r\n\r\n" + body;
    else
        head += "\r\n";
    to += head;
    return hasToken;
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static QCoreApplication application(*argc, *argv);
    return 0;
}

/// A whole connection: requests, invalid bytes, pieces, turns of the loop, seconds, and a peer that reads slowly or
/// disconnects. Each request is answered once, and nothing after the end; resources are released; memory is bounded;
/// the log has no event without a token, and no secret. The input is a program of one-byte commands.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    Input input(data, size);
    Server server;
    int withTokens = 0;
    server.makeRoom(input.byte() % 2 == 0 ? MostInMemory : 0);
    for (int steps = 0; steps < 200 && !input.isEmpty(); ++steps) {
        switch (input.byte() % 10) {
        case 0:
        case 1:
        case 2:
            withTokens += addRequest(input, server.peer.unread) ? 1 : 0;
            break;
        case 3:
            server.peer.unread += input.bytes(input.byte());
            break;
        case 4:
            server.deliver(input.byte());
            break;
        case 5:
            server.turn();
            break;
        case 6:
            server.tick();
            break;
        case 7:
            server.makeRoom(input.byte() * 16);
            break;
        case 8:
            server.setPaused(input.byte() % 2 == 0);
            break;
        default:
            server.peerEnds();
            break;
        }
    }
    server.finish(withTokens);
    return 0;
}
