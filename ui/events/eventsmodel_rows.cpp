#include "ui/events/eventsmodel.h"

#include "ui/text/eventtext.h"

#include <algorithm>
#include <functional>

namespace hookbot {

namespace {

constexpr qsizetype MostKinds = 100;

} // namespace

qsizetype EventsModel::putOnTop(const QList<EventSummary> &events)
{
    const auto first =
        std::ranges::find_if(events, [this](const EventSummary &event) { return rowCount() == 0 || event.id > m_top; });
    const auto count = events.end() - first;
    if (count == 0)
        return 0;
    beginInsertRows({}, 0, int(count) - 1);
    std::for_each(first, events.end(), [this](const EventSummary &event) { m_rows.push_front(event); });
    endInsertRows();
    noteKinds(events);
    return count;
}

void EventsModel::putBelow(const QList<EventSummary> &events)
{
    if (events.isEmpty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(events.size()) - 1);
    m_rows.insert(m_rows.end(), events.begin(), events.end());
    endInsertRows();
    noteKinds(events);
}

void EventsModel::trimAbove()
{
    const int surplus = rowCount() - MaxRows;
    if (surplus <= 0)
        return;
    beginRemoveRows({}, 0, surplus - 1);
    m_rows.erase(m_rows.begin(), m_rows.begin() + surplus);
    m_top = m_rows.front().id;
    m_isTrimmedAbove = true;
    endRemoveRows();
}

void EventsModel::trimBelow()
{
    const int surplus = rowCount() - MaxRows;
    if (surplus <= 0)
        return;
    beginRemoveRows({}, MaxRows, rowCount() - 1);
    m_rows.erase(m_rows.end() - surplus, m_rows.end());
    m_bottom = m_rows.back().id;
    m_isAtEnd = false;
    m_isOlderStale = m_isReadingOlder;
    endRemoveRows();
}

int EventsModel::rowOf(qint64 id) const
{
    const auto found = std::ranges::lower_bound(m_rows, id, std::greater(), &EventSummary::id);
    return found != m_rows.end() && found->id == id ? int(found - m_rows.begin()) : -1;
}

void EventsModel::noteKinds(const QList<EventSummary> &events)
{
    const qsizetype before = m_kinds.size();
    for (const EventSummary &event : events) {
        if (m_kinds.size() >= MostKinds)
            break;
        if (!event.kind.isEmpty())
            m_kinds.insert(event.kind);
        if (!event.service.isEmpty())
            m_kinds.insert(event.service);
    }
    if (m_kinds.size() != before)
        Q_EMIT kindsChanged();
}

QStringList EventsModel::kinds() const
{
    QStringList kinds = m_kinds.values();
    kinds.sort(Qt::CaseInsensitive);
    return kinds;
}

int EventsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
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
