#pragma once

#include "broker/watching/localmonitor.h"

#include <memory>
#include <tl/expected.hpp>

namespace hookbot {

/// Starts and stops a broker in this process, once or again and again with other settings, and is the Monitor of the
/// present one. Lives in the thread that made it. Without a broker every request is answered with an error; so is what
/// a broker had not answered by its end.
///
///   Starting ──start()──▶ Serving ◀──setPaused()──▶ Paused
///    ▲   └─fail(), or start() fails─▶ Failed ──start()──▶ …
///    └── stopped(), from Serving or Paused
class BrokerRunner final : public Monitor
{
    Q_OBJECT

public:
    explicit BrokerRunner(QObject *parent = nullptr);
    ~BrokerRunner() override;

    /// Starts a broker; returns where it listens. On failure the status becomes Failed, with the error as its trouble.
    /// The observers are called in the broker's thread, and must outlive it. Fails if a broker is running.
    [[nodiscard]] tl::expected<BindAddress, QString> start(const Settings &settings,
                                                           const std::vector<Observer *> &observers = {});

    /// Begins the orderly shutdown; stopped() follows in any case, within 5 s.
    void stop();

    /// Reports Failed with @p trouble, for a caller that could not even build Settings. Precondition: not running.
    void fail(const QString &trouble);

    /// Reads the files of the certificate again; if they are wrong, the old ones stay in use. Disconnects nobody.
    void reloadTls();

    /// Also true while it is being stopped.
    [[nodiscard]] bool isRunning() const { return m_broker != nullptr; }

    /// The beginning of the URLs that makeAccess() makes; empty for the address where the broker listens.
    void setUrlBase(const QString &urlBase);

    /// Sets the health in the status: the program measures it.
    void setHealth(const Health &health);

    /// Leaves a channel's events and listeners out of everything: the program's own. From now on.
    void hide(const QByteArray &channel);

    // Monitor
    [[nodiscard]] ServerStatus status() const override { return m_status; }
    void setInterests(Interests interests) override;
    void findEvents(const EventQuery &query, const QObject *context, Answer<EventsPage> answer) override;
    void findEvent(qint64 id, const QObject *context, Answer<std::optional<EventDetail>> answer) override;
    void findListeners(const QObject *context, Answer<QList<ListenerStatus>> answer) override;
    void publish(const NewEvent &event, const QObject *context, Answer<Outcome> answer) override;
    void replay(qint64 id, const QObject *context, Answer<Outcome> answer) override;
    void replayTo(qint64 id, qint64 listener, const QObject *context, Answer<Outcome> answer) override;
    void disconnectListener(qint64 listener) override;
    void setPaused(bool isPaused) override;
    void makeAccess(const AccessRequest &request, const QObject *context, Answer<Access> answer) override;
    void explainToken(const QString &text, const QString &path, const QObject *context,
                      Answer<TokenExplanation> answer) override;

Q_SIGNALS:
    /// The broker has ended, and everything of it is closed.
    void stopped();

private:
    void watch();
    void ended();
    void setStatus(ServerStatus status);

    Settings m_settings; ///< of the present broker, or of the last
    BindAddress m_address;
    std::unique_ptr<Broker> m_broker;
    std::unique_ptr<LocalMonitor> m_monitor; ///< while there is a broker
    ServerStatus m_status;
    Health m_health;
    Interests m_interests;
    QList<QByteArray> m_hidden;
    QString m_urlBase;
    bool m_isPaused = false;
};

} // namespace hookbot
