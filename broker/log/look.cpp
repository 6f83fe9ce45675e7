#include "broker/log/look.h"

#include <algorithm>
#include <limits>

namespace hookbot {

Looking::Looking(const Look &look, EventId head, const LogClock &clock)
    : m_look(look),
      m_words(look.words),
      m_head(head)
{
    m_before = { head.value == std::numeric_limits<qint64>::max() ? head.value : head.value + 1 };
    if (look.from > EventId())
        (isOlder() ? m_before : m_after) = isOlder() ? std::min(m_before, look.from) : look.from;
    // An event was sent before it got its id, and what repeats another came after it.
    if (look.notBefore)
        m_after = std::max(m_after, clock.positionAt(*look.notBefore));
    if (look.replayOf)
        m_after = std::max(m_after, *look.replayOf);
    m_view.upTo = look.from;
}

bool Looking::isEnough() const
{
    return qsizetype(m_view.found.size()) >= m_look.limit ||
           (m_looked > 0 && (m_looked >= m_look.budget.events || m_bytes >= m_look.budget.bytes));
}

bool Looking::mayMatch(const Event &event)
{
    ++m_looked;
    m_view.upTo = event.id;
    return (!m_look.channel || m_look.channel->matches(event.channel)) &&
           (!m_look.notBefore || event.time >= *m_look.notBefore) &&
           (!m_look.replayOf || event.replayOf == *m_look.replayOf);
}

void Looking::passOver(const DamagedEvent &event)
{
    ++m_looked;
    const bool isOnward = isOlder() ? event.id < m_before : event.id > m_after;
    const bool isBeyond = m_view.upTo == m_look.from || (isOlder() ? event.id < m_view.upTo : event.id > m_view.upTo);
    if (isOnward && isBeyond) // an id may be what is damaged, and a look must never go back
        m_view.upTo = event.id;
    m_view.damaged.push_back(event);
}

void Looking::judge(Event event, qint64 size)
{
    if (!m_words.isIn(event))
        return;
    if (event.body.size() > m_look.bodyPrefix)
        event.body = event.body.first(m_look.bodyPrefix);
    Glimpse glimpse{ std::move(event), size };
    if (!m_look.accepts || m_look.accepts(glimpse))
        m_view.found.push_back(std::move(glimpse));
}

View Looking::finish(bool isEnd)
{
    m_view.isEnd = isEnd;
    if (isEnd && !isOlder())
        m_view.upTo = std::max(m_look.from, m_head); // what comes later is beyond it
    return std::move(m_view);
}

} // namespace hookbot
