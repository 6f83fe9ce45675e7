#pragma once

#include "ui/detail/linefolds.h"
#include "ui/detail/lineselection.h"

#include <QtGui/QFont>
#include <QtGui/QPalette>

class QPainter;
class QRect;
class QTextLayout;

namespace hookbot {

/// Lays lines out and paints them, as a LinesView shows them now. Made for one turn: what it refers to outlives it.
class LinePainter
{
public:
    LinePainter(const BodyLines &lines, const LineFolds &folds, const QFont &font, const QPalette &palette);

    void layOut(QTextLayout &layout, qsizetype line) const;

    /// Paints the line's text, to the right of a gutter, scrolled to the left by @p scrolled pixels. Returns its width.
    int paint(QPainter &painter, qsizetype line, const QRect &row, int gutter, int scrolled,
              const LineSelection &selection, bool hasFocus) const;

    /// Paints the mark of a line that can be folded.
    void paintFold(QPainter &painter, qsizetype line, const QRect &place) const;

private:
    [[nodiscard]] StyledLine shownLine(qsizetype line) const;
    void layOut(QTextLayout &layout, const StyledLine &line) const;

    const BodyLines &m_lines;
    const LineFolds &m_folds;
    const QFont m_font;
    const QPalette m_palette;
};

} // namespace hookbot
