#pragma once

#include "broker/event/channel.h"
#include "broker/event/event.h"
#include "broker/log/logclock.h"
#include "broker/log/wordsearch.h"

#include <QtCore/QByteArrayList>
#include <QtCore/QString>

#include <functional>
#include <optional>
#include <vector>

namespace hookbot {

/// An event that the log holds and cannot read back.
struct DamagedEvent
{
    EventId id;       ///< as its row says; zero or less if that is what is damaged
    QByteArray field; ///< the first field that cannot be what was accepted: `headers`, `channel`, …
};

/// An event as a list shows it.
struct EventPreview
{
    Event event;     ///< of its body only the beginning
    qint64 size = 0; ///< bytes of the whole body
};

/// Which events somebody looks for, and how far one call looks. All that is set has to be so. A plain value.
struct SearchTerms
{
    enum class Direction {
        Older, ///< than `from`, the newest of them first
        Newer  ///< than `from`, the oldest of them first
    };

    /// Who looks at everything must not keep those waiting who hear: the event that reaches one of them is the last
    /// that a call looks at, whether it matches or not. At least one is looked at, however large.
    struct Budget
    {
        qsizetype events = 2000;
        qint64 bytes = 4LL * 1024 * 1024; ///< of bodies that have to be read, all of a body where its beginning is
    };

    std::optional<Filter> channel; ///< nothing for all, safe and unsafe
    QByteArrayList words;          ///< see WordSearch
    std::optional<std::chrono::system_clock::time_point> notBefore;
    std::optional<EventId> replayOf;
    /// Asked last, in order, once for each event that matches otherwise, in whichever thread the log reads: whether it
    /// is wanted. May keep what it has made of it for whoever gets the answer, which comes after it.
    std::function<bool(const EventPreview &)> accepts;

    Direction direction = Direction::Older;
    EventId from; ///< zero: from the end of the log, or from its beginning
    qsizetype limit = 100;
    qsizetype bodyPrefix = qsizetype(16) * 1024; ///< so much of a body is given
    Budget budget;
};

/// What one call of EventSearch::search() found.
struct SearchPage
{
    std::vector<EventPreview> found;   ///< in the direction of the search
    EventId upTo;                      ///< everything that matches up to this id was given: where to go on `from`
    bool isEnd = false;                ///< there is nothing beyond
    QString error;                     ///< why the log could not be read; then the rest says nothing
    std::vector<DamagedEvent> damaged; ///< cannot be read back, and was passed over
};

/// One search in progress: the rules that all logs share. Used by one thread at a time.
class SearchRun
{
public:
    /// @p head is the last event that may be seen, @p clock the log's, where a time was asked for.
    SearchRun(const SearchTerms &terms, EventId head, const LogClock &clock);

    /// What is looked through: the ids between these two, without them.
    [[nodiscard]] EventId after() const { return m_after; }
    [[nodiscard]] EventId before() const { return m_before; }
    [[nodiscard]] bool isOlder() const { return m_terms.direction == SearchTerms::Direction::Older; }
    [[nodiscard]] bool needsWholeBody() const { return !m_words.isEmpty(); }

    /// This call has found or looked at enough: the event that comes next is not looked at.
    [[nodiscard]] bool isEnough() const;

    /// The next event is looked at. False: it does not match, whatever else it says. Of @p event only id, time, channel
    /// and replayOf have to be there.
    [[nodiscard]] bool mayMatch(const Event &event);

    /// The next event cannot be read back.
    void passOver(const DamagedEvent &event);

    /// What mayMatch() has let pass cannot be read back.
    void noteDamaged(const DamagedEvent &event) { m_page.damaged.push_back(event); }

    /// So many bytes were read for it.
    void spend(qint64 bytes) { m_bytes += bytes; }

    /// All of an event that may match; its body may be cut where needsWholeBody() is false.
    void judge(Event event, qint64 size);

    /// The page; @p isEnd where there was no next event.
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
