#pragma once

#include "ui/detail/linefolds.h"
#include "ui/detail/linesearch.h"

#include <algorithm>
#include <optional>

namespace hookbot {

/// What is selected among lines, and where its cursor is. A value; the lines and their folds are passed in.
class LineSelection
{
public:
    /// Columns of one line: from `begin`, up to before `end`.
    struct Span
    {
        qsizetype begin;
        qsizetype end;
    };

    [[nodiscard]] const LinePlace &cursor() const { return m_cursor; }
    [[nodiscard]] const LinePlace &first() const { return std::min(m_anchor, m_cursor); }
    [[nodiscard]] const LinePlace &last() const { return std::max(m_anchor, m_cursor); }
    [[nodiscard]] bool isEmpty() const { return m_anchor == m_cursor; }

    void clear() { m_anchor = m_cursor = {}; }

    /// Moves the cursor; the selection extends to it, or is empty there.
    void moveTo(const LinePlace &place, bool isExtending);

    /// Precondition: there is a line.
    void selectAll(const BodyLines &lines);

    /// The text selected, a line break between lines except where one long line was cut.
    [[nodiscard]] QString text(const BodyLines &lines) const;

    /// What is selected of @p line, which has @p length characters; nullopt if nothing.
    [[nodiscard]] std::optional<Span> spanIn(qsizetype line, qsizetype length) const;

    /// Whether @p key moves the cursor: arrows, pages, Home and End.
    [[nodiscard]] static bool isMove(int key);

    /// Where @p key moves the cursor. @p isFar: with Ctrl. A page has @p rows rows. Precondition: there is a line.
    [[nodiscard]] LinePlace moved(int key, bool isFar, qsizetype rows, const BodyLines &lines,
                                  const LineFolds &folds) const;

    /// The word, the number or the URL around @p column of @p text.
    [[nodiscard]] static Span wordAround(const QString &text, qsizetype column);

private:
    [[nodiscard]] LinePlace rowsAway(qsizetype rows, const BodyLines &lines, const LineFolds &folds) const;

    LinePlace m_anchor; ///< where the selection began
    LinePlace m_cursor; ///< and where it ends
};

} // namespace hookbot
