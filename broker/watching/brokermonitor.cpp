#include "broker/watching/brokermonitor.h"

#include "broker/engine.h"
#include "broker/loop/handover.h"
#include "broker/monitor/summary.h"
#include "broker/requests/intake.h"
#include "broker/watching/access.h"
#include "broker/watching/changecollector.h"
#include "broker/watching/newevent.h"

#include <QtCore/QPointer>

#include <algorithm>
#include <limits>

namespace hookbot {

namespace {

/// So many channels are tried in one turn of the event loop: a millisecond or two.
constexpr qsizetype ChannelsATurn = 100;

EventDetail detailOf(const Event &event, std::optional<int> deliveredTo)
{
    EventDetail detail;
    detail.summary = summaryOf(event, event.body.size());
    detail.summary.deliveredTo = deliveredTo;
    detail.query = event.query;
    for (const auto &[name, value] : event.headers)
        detail.headers.append({ name.toByteArray(), value.toByteArray() });
    detail.body = event.body;
    return detail;
}

QString textOf(const Intake::Error &error, qint64 maxBody)
{
    switch (error.reason) {
    case Intake::Error::Reason::Paused:
        return BrokerMonitor::tr("Publishing is paused: resume it, then send again.");
    case Intake::Error::Reason::TooLarge:
        return BrokerMonitor::tr("The body is larger than the server takes (%n bytes).", nullptr,
                                 int(std::min<qint64>(maxBody, std::numeric_limits<int>::max())));
    case Intake::Error::Reason::NotFound:
        return BrokerMonitor::tr("The log does not have this event any more.");
    case Intake::Error::Reason::NotAppended:
        break;
    }
    return error.detail;
}

Outcome outcomeOf(const Intake::Result &result, const Intake &intake)
{
    if (!result)
        return { .error = textOf(result.error(), intake.maxBody()) };
    return { .error = {}, .id = result->id.value, .listeners = result->listeners };
}

QString hostOf(const QHostAddress &address)
{
    const bool isAny = address == QHostAddress(QHostAddress::Any) || address == QHostAddress(QHostAddress::AnyIPv4) ||
                       address == QHostAddress(QHostAddress::AnyIPv6);
    return isAny ? QStringLiteral("localhost") : address.toString();
}

} // namespace

/// A token that is tried on all channels, some at a time.
struct BrokerMonitor::TokenSearch
{
    TokenReader reader;
    QByteArray token;
    QList<QByteArray> channels; ///< still to be tried
    QPointer<const QObject> context;
    Answer<TokenExplanation> answer;
    TokenExplanation found;
};

BrokerMonitor::BrokerMonitor(QObject *parent) : Monitor(parent) {}

BrokerMonitor::~BrokerMonitor() = default;

tl::expected<BindAddress, QString> BrokerMonitor::start(const Settings &settings,
                                                        const std::vector<Observer *> &observers)
{
    if (m_broker)
        return tl::unexpected(tr("The server is still running: stop it first."));
    m_settings = settings;
    ServerStatus status = m_status;
    status.isTls = settings.tls.has_value();
    status.trouble.clear();
    status.log = {};
    status.log.file = settings.logFile.value_or(QString());
    status.log.maxBytes = settings.retention.bytes + settings.retention.unsafeBytes;
    auto broker = std::make_unique<Broker>(settings, observers);
    try {
        m_address = broker->start();
    } catch (const StartError &error) {
        fail(QString::fromUtf8(error.what()));
        return tl::unexpected(m_status.trouble);
    }
    m_broker = std::move(broker);
    m_inbox = std::make_unique<Handover>();
    // It is told from within its own thread, and ended from here: not in the midst of that.
    connect(m_broker.get(), &Broker::stopped, this, &BrokerMonitor::ended, Qt::QueuedConnection);
    const ChangeCollector::Publish publish = [this, inbox = m_inbox.get()](Changes changes) {
        inbox->hand([this, inbox, changes = std::make_shared<const Changes>(std::move(changes))] {
            if (inbox == m_inbox.get())
                take(*changes);
        });
    };
    m_broker->invoke(
        [this, publish, hidden = m_hidden, interests = m_interests, isPaused = m_isPaused](Engine &engine) {
            auto collector = std::make_unique<ChangeCollector>(engine.log(), engine.listeners(), hidden, publish);
            m_collector = collector.get();
            engine.add(std::move(collector));
            m_collector->setInterests(interests);
            engine.intake().setPaused(isPaused);
        });
    status.state = m_isPaused ? ServerStatus::State::Paused : ServerStatus::State::Serving;
    status.address = m_address.toString();
    if (status.address.startsWith(u':')) // all addresses, IPv6 and IPv4
        status.address.prepend(QStringLiteral("0.0.0.0"));
    setStatus(status);
    return m_address;
}

void BrokerMonitor::fail(const QString &trouble)
{
    Q_ASSERT(!m_broker);
    ServerStatus status = m_status;
    status.state = ServerStatus::State::Failed;
    status.trouble = trouble;
    setStatus(status);
}

void BrokerMonitor::stop()
{
    if (m_broker)
        m_broker->stop();
    else
        QMetaObject::invokeMethod(this, &BrokerMonitor::stopped, Qt::QueuedConnection);
}

void BrokerMonitor::reloadTls()
{
    if (m_broker)
        m_broker->reloadTls();
}

void BrokerMonitor::ended()
{
    m_broker.reset();
    m_collector = nullptr;
    m_inbox.release()->deleteLater(); // it may be one of its calls that has waited for this
    const Health health = m_status.health;
    m_status = {};
    m_status.health = health;
    Q_EMIT statusChanged(m_status);
    if (m_interests & Interest::Listeners)
        Q_EMIT listenersChanged({});
    for (const auto &[ticket, answer] : std::exchange(m_open, {}))
        answer(nullptr);
    Q_EMIT stopped();
}

void BrokerMonitor::setStatus(const ServerStatus &status)
{
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

void BrokerMonitor::setHealth(const Health &health)
{
    ServerStatus status = m_status;
    status.health = health;
    setStatus(status);
}

void BrokerMonitor::hide(const QByteArray &channel)
{
    m_hidden.append(channel);
    if (m_broker)
        m_broker->invoke([this, channel](Engine &) { m_collector->hide(channel); });
}

void BrokerMonitor::setInterests(Interests interests)
{
    m_interests = interests;
    if (m_broker)
        m_broker->invoke([this, interests](Engine &) { m_collector->setInterests(interests); });
}

/// Passes changes on; no more are published before they are acknowledged.
void BrokerMonitor::take(const Changes &changes)
{
    m_broker->invoke([this](Engine &) { m_collector->acknowledge(); });
    if (changes.numbers) {
        ServerStatus status = m_status;
        status.listeners = changes.numbers->listeners;
        status.eventsToday = changes.numbers->eventsToday;
        status.log.events = changes.numbers->holdings.events;
        status.log.bytes = changes.numbers->holdings.bytes;
        status.log.oldest = changes.numbers->holdings.oldest;
        setStatus(status);
    }
    if (changes.channels && (m_interests & Interest::Channels))
        Q_EMIT channelsChanged(*changes.channels);
    if (changes.listeners && (m_interests & Interest::Listeners))
        Q_EMIT listenersChanged(*changes.listeners);
    if (changes.count > 0 && (m_interests & Interest::Arrivals)) {
        Arrivals arrivals;
        arrivals.count = changes.count;
        for (const Changes::Arrival &arrival : changes.newest) {
            EventSummary summary = summaryOf(*arrival.event, arrival.size);
            summary.deliveredTo = arrival.deliveredTo;
            arrivals.newest.append(std::move(summary));
        }
        Q_EMIT eventsArrived(arrivals);
    }
}

/// Has @p work done in the I/O thread, with a function that takes its answer back; where the broker ends first, the
/// answer is @p ifStopped. What came from the window stays in its thread.
template<typename T, typename Work>
void BrokerMonitor::ask(const QObject *context, Answer<T> answer, T ifStopped, Work work)
{
    if (!m_broker) {
        answerLater(context, std::move(answer), std::move(ifStopped));
        return;
    }
    const qint64 ticket = ++m_lastTicket;
    m_open[ticket] = [alive = QPointer(context), answer = std::move(answer),
                      ifStopped = std::move(ifStopped)](const std::any *value) {
        if (alive)
            answer(value ? std::any_cast<const T &>(*value) : ifStopped);
    };
    const Settle<T> done = [this, inbox = m_inbox.get(), ticket](const T &value) {
        inbox->hand([this, ticket, value = std::any(value)] { settle(ticket, value); });
    };
    m_broker->invoke([work = std::move(work), done](Engine &engine) { work(engine, done); });
}

template<typename T>
void BrokerMonitor::answerLater(const QObject *context, Answer<T> answer, T value)
{
    QMetaObject::invokeMethod(
        this,
        [alive = QPointer(context), answer = std::move(answer), value = std::move(value)] {
            if (alive)
                answer(value);
        },
        Qt::QueuedConnection);
}

void BrokerMonitor::settle(qint64 ticket, const std::any &value)
{
    const auto answer = m_open.extract(ticket);
    if (!answer.empty())
        answer.mapped()(&value);
}

void BrokerMonitor::findEvents(const EventQuery &query, const QObject *context, Answer<EventsPage> answer)
{
    EventsPage ifStopped;
    ifStopped.error = tr("The server is not running.");
    ask<EventsPage>(context, std::move(answer), ifStopped,
                    [this, query](Engine &, const Settle<EventsPage> &done) { m_collector->findEvents(query, done); });
}

void BrokerMonitor::findEvent(qint64 id, const QObject *context, Answer<std::optional<EventDetail>> answer)
{
    // What a person looks at is made ready in the window's thread.
    using Found = std::pair<EventPtr, std::optional<int>>;
    ask<Found>(
        context,
        [answer = std::move(answer)](const Found &found) {
            answer(found.first ? std::optional(detailOf(*found.first, found.second)) : std::nullopt);
        },
        Found(),
        [this, id](Engine &, const Settle<Found> &done) {
            m_collector->findEvent({ id }, [done](const EventPtr &event, std::optional<int> count) {
                done({ event, count });
            });
        });
}

void BrokerMonitor::findListeners(const QObject *context, Answer<QList<ListenerStatus>> answer)
{
    ask<QList<ListenerStatus>>(
        context, std::move(answer), {},
        [this](Engine &, const Settle<QList<ListenerStatus>> &done) { done(m_collector->listeners()); });
}

void BrokerMonitor::publish(const NewEvent &event, const QObject *context, Answer<Outcome> answer)
{
    const auto draft = draftOf(event);
    if (!draft) {
        answerLater(context, std::move(answer), Outcome{ draft.error(), 0, 0 });
        return;
    }
    ask<Outcome>(context, std::move(answer), { tr("The server is not running."), 0, 0 },
                 [draft = *draft](Engine &engine, const Settle<Outcome> &done) {
                     Intake &intake = engine.intake();
                     intake.publish(draft,
                                    [&intake, done](const Intake::Result &result) { done(outcomeOf(result, intake)); });
                 });
}

void BrokerMonitor::replay(qint64 id, const QObject *context, Answer<Outcome> answer)
{
    ask<Outcome>(context, std::move(answer), { tr("The server is not running."), 0, 0 },
                 [id](Engine &engine, const Settle<Outcome> &done) {
                     Intake &intake = engine.intake();
                     intake.replay({ id }, "127.0.0.1",
                                   [&intake, done](const Intake::Result &result) { done(outcomeOf(result, intake)); });
                 });
}

void BrokerMonitor::replayTo(qint64 id, qint64 listener, const QObject *context, Answer<Outcome> answer)
{
    ask<Outcome>(
        context, std::move(answer), { tr("The server is not running."), 0, 0 },
        [id, listener](Engine &engine, const Settle<Outcome> &done) {
            engine.log().find({ id }, [&engine, listener, done](const EventPtr &event) {
                Listener *const to = engine.listeners().find(listener);
                if (!event)
                    done({ tr("The log does not have this event any more."), 0, 0 });
                else if (!to)
                    done({ tr("The listener is gone."), 0, 0 });
                else if (!to->giveAgain(*event))
                    done({ tr("The listener takes nothing now: too much waits for it, or it is closing."), 0, 0 });
                else
                    done({ {}, 0, 1 });
            });
        });
}

void BrokerMonitor::disconnectListener(qint64 listener)
{
    if (!m_broker)
        return;
    m_broker->invoke([listener](Engine &engine) {
        if (Listener *const found = engine.listeners().find(listener))
            found->shutDown(QStringLiteral("disconnected by the user of this hookbot"));
    });
}

void BrokerMonitor::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    if (!m_broker)
        return;
    m_broker->invoke([isPaused](Engine &engine) { engine.intake().setPaused(isPaused); });
    ServerStatus status = m_status;
    status.state = isPaused ? ServerStatus::State::Paused : ServerStatus::State::Serving;
    setStatus(status);
}

QUrl BrokerMonitor::urlBase() const
{
    if (!m_urlBase.isEmpty())
        return QUrl(m_urlBase);
    QUrl url;
    url.setScheme(m_settings.tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(hostOf(m_address.host));
    url.setPort(m_address.port);
    return url;
}

void BrokerMonitor::makeAccess(const AccessRequest &request, const QObject *context, Answer<Access> answer)
{
    answerLater(context, std::move(answer), accessOf(request, m_settings.key, urlBase()));
}

void BrokerMonitor::explainToken(const QString &text, const QString &path, const QObject *context,
                                 Answer<TokenExplanation> answer)
{
    const TokenReader::Question question = TokenReader::read(text, path);
    TokenReader reader(m_settings.key, m_settings.acceptSha1Tokens);
    if (const QString fault = reader.faultOf(question.token); !fault.isEmpty()) {
        answerLater(context, std::move(answer), TokenExplanation{ false, fault, {} });
        return;
    }
    if (!question.path.isEmpty()) {
        answerLater(context, std::move(answer), reader.explain(question.token, question.path));
        return;
    }
    const auto search = std::make_shared<TokenSearch>(
        TokenSearch{ std::move(reader), question.token, {}, context, std::move(answer), {} });
    ask<QList<QByteArray>>(
        context,
        [this, search](const QList<QByteArray> &channels) {
            search->channels = channels;
            searchOn(search);
        },
        {}, [this](Engine &, const Settle<QList<QByteArray>> &done) { m_collector->findChannels(done); });
}

void BrokerMonitor::searchOn(const std::shared_ptr<TokenSearch> &search)
{
    for (qsizetype i = 0; i < ChannelsATurn && !search->channels.isEmpty(); ++i) {
        const QByteArray channel = search->channels.takeFirst();
        TokenExplanation found = search->reader.explain(search->token, pathOf("pub", channel));
        if (!found.isGood)
            found = search->reader.explain(search->token, pathOf("sub", channel));
        if (!found.isGood)
            continue;
        if (!std::exchange(search->found.isGood, true))
            search->found.why = found.why;
        search->found.channels.append(channel);
    }
    if (!search->channels.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, search] { searchOn(search); }, Qt::QueuedConnection);
        return;
    }
    if (!search->found.isGood)
        search->found.why = tr("It opens none of the channels that are live or have events: it is the token of another "
                               "path, or made with another key.");
    if (search->context)
        search->answer(search->found);
}

} // namespace hookbot
