#include "app/listening/listensession.h"

#include "app/output/printable.h"
#include "app/process/stopsignals.h"
#include "broker/event/eventrules.h"
#include "listen/address.h"

#include <QtNetwork/QNetworkProxyFactory>

#include <algorithm>

namespace hookbot {

namespace {

/// With more than this waiting the watches hang up, and dial again when it is down to the rest: the server keeps what
/// comes in between, and this side need not.
constexpr qsizetype MostWaiting = 1000;
constexpr qsizetype FewWaiting = 100;
constexpr qint64 MostWaitingBytes = 64LL * 1024 * 1024;
constexpr qint64 FewWaitingBytes = 8LL * 1024 * 1024;

EventPtr eventOf(const listen::Event &told)
{
    auto event = std::make_shared<Event>();
    event->id = EventId::parse(told.id).value_or(EventId());
    event->replayOf = EventId::parse(told.replayOf).value_or(EventId());
    if (told.time.isValid())
        event->time = timeOfMilliseconds(told.time.toMSecsSinceEpoch()).value_or(event->time);
    event->channel = told.channel;
    event->method = told.method;
    event->query = told.query;
    for (const auto &[name, value] : told.headers)
        event->headers.append(name, value); // what could not be sent on is left out
    event->remote = told.remote;
    event->body = told.body;
    return event;
}

} // namespace

tl::expected<listen::Watch::Options, QString> checkedWatch(listen::Watch::Options watch)
{
    const auto address = listen::Address::from(watch);
    if (const auto *fault = std::get_if<QString>(&address))
        return tl::unexpected(*fault);
    watch.since = std::get<listen::Address>(address).since();
    return watch;
}

QString ListenSession::nameOf(const QUrl &url)
{
    return url.toString(QUrl::RemoveScheme | QUrl::RemoveUserInfo | QUrl::RemoveQuery).sliced(2);
}

ListenSession::ListenSession(Options options, Handler &handler, StateFile *state, LineLog &log)
    : m_options(std::move(options)),
      m_state(state),
      m_log(log),
      m_deliveries(handler, m_options.order),
      m_handler(handler)
{
    connect(&m_deliveries, &Deliveries::finished, this, &ListenSession::finished);
    connect(&m_deliveries, &Deliveries::stopped, this, [this] {
        save(); // where it fails, the status changes
        Q_EMIT over(m_status);
    });
    connect(&handler, &Handler::broken, this, &ListenSession::fail);
    m_saveSoon.setSingleShot(true);
    connect(&m_saveSoon, &QTimer::timeout, this, &ListenSession::save);
}

ListenSession::~ListenSession() = default;

void ListenSession::start()
{
    for (listen::Watch::Options &watch : m_options.watches) {
        Source source;
        source.name = nameOf(watch.url);
        if (m_state) {
            const QDateTime now = QDateTime::currentDateTimeUtc();
            source.progress = m_state->find(source.name);
            if (source.progress)
                watch.since = source.progress->since(now);
            else
                source.progress = m_state->add(source.name, Progress::from(watch.since, now));
        }
        source.watch = std::make_unique<listen::Watch>(watch);
        m_sources.push_back(std::move(source));
    }
    save();
    for (int number = 0; number < int(m_sources.size()); ++number)
        connectWatch(number);
}

int ListenSession::run()
{
    QNetworkProxyFactory::setUseSystemConfiguration(true); // http_proxy, https_proxy, no_proxy
    const auto stopSignals = StopSignals::install();
    connect(stopSignals.get(), &StopSignals::stopAsked, this, &ListenSession::stop);
    if (!stopSignals->isTerminalOutlived())
        connect(stopSignals.get(), &StopSignals::reloadAsked, this, &ListenSession::stop);
    connect(this, &ListenSession::over, QCoreApplication::instance(), &QCoreApplication::exit);
    start();
    return QCoreApplication::exec();
}

void ListenSession::connectWatch(int number)
{
    using listen::Watch;
    Watch *watch = m_sources[size_t(number)].watch.get();
    const auto source = [this, number]() -> const Source & { return m_sources[size_t(number)]; };
    connect(watch, &Watch::event, this, [this, number](const listen::Event &told) { received(number, told); });
    connect(watch, &Watch::ended, this, [this, number](const QString &reason) { ended(number, reason); });
    connect(watch, &Watch::connected, this,
            [this, source] { report(LogLevel::Info, source(), QStringLiteral("connected")); });
    connect(watch, &Watch::disconnected, this, [this, source](const QString &reason, std::chrono::milliseconds pause) {
        report(LogLevel::Warning, source(),
               pause.count() == 0
                   ? tr("%1; reconnecting").arg(reason)
                   : tr("%1; reconnecting in %2 s").arg(reason).arg(double(pause.count()) / 1000, 0, 'f', 1));
    });
    connect(watch, &Watch::gap, this, [this, source](const QByteArray &after, const QByteArray &oldest) {
        report(LogLevel::Warning, source(),
               oldest.isEmpty()
                   ? tr("events after %1 are lost: the server no longer has them").arg(QString::fromLatin1(after))
                   : tr("events between %1 and %2 are lost: the server no longer has them")
                         .arg(QString::fromLatin1(after), QString::fromLatin1(oldest)));
    });
    watch->start();
}

/// Where it is remembered that the event is handled, if it is.
Progress *ListenSession::progressOf(const Source &source, const Event &event)
{
    // A repeated event was replayed on purpose: it is handled again, and the position stays.
    const bool isGivenAgain = event.replayOf == event.id;
    return event.id > EventId() && !isGivenAgain ? source.progress : nullptr;
}

void ListenSession::received(int number, const listen::Event &told)
{
    if (m_isStopping || (m_options.count && m_accepted >= *m_options.count))
        return;
    const EventPtr event = eventOf(told);
    const Source &source = m_sources[size_t(number)];
    if (source.progress && event->id == EventId() && !std::exchange(m_hasMissedIds, true))
        report(LogLevel::Warning, source, tr("this server's events have no ids, so --state cannot record them"));
    Progress *progress = progressOf(source, *event);
    if (progress && progress->isHandled(event->id))
        return;
    if (progress)
        progress->heard(event->id);
    if (m_options.isWanted && !m_options.isWanted(*event)) {
        if (progress) {
            progress->handled(event->id);
            m_saveSoon.start(0);
        }
        return;
    }
    ++m_accepted;
    if (m_options.count && m_accepted == *m_options.count)
        stopWatches();
    m_deliveries.add(number, event);
    pauseOrResume();
}

void ListenSession::finished(int number, const EventPtr &event, Handling outcome)
{
    const Source &source = m_sources[size_t(number)];
    if (outcome == Handling::Failed)
        m_status = 1;
    if (Progress *progress = progressOf(source, *event); progress && outcome != Handling::Abandoned) {
        progress->handled(event->id);
        if (m_options.isEachSaved)
            save();
        else
            m_saveSoon.start(0);
    }
    ++m_ended;
    if (m_options.count && m_ended >= *m_options.count) {
        stop();
        return;
    }
    const bool nobodyListens = std::ranges::all_of(m_sources, &Source::hasEnded);
    if (nobodyListens && m_deliveries.isIdle())
        stop();
    pauseOrResume();
}

void ListenSession::ended(int number, const QString &reason)
{
    Source &source = m_sources[size_t(number)];
    source.hasEnded = true;
    m_status = 1;
    report(LogLevel::Error, source, reason);
    if (std::ranges::all_of(m_sources, &Source::hasEnded) && m_deliveries.isIdle())
        stop();
}

void ListenSession::fail(const QString &reason)
{
    if (m_isStopping)
        return;
    m_status = 1;
    m_log.write(LogLevel::Error, reason.toUtf8());
    stop();
}

void ListenSession::stop()
{
    if (std::exchange(m_isStopping, true)) {
        m_handler.kill();
        return;
    }
    stopWatches();
    m_deliveries.hold();
    // Not during the signal that asks for it.
    QMetaObject::invokeMethod(&m_deliveries, &Deliveries::stop, Qt::QueuedConnection);
}

void ListenSession::stopWatches()
{
    for (const Source &source : m_sources)
        source.watch->stop();
}

void ListenSession::pauseOrResume()
{
    const qsizetype waiting = m_deliveries.waiting();
    const qint64 bytes = m_deliveries.waitingBytes();
    if (!m_isPaused && (waiting > MostWaiting || bytes > MostWaitingBytes)) {
        for (const Source &source : m_sources)
            m_isPaused |= source.watch->pause();
    } else if (m_isPaused && waiting < FewWaiting && bytes < FewWaitingBytes) {
        m_isPaused = false;
        for (const Source &source : m_sources)
            source.watch->resume();
    }
}

void ListenSession::save()
{
    m_saveSoon.stop();
    if (!m_state)
        return;
    if (const auto saved = m_state->save(); !saved && !std::exchange(m_hasSaveFailed, true)) {
        m_status = 1;
        m_log.write(LogLevel::Error, saved.error().toUtf8());
        if (!m_isStopping) // asked again, it would end what runs
            stop();
    }
}

void ListenSession::report(LogLevel level, const Source &source, const QString &words)
{
    m_log.write(level, source.name.toUtf8() + ": " + words.toUtf8());
    m_log.drain(); // not between the lines of an event on a terminal
}

} // namespace hookbot
