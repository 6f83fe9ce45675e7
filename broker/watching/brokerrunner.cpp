#include "broker/watching/brokerrunner.h"

#include "broker/watching/access.h"
#include "broker/watching/answerlater.h"
#include "broker/watching/tokensearch.h"

#include <utility>

namespace hookbot {

BrokerRunner::BrokerRunner(QObject *parent) : Monitor(parent) {}

BrokerRunner::~BrokerRunner() = default;

tl::expected<BindAddress, QString> BrokerRunner::start(const Settings &settings,
                                                       const std::vector<Observer *> &observers)
{
    if (m_broker)
        return tl::unexpected(tr("The server is still running: stop it first."));
    m_settings = settings;
    auto broker = std::make_unique<Broker>(settings, observers);
    try {
        m_address = broker->start();
    } catch (const StartError &error) {
        fail(QString::fromUtf8(error.what()));
        return tl::unexpected(m_status.trouble);
    }
    m_broker = std::move(broker);
    // Queued, since the broker must not be deleted within its own signal.
    connect(m_broker.get(), &Broker::stopped, this, &BrokerRunner::ended, Qt::QueuedConnection);
    watch();
    return m_address;
}

/// Becomes the Monitor of the broker that has started.
void BrokerRunner::watch()
{
    m_monitor = std::make_unique<LocalMonitor>(*m_broker, m_hidden);
    m_monitor->setUrlBase(m_urlBase);
    m_monitor->setInterests(m_interests);
    if (m_isPaused)
        m_monitor->setPaused(true);
    connect(m_monitor.get(), &Monitor::statusChanged, this, &BrokerRunner::setStatus);
    connect(m_monitor.get(), &Monitor::channelsChanged, this, &Monitor::channelsChanged);
    connect(m_monitor.get(), &Monitor::listenersChanged, this, &Monitor::listenersChanged);
    connect(m_monitor.get(), &Monitor::eventsArrived, this, &Monitor::eventsArrived);
    setStatus(m_monitor->status());
}

void BrokerRunner::fail(const QString &trouble)
{
    Q_ASSERT(!m_broker);
    ServerStatus status = m_status;
    status.state = ServerStatus::State::Failed;
    status.trouble = trouble;
    setStatus(status);
}

void BrokerRunner::stop()
{
    if (m_broker)
        m_broker->stop();
    else
        QMetaObject::invokeMethod(this, &BrokerRunner::stopped, Qt::QueuedConnection);
}

void BrokerRunner::reloadTls()
{
    if (m_broker)
        m_broker->reloadTls();
}

void BrokerRunner::ended()
{
    LocalMonitor *const monitor = m_monitor.release();
    monitor->disconnect(this);
    m_broker.reset();
    setStatus({});
    if (m_interests & Interest::Listeners)
        Q_EMIT listenersChanged({});
    monitor->end();
    monitor->deleteLater(); // one of its answers may wait for this
    Q_EMIT stopped();
}

void BrokerRunner::setStatus(ServerStatus status)
{
    m_status = std::move(status);
    m_status.health = m_health;
    Q_EMIT statusChanged(m_status);
}

void BrokerRunner::setHealth(const Health &health)
{
    m_health = health;
    setStatus(m_status);
}

void BrokerRunner::setUrlBase(const QString &urlBase)
{
    m_urlBase = urlBase;
    if (m_monitor)
        m_monitor->setUrlBase(urlBase);
}

void BrokerRunner::hide(const QByteArray &channel)
{
    m_hidden.append(channel);
    if (m_monitor)
        m_monitor->hide(channel);
}

void BrokerRunner::setInterests(Interests interests)
{
    m_interests = interests;
    if (m_monitor)
        m_monitor->setInterests(interests);
}

void BrokerRunner::findEvents(const EventQuery &query, const QObject *context, Answer<EventsPage> answer)
{
    if (m_monitor) {
        m_monitor->findEvents(query, context, std::move(answer));
        return;
    }
    EventsPage page;
    page.error = LocalMonitor::notRunning();
    answerLater(this, context, std::move(answer), std::move(page));
}

void BrokerRunner::findEvent(qint64 id, const QObject *context, Answer<std::optional<EventDetail>> answer)
{
    if (m_monitor)
        m_monitor->findEvent(id, context, std::move(answer));
    else
        answerLater(this, context, std::move(answer), std::optional<EventDetail>());
}

void BrokerRunner::findListeners(const QObject *context, Answer<QList<ListenerStatus>> answer)
{
    if (m_monitor)
        m_monitor->findListeners(context, std::move(answer));
    else
        answerLater(this, context, std::move(answer), QList<ListenerStatus>());
}

void BrokerRunner::publish(const NewEvent &event, const QObject *context, Answer<Outcome> answer)
{
    if (m_monitor)
        m_monitor->publish(event, context, std::move(answer));
    else
        answerLater(this, context, std::move(answer), Outcome{ .error = LocalMonitor::notRunning() });
}

void BrokerRunner::replay(qint64 id, const QObject *context, Answer<Outcome> answer)
{
    if (m_monitor)
        m_monitor->replay(id, context, std::move(answer));
    else
        answerLater(this, context, std::move(answer), Outcome{ .error = LocalMonitor::notRunning() });
}

void BrokerRunner::replayTo(qint64 id, qint64 listener, const QObject *context, Answer<Outcome> answer)
{
    if (m_monitor)
        m_monitor->replayTo(id, listener, context, std::move(answer));
    else
        answerLater(this, context, std::move(answer), Outcome{ .error = LocalMonitor::notRunning() });
}

void BrokerRunner::disconnectListener(qint64 listener)
{
    if (m_monitor)
        m_monitor->disconnectListener(listener);
}

void BrokerRunner::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    if (m_monitor)
        m_monitor->setPaused(isPaused);
}

void BrokerRunner::makeAccess(const AccessRequest &request, const QObject *context, Answer<Access> answer)
{
    if (m_monitor) {
        m_monitor->makeAccess(request, context, std::move(answer));
        return;
    }
    const QUrl base = m_urlBase.isEmpty() ? urlBaseOf(m_settings, m_address) : QUrl(m_urlBase);
    answerLater(this, context, std::move(answer), accessOf(request, m_settings.key, base));
}

void BrokerRunner::explainToken(const QString &text, const QString &path, const QObject *context,
                                Answer<TokenExplanation> answer)
{
    if (m_monitor) {
        m_monitor->explainToken(text, path, context, std::move(answer));
        return;
    }
    TokenReader reader(m_settings.key, m_settings.acceptSha1Tokens);
    answerLater(this, context, std::move(answer),
                reader.explain(TokenReader::read(text, path)).value_or(TokenSearch::nothingFound()));
}

} // namespace hookbot
