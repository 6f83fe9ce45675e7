#pragma once

#include "broker/log/searchablelog.h"
#include "broker/loop/callqueue.h"
#include "broker/metrics/metrics.h"
#include "broker/monitor/observers.h"
#include "broker/net/flusher.h"
#include "broker/net/port.h"
#include "broker/requests/requesthandler.h"
#include "broker/routing/routerrunner.h"
#include "broker/stream/framecache.h"
#include "broker/stream/listeners.h"
#include "broker/stream/pagequeue.h"
#include "broker/stream/upgrade.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>
#include <unordered_map>

namespace hookbot {

/// The running broker, in its I/O thread: joins port, connections, log, hub and listeners, owns them, and shuts them
/// down in order. Made and deleted in that thread, by Broker.
class Engine final : public QObject
{
    Q_OBJECT

public:
    Engine(const Settings &settings, const std::vector<Observer *> &observers);
    ~Engine() override;

    /// Loads the certificate and listens. The error says what to change.
    [[nodiscard]] tl::expected<BindAddress, QString> start();

    /// Reads key and certificate again, for connections from now on; with the error the old ones stay.
    [[nodiscard]] tl::expected<void, QString> reloadTls();

    /// Accepts no more, answers what was accepted, then closes listeners with 1001; stopped() within 4 s.
    void stop();

    /// Queues @p work to run in the I/O thread, in order. Thread-safe. Work that is still queued when the engine is
    /// destroyed is dropped.
    void post(std::function<void(Engine &)> work);

    // For a window, in the I/O thread.
    /// Adds an observer for as long as the engine exists, or until remove().
    void add(std::unique_ptr<Observer> watcher);
    void remove(Observer *watcher);
    [[nodiscard]] SearchableLog &log() { return *m_log; }
    [[nodiscard]] Intake &intake() { return m_intake; }
    [[nodiscard]] const Listeners &listeners() const { return m_listeners; }

Q_SIGNALS:
    void stopped();

private:
    enum class Stage { Running, Answering, Closing, Stopped };

    /// A copy, since a connection that is cut leaves the table.
    [[nodiscard]] std::vector<Connection *> connections() const;
    void accept(qintptr descriptor);
    void connectionFinished(Connection *connection);
    void deleteSoon(std::unique_ptr<QObject> ended);
    void subscribe(std::unique_ptr<Wire> wire, const Headers &headers, const Filter &filter,
                   const SubscribeRequest &wanted);
    void listenerFinished(Listener *listener);
    void tick();
    void advanceShutdown();
    [[nodiscard]] QByteArray metricsText();

    Settings m_settings;
    Metrics m_metrics;
    std::vector<std::unique_ptr<Observer>> m_watchers; ///< those of m_observers that add() has brought
    Observers m_observers;
    Flusher m_flusher;
    Traffic m_traffic;
    Shares m_shares; ///< before the log, which keeps some of it
    QSslConfiguration m_tls;
    std::unique_ptr<SearchableLog> m_log;
    Hub m_hub;
    Intake m_intake;
    std::vector<std::unique_ptr<RouterRunner>> m_routers;
    FrameCache m_frames;
    PageQueue m_pages;
    Upgrade m_upgrade;
    RequestHandler m_handler;
    Port m_port;
    std::unordered_map<Connection *, std::unique_ptr<Connection>> m_connections;
    Listeners m_listeners;
    std::vector<std::unique_ptr<QObject>> m_toDelete; ///< connections and listeners, to be deleted in the next turn
    CallQueue m_calls;
    QTimer m_ticker;
    QTimer m_stopTimer;
    Stage m_stage = Stage::Running;
};

} // namespace hookbot
