#include "memorylog.h"

#include <QtCore/QMetaObject>

#include <algorithm>

namespace hookbot {

MemoryLog::MemoryLog(Retention retention, Now now, QObject *parent)
    : EventLog(parent),
      m_retention(retention),
      m_now(std::move(now)),
      m_head(EventId::atTime(m_now())),
      m_pruned(m_head)
{
}

void MemoryLog::append(Draft draft, std::function<void(const Appended &)> done)
{
    if (m_pending.empty())
        QMetaObject::invokeMethod(this, &MemoryLog::commit, Qt::QueuedConnection);
    m_pending.push_back({ std::move(draft), std::move(done) });
}

void MemoryLog::commit()
{
    for (Pending &pending : std::exchange(m_pending, {})) {
        const auto event = std::make_shared<Event>();
        static_cast<Draft &>(*event) = std::move(pending.draft);
        event->id = EventId::next(m_head, m_now());
        m_head = event->id;
        m_bytes += weight(*event);
        m_events.push_back(event);
        prune();
        Q_EMIT committed(event);
        pending.done({ event->id, {} });
    }
}

void MemoryLog::prune()
{
    // The newest stays whatever it weighs: it is being delivered.
    while (m_events.size() > 1 && (qsizetype(m_events.size()) > m_retention.events || m_bytes > m_retention.bytes)) {
        m_pruned = m_events.front()->id;
        m_bytes -= weight(*m_events.front());
        m_events.pop_front();
    }
}

void MemoryLog::read(EventId after, const Filter &filter, ReadLimit limit, std::function<void(const Page &)> done)
{
    QMetaObject::invokeMethod(
        this, [this, after, filter, limit, done = std::move(done)] { done(pageAfter(after, filter, limit)); },
        Qt::QueuedConnection);
}

void MemoryLog::find(EventId id, std::function<void(const EventPtr &)> done)
{
    QMetaObject::invokeMethod(
        this,
        [this, id, done = std::move(done)] {
            const auto found = std::ranges::lower_bound(m_events, id, {}, &Event::id);
            done(found != m_events.end() && (*found)->id == id ? *found : nullptr);
        },
        Qt::QueuedConnection);
}

EventLog::Page MemoryLog::pageAfter(EventId after, const Filter &filter, ReadLimit limit) const
{
    Page page;
    page.pruned = m_pruned;
    page.oldest = m_events.empty() ? EventId() : m_events.front()->id;
    qint64 bytes = 0;
    for (auto next = std::ranges::upper_bound(m_events, after, {}, &Event::id); next != m_events.end(); ++next) {
        if (!filter.matches((*next)->channel))
            continue;
        bytes += weight(**next);
        if (!page.events.empty() && (bytes > limit.bytes || qsizetype(page.events.size()) == limit.events)) {
            page.upTo = page.events.back()->id;
            return page;
        }
        page.events.push_back(*next);
    }
    page.upTo = std::max(after, m_head);
    return page;
}

qint64 MemoryLog::weight(const Event &event)
{
    return event.body.size() + event.headers.bytes().size() + event.channel.size() + event.query.size();
}

} // namespace hookbot
