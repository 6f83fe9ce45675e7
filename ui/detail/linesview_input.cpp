#include "ui/detail/linesview.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QTextLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace hookbot {

namespace {

bool isPartOfWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.' || c == u'/' || c == u':';
}

} // namespace

LinePlace LinesView::placeAt(const QPoint &point) const
{
    if (rowCount() == 0)
        return {};
    const qsizetype row = verticalScrollBar()->value() + point.y() / lineHeight() - (point.y() < 0 ? 1 : 0);
    const qsizetype line = m_folds.lineOf(std::clamp<qsizetype>(row, 0, rowCount() - 1));
    const StyledLine own = m_lines->line(line);
    QTextLayout layout;
    layOut(layout, shownLine(line));
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
    layOut(layout, shownLine(place.line));
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

void LinesView::setCursorPlace(const LinePlace &place, bool isKeepingAnchor)
{
    const bool isOtherLine = place.line != m_cursor.line;
    m_cursor = place;
    if (!isKeepingAnchor)
        m_anchor = place;
    if (rowCount() > 0) {
        ensureVisible(place);
        if (isOtherLine)
            setAccessibleDescription(m_lines->line(place.line).text);
    }
    viewport()->update();
}

LinePlace LinesView::rowsAway(qsizetype rows) const
{
    const qsizetype row = std::clamp<qsizetype>(m_folds.rowOf(m_cursor.line) + rows, 0, rowCount() - 1);
    const qsizetype line = m_folds.lineOf(row);
    return { line, std::min(m_cursor.column, m_lines->line(line).text.size()) };
}

/// Where a key of movement leads; @p isFar with Ctrl.
LinePlace LinesView::moved(int key, bool isFar) const
{
    const qsizetype length = m_lines->line(m_cursor.line).text.size();
    switch (key) {
    case Qt::Key_Up:
        return rowsAway(-1);
    case Qt::Key_Down:
        return rowsAway(1);
    case Qt::Key_PageUp:
        return rowsAway(-rowsInSight());
    case Qt::Key_PageDown:
        return rowsAway(rowsInSight());
    case Qt::Key_Left:
        return { m_cursor.line, std::max<qsizetype>(0, m_cursor.column - 1) };
    case Qt::Key_Right:
        return { m_cursor.line, std::min(length, m_cursor.column + 1) };
    case Qt::Key_Home:
        return isFar ? LinePlace() : LinePlace{ m_cursor.line, 0 };
    case Qt::Key_End:
        if (isFar) {
            const qsizetype last = m_folds.lineOf(rowCount() - 1);
            return { last, m_lines->line(last).text.size() };
        }
        return { m_cursor.line, length };
    default:
        return m_cursor;
    }
}

bool LinesView::moveCursor(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
        setCursorPlace(moved(event->key(), event->modifiers().testFlag(Qt::ControlModifier)),
                       event->modifiers().testFlag(Qt::ShiftModifier));
        return true;
    default:
        return false;
    }
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
        setFolded(m_cursor.line, true);
    } else if (event->key() == Qt::Key_Plus) {
        setFolded(m_cursor.line, false);
    } else if (!moveCursor(event)) {
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

/// Selects the word, the number or the URL.
void LinesView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (rowCount() == 0 || point.x() < gutter()) {
        mousePressEvent(event);
        return;
    }
    const LinePlace place = placeAt(point);
    const QString text = m_lines->line(place.line).text;
    qsizetype begin = place.column;
    qsizetype end = place.column;
    while (begin > 0 && isPartOfWord(text[begin - 1]))
        --begin;
    while (end < text.size() && isPartOfWord(text[end]))
        ++end;
    setCursorPlace({ place.line, begin }, false);
    setCursorPlace({ place.line, end }, true);
}

void LinesView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(tr("Copy"), this, &LinesView::copySelection);
    copy->setEnabled(m_anchor != m_cursor);
    QAction *all = menu->addAction(tr("Select all"), this, &LinesView::selectAll);
    all->setEnabled(rowCount() > 0);
    const qsizetype line = rowCount() > 0 ? m_cursor.line : 0;
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
    const qsizetype last = m_lines->count() - 1;
    m_anchor = {};
    m_cursor = { last, m_lines->line(last).text.size() };
    viewport()->update();
}

QString LinesView::selectedText() const
{
    const auto [from, to] = std::minmax(m_anchor, m_cursor);
    if (!m_lines || from == to)
        return {};
    QString all;
    for (qsizetype line = from.line; line <= to.line; ++line) {
        const QString text = m_lines->line(line).text;
        const qsizetype begin = line == from.line ? from.column : 0;
        const qsizetype end = line == to.line ? to.column : text.size();
        all += text.mid(begin, end - begin);
        if (line < to.line && !m_lines->isContinued(line))
            all += u'\n';
    }
    return all;
}

void LinesView::copySelection()
{
    const auto [from, to] = std::minmax(m_anchor, m_cursor);
    if (to.line - from.line > MostCopiedLines)
        Q_EMIT copyRefused();
    else if (from != to)
        QGuiApplication::clipboard()->setText(selectedText());
}

} // namespace hookbot
