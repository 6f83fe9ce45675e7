#include "broker/watching/localmonitor.h"

#include "broker/engine.h"
#include "broker/monitor/summary.h"
#include "broker/requests/intake.h"
#include "broker/watching/access.h"
#include "broker/watching/answerlater.h"
#include "broker/watching/changecollector.h"
#include "broker/watching/newevent.h"
#include "broker/watching/tokensearch.h"

#include <utility>

namespace hookbot {

namespace {

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
        return LocalMonitor::tr("Publishing is paused: resume it, then send again.");
    case Intake::Error::Reason::TooLarge:
        return LocalMonitor::tr("The body is larger than the server accepts (%1 bytes).").arg(maxBody);
    case Intake::Error::Reason::NotFound:
        return LocalMonitor::tr("This event is no longer in the log.");
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

ServerStatus statusOf(const Settings &settings, const BindAddress &address)
{
    ServerStatus status;
    status.state = ServerStatus::State::Serving;
    status.isTls = settings.tls.has_value();
    status.log.file = settings.logFile.value_or(QString());
    status.log.maxBytes = settings.retention.bytes + settings.retention.unsafeBytes;
    status.address = address.toString();
    if (status.address.startsWith(u':')) // all addresses, IPv6 and IPv4
        status.address.prepend(QStringLiteral("0.0.0.0"));
    return status;
}

} // namespace

LocalMonitor::LocalMonitor(Broker &broker, const QList<QByteArray> &hidden, QObject *parent)
    : Monitor(parent),
      m_broker(&broker),
      m_settings(broker.settings()),
      m_address(broker.address()),
      m_status(statusOf(m_settings, m_address))
{
    // Not directly: that would be in the I/O thread.
    connect(&broker, &Broker::stopped, this, &LocalMonitor::end, Qt::QueuedConnection);
    const ChangeCollector::Publish publish = [this, inbox = m_inbox.sender()](Changes changes) {
        inbox.post([this, changes = std::make_shared<const Changes>(std::move(changes))] { process(*changes); });
    };
    broker.invoke([watch = m_watch, hidden, publish](Engine &engine) {
        auto collector = std::make_unique<ChangeCollector>(engine.log(), engine.listeners(), hidden, publish);
        watch->collector = collector.get();
        engine.add(std::move(collector));
    });
}

LocalMonitor::~LocalMonitor()
{
    detach();
}

void LocalMonitor::detach()
{
    if (!m_broker)
        return;
    m_broker->invoke([watch = m_watch](Engine &engine) { engine.remove(std::exchange(watch->collector, nullptr)); });
    m_broker = nullptr;
}

void LocalMonitor::end()
{
    detach();
    for (const auto &[ticket, answer] : std::exchange(m_open, {}))
        answer(nullptr);
    for (TokenSearch *search : findChildren<TokenSearch *>(Qt::FindDirectChildrenOnly))
        search->stop();
}

QString LocalMonitor::notRunning()
{
    return tr("The server is not running.");
}

void LocalMonitor::setStatus(const ServerStatus &status)
{
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

/// Has @p work done in the I/O thread, while the collector is there.
void LocalMonitor::invoke(std::function<void(Engine &, ChangeCollector &)> work)
{
    if (!m_broker)
        return;
    m_broker->invoke([watch = m_watch, work = std::move(work)](Engine &engine) {
        if (watch->collector)
            work(engine, *watch->collector);
    });
}

void LocalMonitor::hide(const QByteArray &channel)
{
    invoke([channel](Engine &, ChangeCollector &collector) { collector.hide(channel); });
}

void LocalMonitor::setInterests(Interests interests)
{
    m_interests = interests;
    invoke([interests](Engine &, ChangeCollector &collector) { collector.setInterests(interests); });
}

/// Passes changes on; the collector publishes no more before they are acknowledged.
void LocalMonitor::process(const Changes &changes)
{
    if (!m_broker)
        return;
    invoke([](Engine &, ChangeCollector &collector) { collector.acknowledge(); });
    if (changes.numbers) {
        ServerStatus status = m_status;
        status.listeners = changes.numbers->listeners;
        status.eventsToday = changes.numbers->eventsToday;
        status.log.events = changes.numbers->totals.events;
        status.log.bytes = changes.numbers->totals.bytes;
        status.log.oldest = changes.numbers->totals.oldest;
        setStatus(status);
    }
    if (changes.channels && (m_interests & Interest::Channels))
        Q_EMIT channelsChanged(*changes.channels);
    if (changes.listeners && (m_interests & Interest::Listeners))
        Q_EMIT listenersChanged(*changes.listeners);
    if (changes.count > 0 && (m_interests & Interest::Arrivals)) {
        Arrivals arrivals;
        arrivals.count = changes.count;
        for (const RecentArrivals::Arrival &arrival : changes.newest) {
            EventSummary summary = summaryOf(*arrival.event, arrival.size);
            summary.deliveredTo = arrival.deliveredTo;
            arrivals.newest.append(std::move(summary));
        }
        Q_EMIT eventsArrived(arrivals);
    }
}

/// Has @p work done in the I/O thread, with a function that brings its answer back; if the broker ends first, the
/// answer is @p ifStopped. @p answer is used and destroyed in this thread alone.
template<typename T, typename Work>
void LocalMonitor::ask(const QObject *context, Answer<T> answer, T ifStopped, Work work)
{
    if (!m_broker) {
        answerLater(this, context, std::move(answer), std::move(ifStopped));
        return;
    }
    const qint64 ticket = ++m_lastTicket;
    m_open[ticket] = [alive = QPointer(context), answer = std::move(answer),
                      ifStopped = std::move(ifStopped)](const std::any *value) {
        if (alive)
            answer(value ? std::any_cast<const T &>(*value) : ifStopped);
    };
    const Settle<T> done = [this, inbox = m_inbox.sender(), ticket](const T &value) {
        inbox.post([this, ticket, value = std::any(value)] { settle(ticket, value); });
    };
    invoke(
        [work = std::move(work), done](Engine &engine, ChangeCollector &collector) { work(engine, collector, done); });
}

void LocalMonitor::settle(qint64 ticket, const std::any &value)
{
    const auto answer = m_open.extract(ticket);
    if (!answer.empty())
        answer.mapped()(&value);
}

void LocalMonitor::findEvents(const EventQuery &query, const QObject *context, Answer<EventsPage> answer)
{
    EventsPage ifStopped;
    ifStopped.error = notRunning();
    ask<EventsPage>(context, std::move(answer), ifStopped,
                    [query](Engine &, ChangeCollector &collector, const Settle<EventsPage> &done) {
                        collector.findEvents(query, done);
                    });
}

void LocalMonitor::findEvent(qint64 id, const QObject *context, Answer<std::optional<EventDetail>> answer)
{
    // The details for a person are made in the window's thread.
    using Found = std::pair<EventPtr, std::optional<int>>;
    ask<Found>(
        context,
        [answer = std::move(answer)](const Found &found) {
            answer(found.first ? std::optional(detailOf(*found.first, found.second)) : std::nullopt);
        },
        Found(),
        [id](Engine &, ChangeCollector &collector, const Settle<Found> &done) {
            collector.findEvent({ id }, [done](const EventPtr &event, std::optional<int> count) {
                done({ event, count });
            });
        });
}

void LocalMonitor::findListeners(const QObject *context, Answer<QList<ListenerStatus>> answer)
{
    ask<QList<ListenerStatus>>(context, std::move(answer), {},
                               [](Engine &, ChangeCollector &collector, const Settle<QList<ListenerStatus>> &done) {
                                   done(collector.listeners());
                               });
}

void LocalMonitor::publish(const NewEvent &event, const QObject *context, Answer<Outcome> answer)
{
    const auto draft = draftOf(event);
    if (!draft) {
        answerLater(this, context, std::move(answer), Outcome{ .error = draft.error() });
        return;
    }
    ask<Outcome>(context, std::move(answer), { .error = notRunning() },
                 [draft = *draft](Engine &engine, ChangeCollector &, const Settle<Outcome> &done) {
                     Intake &intake = engine.intake();
                     intake.publish(draft,
                                    [&intake, done](const Intake::Result &result) { done(outcomeOf(result, intake)); });
                 });
}

void LocalMonitor::replay(qint64 id, const QObject *context, Answer<Outcome> answer)
{
    ask<Outcome>(context, std::move(answer), { .error = notRunning() },
                 [id](Engine &engine, ChangeCollector &, const Settle<Outcome> &done) {
                     Intake &intake = engine.intake();
                     intake.replay({ id }, LocalRemote,
                                   [&intake, done](const Intake::Result &result) { done(outcomeOf(result, intake)); });
                 });
}

void LocalMonitor::replayTo(qint64 id, qint64 listener, const QObject *context, Answer<Outcome> answer)
{
    ask<Outcome>(context, std::move(answer), { .error = notRunning() },
                 [id, listener](Engine &engine, ChangeCollector &, const Settle<Outcome> &done) {
                     engine.log().find({ id }, [&engine, listener, done](const EventPtr &event) {
                         Listener *const to = engine.listeners().find(listener);
                         if (!event)
                             done({ .error = tr("This event is no longer in the log.") });
                         else if (!to)
                             done({ .error = tr("The listener has disconnected.") });
                         else if (!to->resend(*event))
                             done({ .error = tr("The listener cannot accept events right now: its queue is full or it "
                                                "is disconnecting.") });
                         else
                             done({ .error = {}, .id = 0, .listeners = 1 });
                     });
                 });
}

void LocalMonitor::disconnectListener(qint64 listener)
{
    invoke([listener](Engine &engine, ChangeCollector &) {
        if (Listener *const found = engine.listeners().find(listener))
            found->shutDown(QStringLiteral("disconnected by the user of this hookbot"));
    });
}

void LocalMonitor::setPaused(bool isPaused)
{
    if (!m_broker)
        return;
    invoke([isPaused](Engine &engine, ChangeCollector &) { engine.intake().setPaused(isPaused); });
    ServerStatus status = m_status;
    status.state = isPaused ? ServerStatus::State::Paused : ServerStatus::State::Serving;
    setStatus(status);
}

QUrl LocalMonitor::urlBase() const
{
    return m_urlBase.isEmpty() ? urlBaseOf(m_settings, m_address) : QUrl(m_urlBase);
}

void LocalMonitor::makeAccess(const AccessRequest &request, const QObject *context, Answer<Access> answer)
{
    answerLater(this, context, std::move(answer), accessOf(request, m_settings.key, urlBase()));
}

void LocalMonitor::explainToken(const QString &text, const QString &path, const QObject *context,
                                Answer<TokenExplanation> answer)
{
    const TokenReader::Question question = TokenReader::read(text, path);
    TokenReader reader(m_settings.key, m_settings.acceptSha1Tokens);
    if (auto explanation = reader.explain(question)) {
        answerLater(this, context, std::move(answer), std::move(*explanation));
        return;
    }
    auto *const search = new TokenSearch(std::move(reader), question.token, context, std::move(answer), this);
    ask<QList<QByteArray>>(
        search, [search](const QList<QByteArray> &channels) { search->run(channels); }, {},
        [](Engine &, ChangeCollector &collector, const Settle<QList<QByteArray>> &done) {
            collector.findChannels(done);
        });
}

} // namespace hookbot
