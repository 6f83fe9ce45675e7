#include "ui/detail/linesview.h"

#include "ui/detail/linepainter.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtGui/QTextLayout>
#include <QtWidgets/QMenu>
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
    connect(&m_steps, &QTimer::timeout, this, &LinesView::readStep);
    connect(&m_search, &LineSearch::found, this, &LinesView::showFound);
    connect(&m_search, &LineSearch::notFound, this, &LinesView::notFound);
}

LinesView::~LinesView() = default;

void LinesView::setLines(std::unique_ptr<BodyLines> lines)
{
    m_search.stop();
    m_folds.clear();
    m_selection.clear();
    m_widest = 0;
    m_lines = std::move(lines);
    if (m_lines)
        m_lines->advance(); // the first lines are shown at once
    m_steps.start(0);
    updateBars();
    verticalScrollBar()->setValue(0);
    horizontalScrollBar()->setValue(0);
    viewport()->update();
}

void LinesView::readStep()
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
    m_search.find(*m_lines, text, isForward ? m_selection.last() : m_selection.first(), isForward);
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
    const qsizetype cursorLine = m_folds.lineOf(m_folds.rowOf(m_selection.cursor().line));
    if (cursorLine != m_selection.cursor().line)
        m_selection.moveTo({ cursorLine, 0 }, false);
    updateBars();
    viewport()->update();
}

LinePainter LinesView::makePainter() const
{
    return { *m_lines, m_folds, font(), palette() };
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

void LinesView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    if (!m_lines)
        return;
    const LinePainter linePainter = makePainter();
    const qsizetype first = verticalScrollBar()->value();
    const qsizetype last = std::min(rowCount(), first + rowsInSight() + 1);
    const int widest = m_widest;
    for (qsizetype row = first; row < last; ++row) {
        const qsizetype line = m_folds.lineOf(row);
        const QRect place(0, int(row - first) * lineHeight(), viewport()->width(), lineHeight());
        m_widest = std::max(m_widest, linePainter.paint(painter, line, place, gutter(), horizontalScrollBar()->value(),
                                                        m_selection, hasFocus()));
        if (m_lines->isFoldable(line))
            linePainter.paintFold(painter, line, QRect(0, place.top(), lineHeight(), lineHeight()));
    }
    if (m_widest > widest)
        QMetaObject::invokeMethod(this, &LinesView::updateBars, Qt::QueuedConnection);
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

LinePlace LinesView::placeAt(const QPoint &point) const
{
    if (rowCount() == 0)
        return {};
    const qsizetype row = verticalScrollBar()->value() + point.y() / lineHeight() - (point.y() < 0 ? 1 : 0);
    const qsizetype line = m_folds.lineOf(std::clamp<qsizetype>(row, 0, rowCount() - 1));
    const StyledLine own = m_lines->line(line);
    QTextLayout layout;
    makePainter().layOut(layout, line);
    const int x = point.x() - gutter() + horizontalScrollBar()->value();
    return { line, std::min<qsizetype>(layout.lineAt(0).xToCursor(x), own.text.size()) };
}

void LinesView::ensureVisible(const LinePlace &place)
{
    const qsizetype row = m_folds.rowOf(place.line);
    QScrollBar *bar = verticalScrollBar();
    if (row < bar->value())
        bar->setValue(int(row));
    else if (row >= bar->value() + rowsInSight())
        bar->setValue(int(row - rowsInSight() + 1));

    QTextLayout layout;
    makePainter().layOut(layout, place.line);
    m_widest = std::max(m_widest, int(layout.maximumWidth()) + 1);
    updateBars();
    const auto x = int(layout.lineAt(0).cursorToX(int(place.column)));
    const int seen = viewport()->width() - gutter();
    QScrollBar *across = horizontalScrollBar();
    if (x < across->value())
        across->setValue(std::max(0, x - seen / 4));
    else if (x > across->value() + seen - fontMetrics().averageCharWidth())
        across->setValue(x - seen * 3 / 4);
}

void LinesView::setCursorPlace(const LinePlace &place, bool isExtending)
{
    const bool isOtherLine = place.line != m_selection.cursor().line;
    m_selection.moveTo(place, isExtending);
    if (rowCount() > 0) {
        ensureVisible(place);
        if (isOtherLine)
            setAccessibleDescription(m_lines->line(place.line).text);
    }
    viewport()->update();
}

void LinesView::keyPressEvent(QKeyEvent *event)
{
    if (rowCount() == 0) {
        QAbstractScrollArea::keyPressEvent(event);
    } else if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (event->key() == Qt::Key_Minus) {
        setFolded(m_selection.cursor().line, true);
    } else if (event->key() == Qt::Key_Plus) {
        setFolded(m_selection.cursor().line, false);
    } else if (LineSelection::isMove(event->key())) {
        const bool isFar = event->modifiers().testFlag(Qt::ControlModifier);
        setCursorPlace(m_selection.moved(event->key(), isFar, rowsInSight(), *m_lines, m_folds),
                       event->modifiers().testFlag(Qt::ShiftModifier));
    } else {
        event->ignore();
    }
}

void LinesView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || rowCount() == 0)
        return;
    const QPoint point = event->position().toPoint();
    const LinePlace place = placeAt(point);
    if (point.x() < gutter() && m_lines->isFoldable(place.line))
        setFolded(place.line, !m_folds.isFolded(place.line));
    else
        setCursorPlace(place, event->modifiers().testFlag(Qt::ShiftModifier));
}

void LinesView::mouseMoveEvent(QMouseEvent *event)
{
    const bool isInGutter = event->position().x() < gutter();
    viewport()->setCursor(isInGutter ? Qt::ArrowCursor : Qt::IBeamCursor);
    if (event->buttons().testFlag(Qt::LeftButton) && rowCount() > 0)
        setCursorPlace(placeAt(event->position().toPoint()), true);
}

/// Selects the word, the number or the URL at the place.
void LinesView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (rowCount() == 0 || point.x() < gutter()) {
        mousePressEvent(event);
        return;
    }
    const LinePlace place = placeAt(point);
    const LineSelection::Span word = LineSelection::wordAround(m_lines->line(place.line).text, place.column);
    setCursorPlace({ place.line, word.begin }, false);
    setCursorPlace({ place.line, word.end }, true);
}

void LinesView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(tr("Copy"), this, &LinesView::copySelection);
    copy->setEnabled(!m_selection.isEmpty());
    QAction *all = menu->addAction(tr("Select all"), this, &LinesView::selectAll);
    all->setEnabled(rowCount() > 0);
    const qsizetype line = rowCount() > 0 ? m_selection.cursor().line : 0;
    if (rowCount() > 0 && m_lines->isFoldable(line)) {
        const bool isFolded = m_folds.isFolded(line);
        menu->addSeparator();
        menu->addAction(isFolded ? tr("Unfold (+)") : tr("Fold (\u2212)"), this,
                        [this, line, isFolded] { setFolded(line, !isFolded); });
    }
    menu->popup(event->globalPos());
}

void LinesView::selectAll()
{
    if (rowCount() == 0)
        return;
    m_selection.selectAll(*m_lines);
    viewport()->update();
}

QString LinesView::selectedText() const
{
    return m_lines ? m_selection.text(*m_lines) : QString();
}

void LinesView::copySelection()
{
    if (m_selection.last().line - m_selection.first().line > MostCopiedLines)
        Q_EMIT copyRefused();
    else if (!m_selection.isEmpty())
        QGuiApplication::clipboard()->setText(selectedText());
}

} // namespace hookbot
