#pragma once

#include "broker/monitor/snapshots.h"

#include <deque>

namespace hookbot {

/// A stretch of the log as rows, the newest first: all events that match, from the last row up to top(), without a gap.
/// It has MaxRows at most; both ends can be trimmed, and are then read again. A value; it knows neither filter nor
/// view.
class EventRows
{
public:
    static constexpr int MaxRows = 4000;

    [[nodiscard]] int count() const { return int(m_rows.size()); }

    /// Precondition: @p row is one.
    [[nodiscard]] const EventSummary &at(int row) const { return m_rows[size_t(row)]; }

    /// -1 if the event is not a row.
    [[nodiscard]] int rowOf(qint64 id) const;

    /// The newest event of the log that is known.
    [[nodiscard]] qint64 head() const { return m_head; }

    /// Everything that matches, from the last row up to this id, is a row.
    [[nodiscard]] qint64 top() const { return m_top; }

    /// Older events are read from here. It changes with every page below and when rows are trimmed there.
    [[nodiscard]] qint64 bottom() const { return m_bottom; }

    /// There is nothing newer that matches.
    [[nodiscard]] bool isAtHead() const { return m_top >= m_head; }

    /// There is nothing older that matches.
    [[nodiscard]] bool isAtEnd() const { return m_isAtEnd; }

    /// Rows above the first one were removed.
    [[nodiscard]] bool isTrimmedAbove() const { return m_isTrimmedAbove; }

    /// A new stretch begins at this event; the rows of the last one stay until clear().
    void beginAt(qint64 head) { m_head = m_top = head; }
    void clear();

    /// The number of @p events that addAbove() would add. They are in id order, as for addAbove().
    [[nodiscard]] qsizetype countAbove(const QList<EventSummary> &events) const;

    /// Adds those of @p events that are newer than top(); reach() sets the new top.
    void addAbove(const QList<EventSummary> &events);

    /// Everything that matches up to @p id is a row now.
    void reach(qint64 id);

    /// reach(), up to the head.
    void reachHead(qint64 head);

    /// The log has @p head; what is newer than top() is not a row.
    void noteHead(qint64 head) { m_head = qMax(m_head, head); }

    /// @p events are those from bottom() down to @p bottom, the newest first.
    void addBelow(const QList<EventSummary> &events, qint64 bottom, bool isEnd);

    /// The number of rows beyond MaxRows.
    [[nodiscard]] int surplus() const { return qMax(0, count() - MaxRows); }

    /// Removes the surplus. Precondition: there is one.
    void trimAbove();
    void trimBelow();

private:
    std::deque<EventSummary> m_rows;
    qint64 m_head = 0;
    qint64 m_top = 0;
    qint64 m_bottom = 0;
    bool m_isAtEnd = false;
    bool m_isTrimmedAbove = false;
};

} // namespace hookbot
