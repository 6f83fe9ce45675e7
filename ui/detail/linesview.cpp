#include "ui/detail/linesview.h"

#include "ui/detail/linecolors.h"

#include <QtGui/QFontDatabase>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <limits>

namespace hookbot {

namespace {

constexpr int LineMargin = 4;

} // namespace

LinesView::LinesView(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setBackgroundRole(QPalette::Base);
    setAccessibleName(tr("Body"));
    connect(&m_steps, &QTimer::timeout, this, &LinesView::takeStep);
    connect(&m_search, &LineSearch::found, this, &LinesView::showFound);
    connect(&m_search, &LineSearch::notFound, this, &LinesView::notFound);
}

LinesView::~LinesView() = default;

void LinesView::setLines(std::unique_ptr<BodyLines> lines)
{
    m_search.stop();
    m_folds.clear();
    m_anchor = m_cursor = {};
    m_widest = 0;
    m_lines = std::move(lines);
    if (m_lines)
        m_lines->advance(); // what is seen first is there at once
    m_steps.start(0);
    updateBars();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    viewport()->update();
}

void LinesView::takeStep()
{
    const bool isInSight = rowCount() <= verticalScrollBar()->value() + rowsInSight();
    const bool isMore = m_lines && m_lines->advance();
    updateBars();
    if (isInSight)
        viewport()->update();
    if (isMore)
        return;
    m_steps.stop();
    const QString fault = m_lines ? m_lines->fault() : QString();
    if (fault.isEmpty())
        Q_EMIT finished();
    else
        Q_EMIT faulted(fault);
}

void LinesView::find(const QString &text, bool isForward)
{
    if (!m_lines || text.isEmpty()) {
        m_search.stop();
        return;
    }
    // Once more forward is beyond what is selected; a longer word from where it began.
    const auto [first, last] = std::minmax(m_anchor, m_cursor);
    m_search.find(*m_lines, text, isForward ? last : first, isForward);
}

void LinesView::showFound(const LinePlace &begin, const LinePlace &end)
{
    m_folds.reveal(begin.line);
    m_folds.reveal(end.line);
    updateBars();
    setCursorPlace(begin, false);
    setCursorPlace(end, true);
    Q_EMIT found();
}

qsizetype LinesView::rowCount() const
{
    return m_lines ? m_folds.rowCount(m_lines->count()) : 0;
}

void LinesView::setFolded(qsizetype line, bool isFolded)
{
    if (!m_lines || line >= m_lines->count())
        return;
    if (isFolded)
        m_folds.fold(line, m_lines->foldEnd(line));
    else
        m_folds.unfold(line);
    const qsizetype cursorLine = m_folds.lineOf(m_folds.rowOf(m_cursor.line));
    if (cursorLine != m_cursor.line)
        m_anchor = m_cursor = { cursorLine, 0 };
    updateBars();
    viewport()->update();
}

int LinesView::lineHeight() const
{
    return fontMetrics().lineSpacing() + 1;
}

int LinesView::gutter() const
{
    return lineHeight() + LineMargin;
}

qsizetype LinesView::rowsInSight() const
{
    return std::max(1, viewport()->height() / lineHeight());
}

void LinesView::updateBars()
{
    const qsizetype below = std::max<qsizetype>(0, rowCount() - rowsInSight());
    verticalScrollBar()->setPageStep(int(rowsInSight()));
    verticalScrollBar()->setRange(0, int(std::min<qsizetype>(below, std::numeric_limits<int>::max())));
    const int seen = viewport()->width() - gutter();
    horizontalScrollBar()->setPageStep(seen);
    horizontalScrollBar()->setSingleStep(fontMetrics().averageCharWidth() * 4);
    horizontalScrollBar()->setRange(0, std::max(0, m_widest + LineMargin - seen));
}

/// A folded line with what ends it: `"a": {…},`.
StyledLine LinesView::shownLine(qsizetype line) const
{
    StyledLine shown = m_lines->line(line);
    const qsizetype end = m_folds.endOf(line);
    if (end != line) {
        shown.add(QStringLiteral("\u2026"), TextStyle::Faint);
        shown.add(m_lines->line(end).text.trimmed(), TextStyle::Mark);
    }
    if (m_lines->isContinued(line))
        shown.add(QStringLiteral("\u21a9"), TextStyle::Faint);
    return shown;
}

void LinesView::layOut(QTextLayout &layout, const StyledLine &line) const
{
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    layout.setTextOption(option);
    layout.setFont(font());
    layout.setText(line.text);
    QList<QTextLayout::FormatRange> formats;
    for (const StyledLine::Span &span : line.spans) {
        QTextCharFormat format;
        format.setForeground(lineColor(span.style, palette()));
        formats.append({ int(span.begin), int(span.length), format });
    }
    layout.setFormats(formats);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
}

void LinesView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    if (!m_lines)
        return;
    const qsizetype first = verticalScrollBar()->value();
    const qsizetype last = std::min(rowCount(), first + rowsInSight() + 1);
    const int widest = m_widest;
    for (qsizetype row = first; row < last; ++row)
        paintRow(painter, m_folds.lineOf(row), int(row - first) * lineHeight());
    if (m_widest > widest)
        QMetaObject::invokeMethod(this, &LinesView::updateBars, Qt::QueuedConnection);
}

void LinesView::paintRow(QPainter &painter, qsizetype line, int top)
{
    const StyledLine shown = shownLine(line);
    const QRect row(0, top, viewport()->width(), lineHeight());
    const QColor background = shown.spans.isEmpty() ? QColor() : lineBackground(shown.spans.first().style, palette());
    if (background.isValid())
        painter.fillRect(row, background);

    QTextLayout layout;
    layOut(layout, shown);
    m_widest = std::max(m_widest, int(layout.maximumWidth()) + 1);
    const auto [from, to] = std::minmax(m_anchor, m_cursor);
    QList<QTextLayout::FormatRange> selections;
    if (from != to && from.line <= line && line <= to.line) {
        const qsizetype begin = from.line == line ? from.column : 0;
        const qsizetype end = to.line == line ? to.column : shown.text.size();
        QTextCharFormat format;
        const auto group = hasFocus() ? QPalette::Active : QPalette::Inactive;
        format.setBackground(palette().color(group, QPalette::Highlight));
        format.setForeground(palette().color(group, QPalette::HighlightedText));
        selections.append({ int(begin), int(end - begin), format });
    }
    const QPointF origin(gutter() - horizontalScrollBar()->value(), top);
    painter.save();
    painter.setClipRect(row.adjusted(gutter(), 0, 0, 0));
    painter.setPen(palette().color(QPalette::Text));
    layout.draw(&painter, origin, selections);
    if (hasFocus() && m_cursor.line == line)
        layout.drawCursor(&painter, origin, int(std::min(m_cursor.column, shown.text.size())));
    painter.restore();
    if (m_lines->isFoldable(line))
        paintFold(painter, line, QRect(0, top, lineHeight(), lineHeight()));
}

void LinesView::paintFold(QPainter &painter, qsizetype line, const QRect &place) const
{
    const double side = place.height() * 0.22;
    const QPointF middle = QRectF(place).center();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(lineColor(TextStyle::Faint, palette()));
    if (m_folds.isFolded(line)) {
        painter.drawPolygon(QPolygonF{ middle + QPointF(-side * 0.6, -side), middle + QPointF(side, 0),
                                       middle + QPointF(-side * 0.6, side) });
    } else {
        painter.drawPolygon(QPolygonF{ middle + QPointF(-side, -side * 0.6), middle + QPointF(side, -side * 0.6),
                                       middle + QPointF(0, side) });
    }
    painter.restore();
}

void LinesView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateBars();
}

void LinesView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateBars();
}

void LinesView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void LinesView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace hookbot
