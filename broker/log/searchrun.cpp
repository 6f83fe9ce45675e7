#include "broker/log/searchrun.h"

#include <algorithm>
#include <limits>

namespace hookbot {

SearchRun::SearchRun(const SearchTerms &terms, EventId head, const LogClock &clock)
    : m_terms(terms),
      m_words(terms.words),
      m_head(head)
{
    m_before = { head.value == std::numeric_limits<qint64>::max() ? head.value : head.value + 1 };
    if (terms.from > EventId())
        (isOlder() ? m_before : m_after) = isOlder() ? std::min(m_before, terms.from) : terms.from;
    // An event was sent before it got its id, and a replay comes after what it repeats.
    if (terms.notBefore)
        m_after = std::max(m_after, clock.positionAt(*terms.notBefore));
    if (terms.replayOf)
        m_after = std::max(m_after, *terms.replayOf);
    m_page.upTo = terms.from;
}

bool SearchRun::isEnough() const
{
    return qsizetype(m_page.found.size()) >= m_terms.limit ||
           (m_examined > 0 && (m_examined >= m_terms.budget.events || m_bytes >= m_terms.budget.bytes));
}

bool SearchRun::mayMatch(const Event &event)
{
    ++m_examined;
    m_page.upTo = event.id;
    return (!m_terms.channel || m_terms.channel->matches(event.channel)) &&
           (!m_terms.notBefore || event.time >= *m_terms.notBefore) &&
           (!m_terms.replayOf || event.replayOf == *m_terms.replayOf);
}

void SearchRun::passOver(const DamagedEvent &event)
{
    ++m_examined;
    const bool isOnward = isOlder() ? event.id < m_before : event.id > m_after;
    const bool isBeyond = m_page.upTo == m_terms.from || (isOlder() ? event.id < m_page.upTo : event.id > m_page.upTo);
    if (isOnward && isBeyond) // the id may be damaged, and a search must never go back
        m_page.upTo = event.id;
    m_page.damaged.push_back(event);
}

void SearchRun::judge(Event event, qint64 size)
{
    if (!m_words.isIn(event))
        return;
    if (event.body.size() > m_terms.bodyPrefix)
        event.body = event.body.first(m_terms.bodyPrefix);
    EventPreview preview{ std::move(event), size };
    if (!m_terms.accepts || m_terms.accepts(preview))
        m_page.found.push_back(std::move(preview));
}

SearchPage SearchRun::finish(bool isEnd)
{
    m_page.isEnd = isEnd;
    if (isEnd && !isOlder())
        m_page.upTo = std::max(m_terms.from, m_head); // later events come after it
    return std::move(m_page);
}

} // namespace hookbot
