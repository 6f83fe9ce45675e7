// Sends every shape in three sizes to a real request handler, over a connection without a socket; callgrind counts the
// instructions of each. requests_cost_what_they_weigh.py runs it and checks the numbers; without callgrind it only
// sends.

#include "broker/log/memorylog.h"
#include "broker/monitor/observers.h"
#include "broker/net/flusher.h"
#include "broker/requests/requesthandler.h"
#include "broker/stream/upgrade.h"
#include "broker/stream/websocketlistener.h"
#include "tests/cost/shapes.h"
#include "tests/support/memorytransport.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QCoreApplication>

#include <cstdio>

#include <valgrind/callgrind.h>

namespace hookbot {

namespace {

const QByteArray Key = QByteArrayLiteral("a key");

RequestRules rulesFor(const Shape &shape)
{
    RequestRules rules;
    rules.key = Key;
    if (!rules.trustedProxies.add(QStringLiteral("loopback")))
        qFatal("loopback is an address");
    if (shape.isForwarded)
        rules.trustedProxies.setField(TrustedProxies::Field::Forwarded);
    return rules;
}

/// A broker without a port, with one connection.
class Server
{
public:
    explicit Server(const Shape &shape) : m_rules(rulesFor(shape))
    {
        m_hub.startAt(m_log.head());
        auto wire = std::make_unique<Wire>(
            [this](Transport::Owner &owner) {
                auto made = std::make_unique<MemoryTransport>(owner);
                made->keepsWritten = false;
                m_transport = made.get();
                return made;
            },
            QHostAddress(QHostAddress::LocalHost), m_flusher, m_traffic);
        m_connection = std::make_unique<Connection>(std::move(wire), RequestParser::Limits{}, m_shares, m_handler);
    }

    /// Delivers data as if one read had returned it, and runs one turn of the event loop.
    void send(QByteArrayView bytes)
    {
        if (!m_transport->isClosed && !bytes.isEmpty())
            m_transport->owner.bytesCame(bytes);
        turn();
    }

    /// Runs until everything has been answered.
    void settle()
    {
        quint64 sent = 0;
        do {
            sent = m_traffic.sent;
            for (int i = 0; i < 4; ++i)
                turn();
        } while (m_traffic.sent != sent);
    }

private:
    static void turn()
    {
        QCoreApplication::sendPostedEvents();
        Q_EMIT QAbstractEventDispatcher::instance()->aboutToBlock();
    }

    void subscribe(std::unique_ptr<Wire> wire, const Headers &headers, const Filter &filter)
    {
        std::unique_ptr<QWebSocket> socket = m_upgrade.accept(*wire, headers);
        m_listener =
            std::make_unique<WebSocketListener>(std::move(wire), std::move(socket), m_pages, m_hub, filter, Since(),
                                                WebSocketListener::Form::Raw, m_frames, WebSocketListener::Limits{});
    }

    RequestRules m_rules;
    Observers m_observers{ {} };
    MemoryLog m_log{ {}, [] { return std::chrono::system_clock::now(); } };
    Hub m_hub;
    Intake m_intake{ m_log, m_hub, m_observers, 25LL * 1024 * 1024 };
    Traffic m_traffic;
    FrameCache m_frames{ m_traffic };
    PageQueue m_pages{ m_log };
    Upgrade m_upgrade;
    Shares m_shares{ Shares::Limits{} };
    Flusher m_flusher{ QAbstractEventDispatcher::instance() };
    RequestHandler m_handler{ m_rules,
                              m_intake,
                              m_log,
                              m_pages,
                              m_frames,
                              m_observers,
                              { [this](std::unique_ptr<Wire> wire, const Headers &headers, const Filter &filter,
                                       const SubscribeRequest &) { subscribe(std::move(wire), headers, filter); },
                                [] { return QByteArray(); } } };
    MemoryTransport *m_transport = nullptr;
    std::unique_ptr<Connection> m_connection;
    std::unique_ptr<Listener> m_listener;
};

void measure(const Shape &shape, int n, const char *title)
{
    const QByteArray opening = shape.opening ? shape.opening(n) : QByteArray();
    const QByteArray rest = shape.rest ? shape.rest(n) : QByteArray();
    Server server(shape);
    CALLGRIND_ZERO_STATS;
    server.send(opening);
    for (qsizetype at = 0; at < rest.size(); at += shape.piece)
        server.send(QByteArrayView(rest).sliced(at, std::min(shape.piece, rest.size() - at)));
    server.settle();
    if (title)
        CALLGRIND_DUMP_STATS_AT(title);
}

} // namespace

} // namespace hookbot

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    int number = 0;
    for (const hookbot::Shape &shape : hookbot::allShapes(hookbot::makeToken(hookbot::Key, "/sub/a"))) {
        hookbot::measure(shape, shape.n, nullptr); // costs that occur only the first time
        for (const int times : { 1, 2, 4 }) {
            const int n = times * shape.n;
            const QByteArray title = "shape " + QByteArray::number(number) + ' ' + QByteArray::number(times);
            hookbot::measure(shape, n, title.constData());
            const auto size = (shape.opening ? shape.opening(n).size() : 0) + (shape.rest ? shape.rest(n).size() : 0);
            std::printf("%d\t%d\t%lld\t%s\n", number, times, static_cast<long long>(size), shape.name);
        }
        ++number;
    }
    return 0;
}
