#include "broker/routing/routerrunner.h"

#include "broker/log/retention.h"

#include <QtCore/QLoggingCategory>

#include <algorithm>

namespace hookbot {

namespace {

Q_LOGGING_CATEGORY(lcRouters, "hookbot.routers")

/// What waits for the router, and what waits for the log, at most, but for one event.
constexpr qint64 LongestQueue = 1024LL * 1024;
constexpr EventLog::ReadLimit PageLimit{ .events = 1000, .bytes = 256LL * 1024 };

/// The body of an event that is routed in a turn of the loop; a longer one is routed in a thread of its own.
constexpr qsizetype LongestInTurn = 64LL * 1024;

/// Less than any place.
constexpr EventId NoPlace{ -1 };

QByteArray nameOf(RoutingRefusal::Kind kind)
{
    switch (kind) {
    case RoutingRefusal::Kind::Signature:
        return "signature";
    case RoutingRefusal::Kind::Malformed:
        return "malformed";
    case RoutingRefusal::Kind::Channel:
        return "channel";
    }
    return {};
}

} // namespace

RouterRunner::RouterRunner(std::shared_ptr<const Router> router, EventLog &log, Hub &hub, Observer &observer,
                           Answered answered)
    : m_router(std::move(router)),
      m_log(log),
      m_hub(hub),
      m_observer(observer),
      m_answered(std::move(answered)),
      m_channels(m_router->channels()),
      m_attempts(m_router->name(), log),
      m_thread(std::make_unique<RoutingThread>(m_router))
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &RouterRunner::routeNext);
}

RouterRunner::~RouterRunner()
{
    for (const Filter &channel : m_channels)
        m_hub.unsubscribe(channel, this);
    m_thread.reset(); // whatever ends the process in there is still noted
    m_attempts.end();
}

void RouterRunner::start()
{
    const auto place = m_log.position(m_router->name());
    m_heard = m_routed = std::min(place.value_or(m_hub.head()), m_hub.head());
    m_kept = place.value_or(NoPlace);
    m_isLive = m_heard == m_hub.head();
    if (m_attempts.begin() && !m_isLive)
        m_suspectsUpTo = m_hub.head();
    for (const Filter &channel : m_channels)
        m_hub.subscribe(channel, this);
    if (!place)
        commit(); // what comes from now on is its own, also if nothing comes before the server ends
    if (!m_isLive)
        wake();
}

/// Never counts as a listener.
bool RouterRunner::offer(const EventPtr &event)
{
    if (!m_isLive || event->id <= m_heard) // another channel of ours has it
        return false;
    if (m_queuedBytes > LongestQueue)
        m_isLive = false; // it is read from the log later
    else
        enqueue(event);
    return false;
}

void RouterRunner::enqueue(const EventPtr &event)
{
    m_heard = event->id;
    m_queuedBytes += weightOf(*event);
    m_queue.push_back(event);
    wake();
}

void RouterRunner::wake()
{
    if (!m_isStopped && !m_next.isActive())
        m_next.start(0);
}

bool RouterRunner::hasTooMuch() const
{
    return m_madeBytes > LongestQueue;
}

void RouterRunner::routeNext()
{
    if (m_isStopped || m_isBusy || hasTooMuch()) // goes on when that is done
        return;
    if (m_queue.empty()) {
        if (!m_isLive)
            readOn();
        return;
    }
    const EventPtr event = std::move(m_queue.front());
    m_queue.pop_front();
    m_queuedBytes -= weightOf(*event);
    if (event->id <= m_suspectsUpTo)
        routeSuspect(event);
    else
        route(event);
}

/// Alone, once the log has that it is tried. What came of the event before it is asked for by then, and committed
/// first.
void RouterRunner::routeSuspect(const EventPtr &event)
{
    if (m_attempts.of(event->id) == RoutingAttempts::Most) {
        passOver(*event);
        return;
    }
    m_isBusy = true;
    m_attempts.note(event->id, [this, event, alive = std::weak_ptr(m_alive)](bool isDurable) {
        if (alive.expired())
            return;
        m_isBusy = false;
        if (m_isStopped)
            return;
        if (isDurable) {
            route(event);
        } else { // tick() tries again
            m_queue.push_front(event);
            m_queuedBytes += weightOf(*event);
        }
    });
}

void RouterRunner::passOver(const Event &event)
{
    m_routed = event.id;
    m_observer.notRouted({ m_router->name(), "fatal",
                           "the server ended each of the " + QByteArray::number(RoutingAttempts::Most) +
                               " times that this event was routed alone: it is skipped for good",
                           event.channel, event.id.value, event.remote });
    commit();
    wake();
}

void RouterRunner::route(const EventPtr &event)
{
    if (event->body.size() <= LongestInTurn) {
        take(*event, m_router->route(*event));
        return;
    }
    m_isBusy = true;
    m_thread->route(event, [this, event](Router::Routed routed) {
        m_isBusy = false;
        if (!m_isStopped)
            take(*event, std::move(routed));
    });
}

void RouterRunner::take(const Event &event, Router::Routed routed)
{
    m_routed = event.id;
    if (routed.refusal) {
        m_observer.notRouted({ m_router->name(), nameOf(routed.refusal->kind), routed.refusal->message.toUtf8(),
                               event.channel, event.id.value, event.remote });
    }
    if (!routed.drafts.empty())
        m_observer.routed({ m_router->name(), event.channel, event.id.value, int(routed.drafts.size()) });
    for (Draft &draft : routed.drafts) {
        m_madeBytes += weightOf(draft);
        m_made.push_back(std::move(draft));
    }
    if (!m_made.empty() || event.id <= m_suspectsUpTo)
        commit();
    wake();
}

/// Asks the log to take what was made, and the place that goes with it.
void RouterRunner::commit()
{
    if (m_isAsking || m_isRefused)
        return;
    m_isAsking = true;
    m_asked = m_made.size();
    m_askedUpTo = m_routed;
    m_askedAt = std::chrono::steady_clock::now();
    m_log.appendAll({ m_made, EventLog::Position{ m_router->name(), m_routed } },
                    [this, alive = std::weak_ptr(m_alive)](const EventLog::Appended &appended) {
                        if (!alive.expired())
                            committed(appended);
                    });
}

void RouterRunner::committed(const EventLog::Appended &appended)
{
    m_isAsking = false;
    if (!appended.ok()) {
        m_isRefused = true;
        return;
    }
    m_kept = m_askedUpTo;
    if (m_asked > 0)
        m_answered(m_askedAt);
    for (size_t i = 0; i < m_asked; ++i)
        m_madeBytes -= weightOf(m_made[i]);
    m_made.erase(m_made.begin(), m_made.begin() + qsizetype(m_asked));
    if (!m_made.empty())
        commit();
    wake();
}

void RouterRunner::readOn()
{
    if (m_missingPages > 0)
        return;
    m_missingPages = m_channels.size();
    m_pages.assign(m_channels.size(), {});
    for (size_t i = 0; i < m_channels.size(); ++i) {
        m_log.read(m_heard, m_channels[i], PageLimit,
                   [this, i, alive = std::weak_ptr(m_alive)](const EventLog::Page &page) {
                       if (alive.expired())
                           return;
                       m_pages[i] = page;
                       if (--m_missingPages == 0)
                           takePages();
                   });
    }
}

/// Puts the channels' events into one order, as far as all pages go.
void RouterRunner::takePages()
{
    const std::vector<EventLog::Page> pages = std::move(m_pages);
    if (m_isStopped || std::ranges::any_of(pages, [](const EventLog::Page &page) { return !page.error.isEmpty(); }))
        return; // tick() tries again
    EventId upTo = pages.front().upTo;
    std::vector<EventPtr> events;
    for (const EventLog::Page &page : pages) {
        if (page.hasGapAfter(m_heard)) {
            qCWarning(lcRouters,
                      "router %s: events were dropped from the log before it had come to them; keep more of them "
                      "(--keep-events, --keep-bytes, --keep-for)",
                      m_router->name().constData());
        }
        upTo = std::min(upTo, page.upTo);
        events.insert(events.end(), page.events.begin(), page.events.end());
    }
    std::ranges::sort(events, {}, &Event::id);
    for (const EventPtr &event : events) {
        if (event->id > m_heard && event->id <= upTo) // once, though several channels may have it
            enqueue(event);
    }
    m_heard = std::max(m_heard, upTo);
    m_isLive = m_heard >= m_hub.head();
    wake();
}

void RouterRunner::tick()
{
    if (m_isStopped)
        return;
    m_isRefused = false;
    if (!m_made.empty() || m_routed > m_kept)
        commit();
    if (!m_isLive || !m_queue.empty())
        wake();
}

void RouterRunner::stop()
{
    if (m_isStopped)
        return;
    if (m_isLive && m_queue.empty() && m_made.empty() && !m_isBusy)
        m_routed = m_hub.head(); // nothing of ours lies between
    m_isRefused = false;
    if (m_routed > m_kept)
        commit();
    m_isStopped = true;
    m_next.stop();
    if (!m_isBusy)
        m_attempts.end(); // else at our own end, when that is done
}

} // namespace hookbot
