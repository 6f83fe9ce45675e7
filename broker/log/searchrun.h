#pragma once

#include "broker/log/logclock.h"
#include "broker/log/searchterms.h"
#include "broker/log/wordsearch.h"

namespace hookbot {

/// One call of a search: the rules that all logs share. Used by one thread at a time.
class SearchRun
{
public:
    /// @p terms must outlive it. @p head is the last event that may be found; @p clock is the log's, and used only if
    /// the terms contain a time.
    SearchRun(const SearchTerms &terms, EventId head, const LogClock &clock);

    /// The search covers the ids between these two, exclusive.
    [[nodiscard]] EventId after() const { return m_after; }
    [[nodiscard]] EventId before() const { return m_before; }
    [[nodiscard]] bool isOlder() const { return m_terms.direction == SearchTerms::Direction::Older; }
    [[nodiscard]] bool needsWholeBody() const { return !m_words.isEmpty(); }

    /// The call has reached a limit: the next event must not be examined.
    [[nodiscard]] bool isEnough() const;

    /// Examines the next event. False if it cannot match. Of @p event, only id, time, channel and replayOf are used.
    [[nodiscard]] bool mayMatch(const Event &event);

    /// Skips the next event, which cannot be read back.
    void passOver(const DamagedEvent &event);

    /// Reports that the event which mayMatch() accepted cannot be read back.
    void noteDamaged(const DamagedEvent &event) { m_page.damaged.push_back(event); }

    /// Counts bytes that were read for the event.
    void spend(qint64 bytes) { m_bytes += bytes; }

    /// Adds the event if it matches. Its body may be cut if needsWholeBody() is false.
    void judge(Event event, qint64 size);

    /// Returns the page. @p isEnd: there was no next event.
    [[nodiscard]] SearchPage finish(bool isEnd);

private:
    const SearchTerms &m_terms;
    WordSearch m_words;
    EventId m_after;
    EventId m_before;
    EventId m_head;
    SearchPage m_page;
    qsizetype m_examined = 0;
    qint64 m_bytes = 0;
};

} // namespace hookbot
