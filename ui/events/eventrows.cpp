#include "ui/events/eventrows.h"

#include <algorithm>
#include <functional>

namespace hookbot {

int EventRows::rowOf(qint64 id) const
{
    const auto found = std::ranges::lower_bound(m_rows, id, std::greater(), &EventSummary::id);
    return found != m_rows.end() && found->id == id ? int(found - m_rows.begin()) : -1;
}

void EventRows::clear()
{
    m_rows.clear();
    m_isTrimmedAbove = false;
    m_isAtEnd = false;
}

qsizetype EventRows::countAbove(const QList<EventSummary> &events) const
{
    if (m_rows.empty())
        return events.size();
    return events.end() - std::ranges::upper_bound(events, m_top, {}, &EventSummary::id);
}

void EventRows::addAbove(const QList<EventSummary> &events)
{
    const QList<EventSummary> newer = events.last(countAbove(events));
    for (const EventSummary &event : newer)
        m_rows.push_front(event);
}

void EventRows::reach(qint64 id)
{
    m_top = std::max(m_top, id);
    m_head = std::max(m_head, m_top);
}

void EventRows::reachHead(qint64 head)
{
    m_top = m_head = std::max({ m_top, m_head, head });
    m_isTrimmedAbove = false;
}

void EventRows::addBelow(const QList<EventSummary> &events, qint64 bottom, bool isEnd)
{
    m_rows.insert(m_rows.end(), events.begin(), events.end());
    m_bottom = bottom;
    m_isAtEnd = isEnd;
}

void EventRows::trimAbove()
{
    m_rows.erase(m_rows.begin(), m_rows.begin() + surplus());
    m_top = m_rows.front().id;
    m_isTrimmedAbove = true;
}

void EventRows::trimBelow()
{
    m_rows.erase(m_rows.end() - surplus(), m_rows.end());
    m_bottom = m_rows.back().id;
    m_isAtEnd = false;
}

} // namespace hookbot
