#include "ui/events/eventsmodel.h"

#include "ui/text/eventtext.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hookbot {

namespace {

/// A search pauses after this many rows: more than a window shows.
constexpr qsizetype EnoughRows = 100;

/// Up to this many new rows are read one page after the other; with more, reading starts again at the head.
constexpr qsizetype LongestCatchUp = 1000;

bool isServing(const ServerStatus &status)
{
    return status.state == ServerStatus::State::Serving || status.state == ServerStatus::State::Paused;
}

} // namespace

EventsModel::EventsModel(Monitor &monitor, QObject *parent) : QAbstractListModel(parent), m_reading(monitor, m_rows)
{
    connect(&m_reading, &EventReading::headFound, this, [this](qint64 head) { m_rows.beginAt(head); });
    connect(&m_reading, &EventReading::answered, this, &EventsModel::take);
    connect(&m_reading, &EventReading::changed, this, &EventsModel::stateChanged);
    connect(&monitor, &Monitor::eventsArrived, this, &EventsModel::takeArrivals);
    connect(&monitor, &Monitor::statusChanged, this, &EventsModel::takeStatus);
    m_wasServing = isServing(monitor.status());
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
    m_isStopped = false;
    m_gathered = 0;
    m_caughtUp = 0;
    m_reading.begin(m_filter);
}

void EventsModel::take(const EventsPage &page, qint64 from)
{
    switch (m_reading.stage()) {
    case Stage::Beginning:
        takeFirst(page);
        break;
    case Stage::Probing:
        takeProbed(page);
        break;
    case Stage::Newer:
        takeNewer(page);
        break;
    case Stage::Older:
        if (from == m_rows.bottom()) // else rows were forgotten meanwhile, and the page would leave a gap
            putBelow(page);
        break;
    case Stage::Idle:
        break;
    }
}

void EventsModel::takeFirst(const EventsPage &page)
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
    setUnseen(0);
    putBelow(page);
    if (std::exchange(m_isNewFilter, false))
        Q_EMIT filterApplied();
}

void EventsModel::putBelow(const EventsPage &page)
{
    if (page.events.isEmpty()) {
        m_rows.addBelow({}, page.upTo, page.isEnd);
    } else {
        beginInsertRows({}, rowCount(), rowCount() + int(page.events.size()) - 1);
        m_rows.addBelow(page.events, page.upTo, page.isEnd);
        endInsertRows();
        noteKinds(page.events);
        trimAbove();
    }
    m_gathered += page.events.size();
    m_isStopped = m_isStopped && !isAtEnd();
    if (!isAtEnd() && !m_isStopped && m_gathered < EnoughRows)
        m_reading.want(Stage::Older);
}

void EventsModel::readNewer()
{
    if (m_reading.stage() != Stage::Beginning && m_reading.stage() != Stage::Newer && !isAtHead())
        m_reading.want(Stage::Newer);
}

void EventsModel::takeNewer(const EventsPage &page)
{
    const qsizetype added = putOnTop(page.events);
    m_rows.reach(page.upTo);
    if (page.isEnd)
        m_rows.reachHead(page.upTo);
    // The number that was trimmed is unknown, so all that is certain is that there is at least one.
    setUnseen(isAtHead() ? 0 : isTrimmedAbove() ? m_unseen : std::max<qint64>(1, m_unseen - added));
    trimBelow();
    if (added == 0 && !isAtHead())
        m_reading.want(Stage::Newer);
}

void EventsModel::catchUp()
{
    m_reading.want(Stage::Probing);
}

void EventsModel::takeProbed(const EventsPage &page)
{
    m_caughtUp += page.events.size();
    addNew(page.events, page.upTo);
    const bool isLeft = !page.isEnd || m_reading.isWanted(Stage::Probing);
    if (isLeft && isLive() && m_caughtUp > LongestCatchUp)
        readFromHead();
    else if (isLeft)
        m_reading.want(Stage::Probing);
    else
        m_caughtUp = 0;
}

void EventsModel::takeArrivals(const Arrivals &arrivals)
{
    // Rows are without a gap: what arrives during a probe, or before one, is read by the next.
    const Stage stage = m_reading.stage();
    if (stage == Stage::Beginning || stage == Stage::Probing || m_reading.isWanted(Stage::Probing)) {
        m_reading.want(Stage::Probing);
        return;
    }
    if (!arrivals.newest.isEmpty() && arrivals.newest.last().id <= m_rows.head())
        return;
    if (!arrivals.isAll() && arrivals.count > LongestCatchUp && isLive()) {
        readFromHead();
        return;
    }
    if (!arrivals.isAll() || !m_filter.text.isEmpty()) {
        m_reading.want(Stage::Probing);
        return;
    }
    const qint64 head = m_rows.head();
    QList<EventSummary> fitting;
    std::ranges::copy_if(arrivals.newest, std::back_inserter(fitting),
                         [this, head](const EventSummary &event) { return event.id > head && m_filter.fits(event); });
    addNew(fitting, arrivals.newest.isEmpty() ? head : arrivals.newest.last().id);
}

/// A server that was restarted may have another log.
void EventsModel::takeStatus(const ServerStatus &status)
{
    if (!std::exchange(m_wasServing, isServing(status)) && m_wasServing)
        readFromHead();
}

void EventsModel::addNew(const QList<EventSummary> &events, qint64 upTo)
{
    noteKinds(events);
    if (isLive() || (isAtHead() && events.isEmpty())) {
        putOnTop(events);
        m_rows.reachHead(upTo);
        trimBelow();
        return;
    }
    m_rows.noteHead(upTo);
    setUnseen(m_unseen + m_rows.countAbove(events));
}

qsizetype EventsModel::putOnTop(const QList<EventSummary> &events)
{
    const qsizetype count = m_rows.countAbove(events);
    if (count == 0)
        return 0;
    beginInsertRows({}, 0, int(count) - 1);
    m_rows.addAbove(events);
    endInsertRows();
    noteKinds(events);
    return count;
}

void EventsModel::trimAbove()
{
    if (m_rows.surplus() == 0)
        return;
    beginRemoveRows({}, 0, m_rows.surplus() - 1);
    m_rows.trimAbove();
    endRemoveRows();
}

void EventsModel::trimBelow()
{
    if (m_rows.surplus() == 0)
        return;
    beginRemoveRows({}, MaxRows, rowCount() - 1);
    m_rows.trimBelow();
    endRemoveRows();
    m_reading.cancel(Stage::Older); // it would bring back what was forgotten, and trim the rows above
}

void EventsModel::setUnseen(qint64 unseen)
{
    if (std::exchange(m_unseen, unseen) != unseen)
        Q_EMIT unseenChanged();
}

void EventsModel::stop()
{
    if (!m_reading.isReadingOlder())
        return;
    m_isStopped = true;
    m_reading.cancel(Stage::Older);
    Q_EMIT stateChanged();
}

void EventsModel::resume()
{
    m_isStopped = false;
    if (m_reading.stage() == Stage::Beginning) {
        readFromHead();
        return;
    }
    m_caughtUp = 0;
    m_reading.clearError();
    fetchMore({});
    Q_EMIT stateChanged();
    catchUp();
}

EventsModel::State EventsModel::state() const
{
    if (!m_reading.error().isEmpty())
        return State::Failed;
    if (m_isStopped)
        return State::Stopped;
    return m_reading.isReadingOlder() ? State::Searching : State::Idle;
}

bool EventsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_reading.isReadingOlder() && !isAtEnd() && !m_isStopped &&
           m_reading.error().isEmpty();
}

void EventsModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_gathered = 0;
    m_reading.want(Stage::Older);
}

void EventsModel::noteKinds(const QList<EventSummary> &events)
{
    if (m_kinds.add(events))
        Q_EMIT kindsChanged();
}

int EventsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.count();
}

QVariant EventsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EventSummary &summary = event(index.row());
    switch (role) {
    case IdRole:
        return summary.id;
    case EventRole:
        return QVariant::fromValue(summary);
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return eventSentence(summary);
    case Qt::ToolTipRole:
        return eventToolTip(summary);
    default:
        return {};
    }
}

} // namespace hookbot
