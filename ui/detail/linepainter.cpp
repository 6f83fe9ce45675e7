#include "ui/detail/linepainter.h"

#include "ui/detail/linecolors.h"

#include <QtGui/QPainter>
#include <QtGui/QTextLayout>

#include <algorithm>
#include <utility>

namespace hookbot {

LinePainter::LinePainter(const BodyLines &lines, const LineFolds &folds, const QFont &font, const QPalette &palette)
    : m_lines(lines),
      m_folds(folds),
      m_font(font),
      m_palette(palette)
{
}

/// A folded line with what ends it: `"a": {…},`.
StyledLine LinePainter::shownLine(qsizetype line) const
{
    StyledLine shown = m_lines.line(line);
    const qsizetype end = m_folds.endOf(line);
    if (end != line) {
        shown.add(QStringLiteral("\u2026"), TextStyle::Faint);
        shown.add(m_lines.line(end).text.trimmed(), TextStyle::Mark);
    }
    if (m_lines.isContinued(line))
        shown.add(QStringLiteral("\u21a9"), TextStyle::Faint);
    return shown;
}

void LinePainter::layOut(QTextLayout &layout, qsizetype line) const
{
    layOut(layout, shownLine(line));
}

void LinePainter::layOut(QTextLayout &layout, const StyledLine &line) const
{
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    layout.setTextOption(option);
    layout.setFont(m_font);
    layout.setText(line.text);
    QList<QTextLayout::FormatRange> formats;
    for (const StyledLine::Span &span : line.spans) {
        QTextCharFormat format;
        format.setForeground(lineColor(span.style, m_palette));
        formats.append({ int(span.begin), int(span.length), format });
    }
    layout.setFormats(formats);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
}

int LinePainter::paint(QPainter &painter, qsizetype line, const QRect &row, int gutter, int scrolled,
                       const LineSelection &selection, bool hasFocus) const
{
    const StyledLine shown = shownLine(line);
    const QColor background = shown.spans.isEmpty() ? QColor() : lineBackground(shown.spans.first().style, m_palette);
    if (background.isValid())
        painter.fillRect(row, background);

    QTextLayout layout;
    layOut(layout, shown);
    QList<QTextLayout::FormatRange> selections;
    if (const auto span = selection.spanIn(line, shown.text.size())) {
        QTextCharFormat format;
        const auto group = hasFocus ? QPalette::Active : QPalette::Inactive;
        format.setBackground(m_palette.color(group, QPalette::Highlight));
        format.setForeground(m_palette.color(group, QPalette::HighlightedText));
        selections.append({ int(span->begin), int(span->end - span->begin), format });
    }
    const QPointF origin(gutter - scrolled, row.top());
    painter.save();
    painter.setClipRect(row.adjusted(gutter, 0, 0, 0));
    painter.setPen(m_palette.color(QPalette::Text));
    layout.draw(&painter, origin, selections);
    if (hasFocus && selection.cursor().line == line)
        layout.drawCursor(&painter, origin, int(std::min(selection.cursor().column, shown.text.size())));
    painter.restore();
    return int(layout.maximumWidth()) + 1;
}

void LinePainter::paintFold(QPainter &painter, qsizetype line, const QRect &place) const
{
    const double side = place.height() * 0.22;
    const QPointF middle = QRectF(place).center();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(lineColor(TextStyle::Faint, m_palette));
    if (m_folds.isFolded(line)) {
        painter.drawPolygon(QPolygonF{ middle + QPointF(-side * 0.6, -side), middle + QPointF(side, 0),
                                       middle + QPointF(-side * 0.6, side) });
    } else {
        painter.drawPolygon(QPolygonF{ middle + QPointF(-side, -side * 0.6), middle + QPointF(side, -side * 0.6),
                                       middle + QPointF(0, side) });
    }
    painter.restore();
}

} // namespace hookbot
