#include "broker/stream/pagequeue.h"

#include "broker/stream/largeevent.h"

#include <QtCore/QPointer>
#include <QtCore/QScopedValueRollback>

#include <algorithm>

namespace hookbot {

namespace {

/// What handing out a page costs, about: large events are sent in pieces, in their own turns.
qint64 costOf(const EventLog::Page &page)
{
    constexpr qint64 OfPage = 1024;
    constexpr qint64 OfEvent = 256;
    qint64 cost = OfPage;
    for (const EventPtr &event : page.events)
        cost += OfEvent + std::min(event->body.size(), LargeEvent::LeastBody);
    return cost;
}

} // namespace

PageQueue::PageQueue(EventLog &log, QObject *parent) : QObject(parent), m_log(log) {}

PageQueue::Ticket PageQueue::read(EventId after, const Filter &filter, EventLog::ReadLimit limit, Done done)
{
    auto ticket = std::make_shared<Done>(std::move(done));
    std::shared_ptr<Read> &read = m_reads[{ after, filter.name, limit.events, limit.bytes }];
    if (!read) {
        read = std::make_shared<Read>(Read{ after, filter, limit, {} });
        m_waiting.push_back(read);
    }
    read->waiters.push_back(ticket);
    begin();
    return ticket;
}

void PageQueue::begin()
{
    while (m_pages < MostPages && !m_waiting.empty()) {
        const std::shared_ptr<Read> read = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (std::ranges::all_of(read->waiters, &std::weak_ptr<Done>::expired)) {
            m_reads.erase(read->key());
            continue;
        }
        ++m_pages;
        m_log.read(read->after, read->filter, read->limit, [self = QPointer(this), read](const EventLog::Page &page) {
            if (self)
                self->answered(read, page);
        });
    }
}

void PageQueue::answered(const std::shared_ptr<Read> &read, const EventLog::Page &page)
{
    m_reads.erase(read->key()); // who asks from now on may be told of more
    m_answers.push_back(std::make_shared<Answer>(Answer{ page, costOf(page), std::move(read->waiters) }));
    handOut();
}

void PageQueue::handOut()
{
    if (m_isHanding)
        return;
    const QScopedValueRollback handing(m_isHanding, true);
    while (!m_answers.empty() && m_handedOut < BytesPerTurn) {
        Answer &answer = *m_answers.front();
        if (answer.next == answer.waiters.size()) {
            m_answers.pop_front();
            --m_pages;
            continue;
        }
        const Ticket ticket = answer.waiters[answer.next++].lock();
        if (!ticket)
            continue;
        m_handedOut += answer.cost;
        if (!std::exchange(m_turnEnds, true))
            QMetaObject::invokeMethod(this, &PageQueue::beginTurn, Qt::QueuedConnection);
        (*ticket)(answer.page);
    }
    begin();
}

void PageQueue::beginTurn()
{
    m_turnEnds = false;
    m_handedOut = 0;
    handOut();
}

} // namespace hookbot
