#include "ui/events/eventsmodel.h"

#include <algorithm>
#include <ranges>

namespace hookbot {

namespace {

/// Rows that make a search worth a pause: more than a window shows.
constexpr qsizetype EnoughRows = 100;

/// Rows that come one page after the other until it is simpler to begin at the head.
constexpr qsizetype LongestCatchUp = 1000;

bool isServing(const ServerStatus &status)
{
    return status.state == ServerStatus::State::Serving || status.state == ServerStatus::State::Paused;
}

} // namespace

EventsModel::EventsModel(Monitor &monitor, QObject *parent) : QAbstractListModel(parent), m_monitor(monitor)
{
    connect(&m_monitor, &Monitor::eventsArrived, this, &EventsModel::takeArrivals);
    connect(&m_monitor, &Monitor::statusChanged, this, &EventsModel::takeStatus);
    m_wasServing = isServing(m_monitor.status());
    readFromHead();
}

void EventsModel::setFilter(const EventQuery &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_isNewFilter = true;
    readFromHead();
}

void EventsModel::readFromHead()
{
    ++m_generation;
    m_isBeginning = true;
    m_isReadingNewer = false;
    m_isProbing = false;
    m_mustProbe = false;
    m_isStopped = false;
    m_isOlderStale = false;
    m_error.clear();
    m_gathered = 0;
    setReadingOlder(true);
    // Where the head is, exactly: what is above is asked for upwards, and what is below downwards, and nothing twice.
    EventQuery query;
    query.limit = 1;
    m_monitor.findEvents(query, this, [this, generation = m_generation](const EventsPage &page) {
        if (generation != m_generation)
            return;
        if (!page.error.isEmpty())
            fail(page.error);
        else
            begin(page.events.isEmpty() ? 0 : page.events.first().id);
    });
}

void EventsModel::begin(qint64 head)
{
    m_head = m_top = head;
    find(EventQuery::Direction::Older, head + 1, &EventsModel::takeFirst);
}

void EventsModel::find(EventQuery::Direction direction, qint64 from, Take take)
{
    EventQuery query = m_filter;
    query.direction = direction;
    query.from = from;
    query.limit = PageSize;
    m_monitor.findEvents(query, this, [this, take, generation = m_generation](const EventsPage &page) {
        if (generation == m_generation)
            (this->*take)(page);
    });
}

void EventsModel::takeFirst(const EventsPage &page)
{
    if (!page.error.isEmpty()) {
        fail(page.error);
        return;
    }
    m_isBeginning = false;
    beginResetModel();
    m_rows.clear();
    m_isTrimmedAbove = false;
    m_isAtEnd = false;
    endResetModel();
    setUnseen(0);
    takeOlder(page);
    if (std::exchange(m_isNewFilter, false))
        Q_EMIT filterApplied();
    if (m_mustProbe)
        probe();
}

void EventsModel::readOlder()
{
    m_error.clear();
    setReadingOlder(true);
    find(EventQuery::Direction::Older, m_bottom, &EventsModel::takeOlder);
}

void EventsModel::takeOlder(const EventsPage &page)
{
    if (std::exchange(m_isOlderStale, false)) { // it would leave a gap
        setReadingOlder(false);
        return;
    }
    if (!page.error.isEmpty()) {
        fail(page.error);
        return;
    }
    m_bottom = page.upTo;
    m_isAtEnd = page.isEnd;
    putBelow(page.events);
    trimAbove();
    m_gathered += page.events.size();
    goOnUnlessEnough();
}

void EventsModel::goOnUnlessEnough()
{
    m_isStopped = m_isStopped && !m_isAtEnd;
    if (m_isAtEnd || m_isStopped || m_gathered >= EnoughRows)
        setReadingOlder(false);
    else
        readOlder();
}

void EventsModel::readNewer()
{
    if (m_isBeginning || m_isReadingNewer || isAtHead())
        return;
    m_isReadingNewer = true;
    find(EventQuery::Direction::Newer, m_top, &EventsModel::takeNewer);
}

void EventsModel::takeNewer(const EventsPage &page)
{
    m_isReadingNewer = false;
    if (!page.error.isEmpty()) {
        fail(page.error);
        return;
    }
    const qsizetype added = putOnTop(page.events);
    m_top = std::max(m_top, page.upTo);
    if (page.isEnd) {
        m_top = m_head = std::max(m_top, m_head);
        m_isTrimmedAbove = false;
    }
    m_head = std::max(m_head, m_top);
    // What was trimmed comes before what was not seen; all that is left to say is that there is something.
    setUnseen(isAtHead() ? 0 : m_isTrimmedAbove ? m_unseen : std::max<qint64>(1, m_unseen - added));
    trimBelow();
    if (added == 0)
        readNewer();
}

void EventsModel::catchUp()
{
    if (m_isBeginning || m_isProbing)
        m_mustProbe = true;
    else
        probe();
}

void EventsModel::probe()
{
    if (!m_isProbing)
        m_caughtUp = 0;
    m_isProbing = true;
    m_mustProbe = false;
    find(EventQuery::Direction::Newer, m_head, &EventsModel::takeProbed);
}

void EventsModel::takeProbed(const EventsPage &page)
{
    if (!page.error.isEmpty()) {
        m_isProbing = false;
        fail(page.error);
        return;
    }
    m_caughtUp += page.events.size();
    addNew(page.events, page.upTo);
    const bool isLeft = !page.isEnd || m_mustProbe;
    if (isLeft && isLive() && m_caughtUp > LongestCatchUp)
        readFromHead();
    else if (isLeft)
        probe();
    else
        m_isProbing = false;
}

void EventsModel::takeArrivals(const Arrivals &arrivals)
{
    if (m_isBeginning || m_isProbing) {
        m_mustProbe = true;
        return;
    }
    if (!arrivals.newest.isEmpty() && arrivals.newest.last().id <= m_head)
        return;
    if (!arrivals.isAll() && arrivals.count > LongestCatchUp && isLive()) {
        readFromHead();
        return;
    }
    if (!arrivals.isAll() || !m_filter.text.isEmpty()) {
        probe();
        return;
    }
    QList<EventSummary> fitting;
    std::ranges::copy_if(arrivals.newest, std::back_inserter(fitting),
                         [this](const EventSummary &event) { return event.id > m_head && m_filter.fits(event); });
    addNew(fitting, arrivals.newest.isEmpty() ? m_head : arrivals.newest.last().id);
}

/// A server that has been started anew may have another log.
void EventsModel::takeStatus(const ServerStatus &status)
{
    if (!std::exchange(m_wasServing, isServing(status)) && m_wasServing)
        readFromHead();
}

void EventsModel::addNew(const QList<EventSummary> &events, qint64 upTo)
{
    noteKinds(events);
    const qint64 head = std::max(m_head, upTo);
    if (isLive() || (isAtHead() && events.isEmpty())) {
        putOnTop(events);
        m_top = m_head = head;
        trimBelow();
        return;
    }
    m_head = head;
    setUnseen(m_unseen + std::ranges::count_if(events, [this](const EventSummary &event) { return event.id > m_top; }));
}

void EventsModel::setUnseen(qint64 unseen)
{
    if (std::exchange(m_unseen, unseen) != unseen)
        Q_EMIT unseenChanged();
}

void EventsModel::setReadingOlder(bool isReading)
{
    m_isReadingOlder = isReading;
    Q_EMIT stateChanged();
}

void EventsModel::fail(const QString &error)
{
    m_error = error;
    setReadingOlder(false);
}

void EventsModel::stop()
{
    if (!m_isReadingOlder)
        return;
    m_isStopped = true;
    Q_EMIT stateChanged();
}

void EventsModel::goOn()
{
    m_isStopped = false;
    if (m_isBeginning) {
        readFromHead();
        return;
    }
    m_error.clear();
    fetchMore({});
    Q_EMIT stateChanged();
    catchUp();
}

EventsModel::State EventsModel::state() const
{
    if (!m_error.isEmpty())
        return State::Failed;
    if (m_isStopped)
        return State::Stopped;
    return m_isReadingOlder ? State::Searching : State::Idle;
}

bool EventsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isBeginning && !m_isReadingOlder && !m_isAtEnd && !m_isStopped && m_error.isEmpty();
}

void EventsModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_gathered = 0;
    readOlder();
}

} // namespace hookbot
