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

/// Limit of each of the two steps of the shutdown; what is not done by then is cut.
constexpr auto LongestStop = 2s;

/// A listener's User-Agent is cut to this many bytes.
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
      m_intake(*m_log, m_hub, m_observers, m_settings.maxBody),
      m_frames(m_traffic),
      m_pages(*m_log),
      m_handler({ .key = m_settings.key,
                  .acceptSha1Tokens = m_settings.acceptSha1Tokens,
                  .allowedOrigins = m_settings.allowedOrigins,
                  .ownOrigin = m_settings.ownOrigin,
                  .trustedProxies = m_settings.trustedProxies },
                m_intake, *m_log, m_pages, m_frames, m_observers,
                { [this](std::unique_ptr<Wire> wire, const Headers &headers, const Filter &filter,
                         const SubscribeRequest &wanted) { subscribe(std::move(wire), headers, filter, wanted); },
                  [this] { return metricsText(); } }),
      m_port([this](qintptr descriptor) { accept(descriptor); }, maxConnections())
{
    connect(m_log.get(), &EventLog::damaged, this,
            [this](const DamagedEvent &event) { m_observers.damaged(event.id.value); });
    connect(m_log.get(), &EventLog::troubled, this, [this](const QString &why) { m_observers.logTroubled(why); });
    connect(m_log.get(), &EventLog::recovered, this, [this] { m_observers.logRecovered(); });
    for (const auto &router : m_settings.routers) {
        m_routers.push_back(std::make_unique<RouterRunner>(
            router, *m_log, m_hub, m_observers,
            [this](std::chrono::steady_clock::time_point asked) { m_intake.batchAnswered(asked); }));
    }
    // After the Flusher, which was connected first: what it has written is what is reported.
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, &m_intake,
            &Intake::reportDeliveries);
    for (const auto turn : { &QAbstractEventDispatcher::aboutToBlock, &QAbstractEventDispatcher::awake })
        connect(QAbstractEventDispatcher::instance(), turn, this, [this] { m_shares.newTurn(); });
    connect(&m_ticker, &QTimer::timeout, this, &Engine::tick);
    m_stopTimer.setSingleShot(true);
    connect(&m_stopTimer, &QTimer::timeout, this, &Engine::advanceShutdown);
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

/// Deletes an object that is emitting finished(): in the next turn, or at our own end, when deleteLater() would be too
/// late.
void Engine::deleteSoon(std::unique_ptr<QObject> ended)
{
    m_toDelete.push_back(std::move(ended));
    if (m_toDelete.size() == 1) {
        QMetaObject::invokeMethod(
            this, [this] { std::exchange(m_toDelete, {}).clear(); }, Qt::QueuedConnection);
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
    deleteSoon(std::move(entry->second));
    m_connections.erase(entry);
    if (m_stage != Stage::Running)
        advanceShutdown();
}

void Engine::subscribe(std::unique_ptr<Wire> wire, const Headers &headers, const Filter &filter,
                       const SubscribeRequest &wanted)
{
    // Listeners count multiples of it in an int.
    const int pingSeconds =
        int(std::min<std::chrono::seconds>(m_settings.pingInterval, std::chrono::days(3650)).count());
    const bool isStream = wanted.transport == SubscribeRequest::Transport::EventStream;
    const auto transport = isStream ? ClientInfo::Transport::EventStream : ClientInfo::Transport::WebSocket;
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
    m_observers.subscribed({ .channel = filter.name, .remote = listener->remote() });
    const QByteArrayView program = headers.value("User-Agent").value_or(QByteArrayView());
    m_listeners.add(std::move(listener),
                    { .program = program.first(std::min(program.size(), LongestProgram)).toByteArray(),
                      .transport = transport,
                      .isJson = isJson });
}

void Engine::listenerFinished(Listener *listener)
{
    std::unique_ptr<Listener> owner = m_listeners.remove(listener);
    if (!owner)
        return;
    const QByteArray channel = listener->filter().name;
    m_observers.unsubscribed({ .channel = channel, .remote = listener->remote() }, listener->closeReason());
    m_port.connectionEnded();
    m_observers.disconnected();
    deleteSoon(std::move(owner));
    if (m_stage != Stage::Running)
        advanceShutdown();
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
    advanceShutdown();
}

/// Moves the shutdown to its next stage when the present one is done or has lasted too long.
void Engine::advanceShutdown()
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

void Engine::post(std::function<void(Engine &)> work)
{
    m_calls.post([this, work = std::move(work)] { work(*this); });
}

void Engine::add(std::unique_ptr<Observer> watcher)
{
    m_observers.add(watcher.get());
    m_watchers.push_back(std::move(watcher));
}

void Engine::remove(Observer *watcher)
{
    m_observers.remove(watcher);
    std::erase_if(m_watchers, [watcher](const auto &owner) { return owner.get() == watcher; });
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
