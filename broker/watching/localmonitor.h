#pragma once

#include "broker/broker.h"
#include "broker/loop/callqueue.h"
#include "broker/monitor/monitor.h"

#include <QtCore/QPointer>
#include <QtCore/QUrl>

#include <any>
#include <map>
#include <memory>

namespace hookbot {

class ChangeCollector;
struct Changes;

/// The Monitor of a running broker in this process, which somebody else owns and others may watch too. Lives in the
/// thread of the broker's owner. After the broker's end it answers with errors.
class LocalMonitor final : public Monitor
{
    Q_OBJECT

public:
    /// Precondition: the broker has started. Events and listeners of @p hidden channels are left out of everything.
    explicit LocalMonitor(Broker &broker, const QList<QByteArray> &hidden = {}, QObject *parent = nullptr);
    ~LocalMonitor() override;

    /// Stops watching, and answers with an error what the broker has not answered. Called at the latest after
    /// Broker::stopped().
    void end();

    /// The beginning of the URLs that makeAccess() makes; empty for the address where the broker listens.
    void setUrlBase(const QString &urlBase) { m_urlBase = urlBase; }

    /// Leaves a channel out of everything, from now on.
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

    /// The error of every request without a broker.
    [[nodiscard]] static QString notRunning();

private:
    /// The collector in the I/O thread; read and written there alone. Null once it was removed.
    struct Watch
    {
        ChangeCollector *collector = nullptr;
    };

    /// How an answer comes back from the I/O thread. Thread-safe.
    template<typename T>
    using Settle = std::function<void(const T &)>;

    template<typename T, typename Work>
    void ask(const QObject *context, Answer<T> answer, T ifStopped, Work work);
    void detach();
    void settle(qint64 ticket, const std::any &value);
    void invoke(std::function<void(Engine &, ChangeCollector &)> work);
    void process(const Changes &changes);
    void setStatus(const ServerStatus &status);
    [[nodiscard]] QUrl urlBase() const;

    QPointer<Broker> m_broker; ///< null after end()
    Settings m_settings;
    BindAddress m_address;
    std::shared_ptr<Watch> m_watch = std::make_shared<Watch>();
    ServerStatus m_status;
    Interests m_interests;
    QString m_urlBase;

    /// What was asked and is not answered: called with the answer, or with null if none will come.
    std::map<qint64, std::function<void(const std::any *)>> m_open;
    qint64 m_lastTicket = 0;
    CallQueue m_inbox; ///< from the I/O thread
};

} // namespace hookbot
