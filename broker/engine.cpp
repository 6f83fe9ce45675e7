#include "broker/engine.h"

#include "broker/log/memorylog.h"
#include "broker/log/sqlitelog.h"
#include "broker/net/descriptors.h"
#include "broker/net/memorylimit.h"
#include "broker/net/tls.h"
#include "broker/net/tlstransport.h"
#include "broker/stream/eventstream.h"
#include "broker/stream/websocketlistener.h"

#include <QtCore/QAbstractEventDispatcher>
#include <QtCore/QLoggingCategory>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

/// Descriptors kept for files, the log and the system; connections get the rest.
constexpr qsizetype ReservedDescriptors = 64;

/// Each of the two steps of an orderly end; what is not done by then is cut.
constexpr auto LongestStop = 2s;

/// So much is kept of what a listener's program calls itself.
constexpr qsizetype LongestProgram = 200;

std::unique_ptr<SearchableLog> makeLog(const Settings &settings)
{
    const auto now = [] { return std::chrono::system_clock::now(); };
    if (settings.logFile) {
        return std::make_unique<SqliteLog>(SqliteLog::Options{ *settings.logFile, settings.sync, settings.retention },
                                           now);
    }
    return std::make_unique<MemoryLog>(settings.retention, now);
}

qsizetype maxConnections()
{
    return qMax<qsizetype>(16, raiseDescriptorLimit() - ReservedDescriptors);
}

} // namespace

Engine::Engine(const Settings &settings, const std::vector<Observer *> &observers)
    : m_settings(settings),
      m_observers([&] {
          std::vector<Observer *> all{ &m_metrics };
          all.insert(all.end(), observers.begin(), observers.end());
          return all;
      }()),
      m_flusher(QAbstractEventDispatcher::instance()),
      m_traffic{ .mostHeld = memoryShare(availableMemory(), m_settings.listenerBuffers) },
      m_shares(Shares::Limits::of(m_settings.maxBody, maxConnections(), availableMemory())),
      m_log(makeLog(m_settings)),
      m_frames(m_traffic),
      m_pages(*m_log),
      m_handler({ .key = m_settings.key,
                  .acceptSha1Tokens = m_settings.acceptSha1Tokens,
                  .maxBody = m_settings.maxBody,
                  .allowedOrigins = m_settings.allowedOrigins,
                  .ownOrigin = m_settings.ownOrigin,
                  .trustedProxies = m_settings.trustedProxies },
                *m_log, m_pages, m_frames, m_observers,
                { [this](std::unique_ptr<Wire> wire, const Headers &headers, const Filter &filter,
                         const SubscribeRequest &wanted) { subscribe(std::move(wire), headers, filter, wanted); },
                  [this] { return metricsText(); }, [this] { return m_taken; },
                  [this](int listeners, std::chrono::steady_clock::time_point received) {
                      m_takenSince = 0;
                      m_handedOut.push_back({ listeners, received });
                  } }),
      m_port([this](qintptr descriptor) { accept(descriptor); }, maxConnections())
{
    connect(m_log.get(), &EventLog::committed, this, [this](const EventPtr &event) {
        m_taken = m_hub.deliver(event);
        m_takenSince += m_taken;
        Q_EMIT delivered(event, m_taken);
    });
    connect(m_log.get(), &EventLog::damaged, this,
            [this](const DamagedEvent &event) { m_observers.damaged(event.id.value); });
    for (const auto &router : m_settings.routers) {
        m_routers.push_back(std::make_unique<RouterRunner>(
            router, *m_log, m_hub, m_observers, [this](std::chrono::steady_clock::time_point asked) {
                m_handedOut.push_back({ std::exchange(m_takenSince, 0), asked });
            }));
    }
    // After the Flusher, which was connected first: what it has written is what is reported.
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, this,
            &Engine::reportDeliveries);
    for (const auto turn : { &QAbstractEventDispatcher::aboutToBlock, &QAbstractEventDispatcher::awake })
        connect(QAbstractEventDispatcher::instance(), turn, this, [this] { m_shares.newTurn(); });
    connect(&m_ticker, &QTimer::timeout, this, &Engine::tick);
    m_stopTimer.setSingleShot(true);
    connect(&m_stopTimer, &QTimer::timeout, this, &Engine::stopFurther);
}

Engine::~Engine() = default;

tl::expected<BindAddress, QString> Engine::start()
{
    if (const auto loaded = reloadTls(); !loaded)
        return tl::unexpected(loaded.error());
    if (const auto opened = m_log->open(); !opened)
        return tl::unexpected(opened.error());
    m_hub.startAt(m_log->head());
    auto address =
        m_settings.inheritedSocket ? m_port.listenOn(*m_settings.inheritedSocket) : m_port.listen(m_settings.bind);
    if (!address)
        return address;
    for (const auto &router : m_routers)
        router->start();
    m_ticker.start(1s);
    return address;
}

tl::expected<void, QString> Engine::reloadTls()
{
    if (!m_settings.tls)
        return {};
    const auto configuration = loadTls(m_settings.tls->keyFile, m_settings.tls->certificateFile);
    if (!configuration)
        return tl::unexpected(configuration.error());
    m_tls = *configuration;
    return {};
}

void Engine::accept(qintptr descriptor)
{
    const auto makeTransport = [&](Transport::Owner &owner) -> std::unique_ptr<Transport> {
        if (m_settings.tls)
            return std::make_unique<TlsTransport>(descriptor, m_tls, owner);
        return makePlainTransport(descriptor, owner);
    };
    const QHostAddress peer = peerOf(descriptor);
    auto wire = std::make_unique<Wire>(makeTransport, peer, m_flusher, m_traffic);
    auto connection = std::make_unique<Connection>(std::move(wire), RequestParser::Limits{ .body = m_settings.maxBody },
                                                   m_shares, m_handler, m_settings.trustedProxies.isTrusted(peer));
    connect(connection.get(), &Connection::finished, this, &Engine::connectionFinished);
    m_connections.emplace(connection.get(), std::move(connection));
    m_observers.connected();
    if (!m_shares.makeRoom([this] { return m_port.connections(); }))
        m_port.waitForTurn();
}

/// Of one that is in the midst of telling us that it has ended: soon, and not after our own end, as deleteLater()
/// would.
void Engine::letGo(std::unique_ptr<QObject> ended)
{
    m_ended.push_back(std::move(ended));
    if (m_ended.size() == 1) {
        QMetaObject::invokeMethod(
            this, [this] { std::exchange(m_ended, {}).clear(); }, Qt::QueuedConnection);
    }
}

void Engine::connectionFinished(Connection *connection)
{
    const auto entry = m_connections.find(connection);
    if (entry == m_connections.end())
        return;
    if (connection->hasWire()) {
        m_port.connectionEnded();
        m_observers.disconnected();
    }
    letGo(std::move(entry->second));
    m_connections.erase(entry);
    if (m_stage != Stage::Running)
        stopFurther();
}

void Engine::subscribe(std::unique_ptr<Wire> wire, const Headers &headers, const Filter &filter,
                       const SubscribeRequest &wanted)
{
    // Listeners count multiples of it in an int.
    const int pingSeconds =
        int(std::min<std::chrono::seconds>(m_settings.pingInterval, std::chrono::days(3650)).count());
    const bool isStream = wanted.transport == SubscribeRequest::Transport::EventStream;
    const auto transport = isStream ? ListenerStatus::Transport::EventStream : ListenerStatus::Transport::WebSocket;
    const bool isJson = isStream || wanted.isJson;
    std::unique_ptr<Listener> listener;
    if (isStream) {
        listener = std::make_unique<EventStream>(std::move(wire), m_pages, m_hub, filter, wanted.since, m_frames,
                                                 EventStream::Limits{ m_settings.listenerBuffer, 4 * pingSeconds });
    } else {
        std::unique_ptr<QWebSocket> socket = m_upgrade.accept(*wire, headers);
        Q_ASSERT(socket); // its request was checked
        listener = std::make_unique<WebSocketListener>(
            std::move(wire), std::move(socket), m_pages, m_hub, filter, wanted.since,
            wanted.isJson ? WebSocketListener::Form::Json : WebSocketListener::Form::Raw, m_frames,
            WebSocketListener::Limits{ m_settings.listenerBuffer, pingSeconds });
    }
    connect(listener.get(), &Listener::finished, this, &Engine::listenerFinished);
    m_observers.subscribed({ filter.name, listener->remote() });
    const QByteArrayView program = headers.value("User-Agent").value_or(QByteArrayView());
    m_listeners.add(std::move(listener),
                    { program.first(std::min(program.size(), LongestProgram)).toByteArray(), transport, isJson });
    Q_EMIT listenerCame(filter.name);
}

void Engine::listenerFinished(Listener *listener)
{
    std::unique_ptr<Listener> owner = m_listeners.remove(listener);
    if (!owner)
        return;
    const QByteArray channel = listener->filter().name;
    m_observers.unsubscribed({ channel, listener->remote() }, listener->closeReason());
    m_port.connectionEnded();
    m_observers.disconnected();
    letGo(std::move(owner));
    Q_EMIT listenerGone(channel);
    if (m_stage != Stage::Running)
        stopFurther();
}

void Engine::tick()
{
    for (Connection *connection : connections())
        connection->tick();
    for (Listener *listener : m_listeners.all())
        listener->tick();
    for (const auto &router : m_routers)
        router->tick();
    m_shares.tick();
    m_port.tick();
    m_frames.clear();
    m_observers.secondPassed();
}

void Engine::reportDeliveries()
{
    if (m_handedOut.empty())
        return;
    const auto now = std::chrono::steady_clock::now();
    for (const HandedOut &handedOut : m_handedOut)
        m_observers.delivered(handedOut.listeners, now - handedOut.received);
    m_handedOut.clear();
}

std::vector<Connection *> Engine::connections() const
{
    std::vector<Connection *> all;
    all.reserve(m_connections.size());
    for (const auto &[connection, owner] : m_connections)
        all.push_back(connection);
    return all;
}

void Engine::stop()
{
    if (m_stage != Stage::Running)
        return;
    m_port.close();
    m_stage = Stage::Answering;
    m_stopTimer.start(LongestStop);
    for (Connection *connection : connections())
        connection->shutDown();
    stopFurther();
}

/// Goes to the next stage of the end when the present one is done or has lasted too long.
void Engine::stopFurther()
{
    const bool late = !m_stopTimer.isActive();
    const auto isBusy = [](const auto &entry) { return entry.first->isBusy(); };
    if (m_stage == Stage::Answering && (late || std::ranges::none_of(m_connections, isBusy))) {
        m_stage = Stage::Closing;
        m_stopTimer.start(LongestStop);
        for (Connection *connection : connections())
            connection->closeIfSilent();
        for (const auto &router : m_routers)
            router->stop();
        for (Listener *listener : m_listeners.all())
            listener->shutDown(QStringLiteral("hookbot is stopping"));
    }
    if (m_stage == Stage::Closing && (!m_stopTimer.isActive() || (m_listeners.isEmpty() && m_connections.empty()))) {
        m_stage = Stage::Stopped;
        m_stopTimer.stop();
        m_ticker.stop();
        Q_EMIT stopped();
    }
}

void Engine::hand(std::function<void(Engine &)> work)
{
    m_handover.hand([this, work = std::move(work)] { work(*this); });
}

QByteArray Engine::metricsText()
{
    return m_metrics.text({ .connections = double(m_port.connections()),
                            .listeners = double(m_listeners.count()),
                            .queuedBytes = double(m_listeners.queuedBytes()),
                            .bytesReceived = double(m_traffic.received),
                            .bytesSent = double(m_traffic.sent) });
}

} // namespace hookbot
