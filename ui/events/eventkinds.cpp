#include "ui/events/eventkinds.h"

namespace hookbot {

bool EventKinds::add(const QList<EventSummary> &events)
{
    const qsizetype before = m_names.size();
    for (const EventSummary &event : events) {
        if (m_names.size() >= Limit)
            break;
        if (!event.kind.isEmpty())
            m_names.insert(event.kind);
        if (!event.service.isEmpty())
            m_names.insert(event.service);
    }
    return m_names.size() != before;
}

QStringList EventKinds::sorted() const
{
    QStringList names = m_names.values();
    names.sort(Qt::CaseInsensitive);
    return names;
}

} // namespace hookbot
