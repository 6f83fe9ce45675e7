#pragma once

#include "broker/broker.h"
#include "broker/monitor/monitor.h"

#include <QtCore/QUrl>

#include <any>
#include <map>
#include <memory>
#include <tl/expected.hpp>

namespace hookbot {

class ChangeCollector;
class Handover;
struct Changes;

/// The Monitor of a broker in this process, which it starts and stops: once, or again and again with other settings. It
/// lives, like all that it tells, in the thread that made it. What is asked of it while no broker runs is answered with
/// an error; so is what a broker had not answered by its end.
class BrokerMonitor final : public Monitor
{
    Q_OBJECT

public:
    explicit BrokerMonitor(QObject *parent = nullptr);
    ~BrokerMonitor() override;

    /// Starts a broker; returns where it listens. The error says what to do, and is the status' trouble. The observers
    /// hear everything in the broker's thread, and have to outlive it. Not while one is running.
    [[nodiscard]] tl::expected<BindAddress, QString> start(const Settings &settings,
                                                           const std::vector<Observer *> &observers = {});

    /// Begins the orderly end; stopped() follows in any case, within 5 s.
    void stop();

    /// Tells that there is none, and why: what it takes to start one is missing. Not while one is running.
    void fail(const QString &trouble);

    /// Reads the files of the certificate again; where they are wrong, the old ones stay in use. Disconnects nobody.
    void reloadTls();

    /// Also while it is being stopped.
    [[nodiscard]] bool isRunning() const { return m_broker != nullptr; }

    /// What begins the URLs that makeAccess() makes; empty for the address where the broker listens.
    void setUrlBase(const QString &urlBase) { m_urlBase = urlBase; }

    /// The program knows how it fares.
    void setHealth(const Health &health);

    /// Leaves a channel's events and listeners out of all that is told: the program's own. From now on.
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
    /// How an answer comes back from the I/O thread; any thread.
    template<typename T>
    using Settle = std::function<void(const T &)>;

    template<typename T, typename Work>
    void ask(const QObject *context, Answer<T> answer, T ifStopped, Work work);
    template<typename T>
    void answerLater(const QObject *context, Answer<T> answer, T value);
    void settle(qint64 ticket, const std::any &value);
    void take(const Changes &changes);
    void ended();
    void setStatus(const ServerStatus &status);
    [[nodiscard]] QUrl urlBase() const;
    struct TokenSearch;
    void searchOn(const std::shared_ptr<TokenSearch> &search);

    Settings m_settings;
    std::unique_ptr<Handover> m_inbox; ///< of the present broker: what it had not handed over is lost with it
    std::unique_ptr<Broker> m_broker;
    ChangeCollector *m_collector = nullptr; ///< the broker's; used in its thread alone
    ServerStatus m_status;
    Interests m_interests;
    QList<QByteArray> m_hidden;
    QString m_urlBase;
    BindAddress m_address;
    bool m_isPaused = false;

    /// What was asked and is not answered: given the answer, or a null pointer where none will come.
    std::map<qint64, std::function<void(const std::any *)>> m_open;
    qint64 m_lastTicket = 0;
};

} // namespace hookbot
