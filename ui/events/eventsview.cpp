#include "ui/events/eventsview.h"

#include "ui/events/eventdelegate.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace hookbot {

EventsView::EventsView(EventsModel &model, QWidget *parent) : QListView(parent), m_model(model)
{
    setItemDelegate(new EventDelegate(this));
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Events"));

    // These must be connected before the view itself, and the later ones after it.
    connect(&m_model, &EventsModel::modelAboutToBeReset, this, [this] { m_isModelChanging = true; });
    connect(&m_model, &EventsModel::rowsAboutToBeInserted, this, &EventsView::keepPlace);
    connect(&m_model, &EventsModel::rowsAboutToBeRemoved, this, &EventsView::keepPlace);
    setModel(&m_model);
    connect(&m_model, &EventsModel::modelReset, this, &EventsView::restoreEvents);
    connect(&m_model, &EventsModel::rowsInserted, this, &EventsView::returnToPlace);
    connect(&m_model, &EventsModel::rowsRemoved, this, &EventsView::returnToPlace);
    connect(&m_model, &EventsModel::filterApplied, this, &EventsView::forgetHidden);

    verticalScrollBar()->setSingleStep(fontMetrics().height());
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &EventsView::readWhereNeeded);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &EventsView::readWhereNeeded);
}

void EventsView::keepPlace()
{
    m_isModelChanging = true;
    const bool followsHead = verticalScrollBar()->value() == 0 && m_model.isLive();
    m_anchor = followsHead ? QModelIndex() : indexAt(QPoint(1, 1));
    m_anchorTop = visualRect(m_anchor).top();
}

void EventsView::returnToPlace()
{
    executeDelayedItemsLayout();
    if (m_anchor.isValid()) {
        QScrollBar *bar = verticalScrollBar();
        bar->setValue(bar->value() + visualRect(m_anchor).top() - m_anchorTop);
    }
    m_anchor = QModelIndex();
    restoreEvents();
}

/// Makes the rows of the current and selected events current and selected again, without signals.
void EventsView::restoreEvents()
{
    m_isModelChanging = true;
    setAutoScroll(false);
    const int row = m_model.rowOf(m_current);
    if (row >= 0 && currentIndex().row() != row)
        selectionModel()->setCurrentIndex(m_model.index(row), QItemSelectionModel::NoUpdate);
    QItemSelection selection;
    for (const qint64 id : std::as_const(m_selected)) {
        const int selected = m_model.rowOf(id);
        if (selected >= 0 && !selectionModel()->isSelected(m_model.index(selected)))
            selection.select(m_model.index(selected), m_model.index(selected));
    }
    if (!selection.isEmpty())
        selectionModel()->select(selection, QItemSelectionModel::Select);
    setAutoScroll(true);
    m_isModelChanging = false;
}

/// With another filter, events that are not among its rows are no longer current or selected.
void EventsView::forgetHidden()
{
    const auto isHidden = [this](qint64 id) { return m_model.rowOf(id) < 0; };
    if (m_current != 0 && isHidden(m_current)) {
        m_current = 0;
        Q_EMIT currentEventChanged(0);
    }
    if (m_selected.removeIf(isHidden) > 0)
        Q_EMIT selectedEventsChanged(m_selected);
    verticalScrollBar()->setValue(0);
}

void EventsView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (m_isModelChanging)
        return;
    m_current = current.isValid() ? m_model.event(current.row()).id : 0;
    Q_EMIT currentEventChanged(m_current);
}

void EventsView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QListView::selectionChanged(selected, deselected);
    if (m_isModelChanging)
        return;
    m_selected.clear();
    for (const QModelIndex &index : selectionModel()->selectedIndexes())
        m_selected.append(m_model.event(index.row()).id);
    std::ranges::sort(m_selected);
    Q_EMIT selectedEventsChanged(m_selected);
}

void EventsView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    // Else a neighbouring row would become the current one.
    m_isModelChanging = true;
    if (currentIndex().row() >= first && currentIndex().row() <= last)
        selectionModel()->clearCurrentIndex();
    QListView::rowsAboutToBeRemoved(parent, first, last);
}

void EventsView::moveBy(int rows)
{
    if (m_model.rowCount() == 0)
        return;
    const int from = m_model.rowOf(m_current);
    const int row = from < 0 ? 0 : std::clamp(from + rows, 0, m_model.rowCount() - 1);
    selectionModel()->setCurrentIndex(m_model.index(row), QItemSelectionModel::ClearAndSelect);
    scrollTo(m_model.index(row));
}

void EventsView::moveTo(qint64 id)
{
    if (id == m_current)
        return;
    m_isModelChanging = true;
    selectionModel()->clear();
    m_current = id;
    m_selected = { id };
    restoreEvents();
    if (const int row = m_model.rowOf(id); row >= 0)
        scrollTo(m_model.index(row));
    Q_EMIT currentEventChanged(m_current);
    Q_EMIT selectedEventsChanged(m_selected);
}

void EventsView::goToHead()
{
    if (m_model.isAtHead()) {
        verticalScrollBar()->setValue(0);
        return;
    }
    m_model.setFollowing(true);
    m_model.readFromHead();
    verticalScrollBar()->setValue(0);
}

void EventsView::keyboardSearch(const QString &) {}

/// Letters are shortcuts of the window, so the list has no search by first letters.
void EventsView::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == Qt::NoModifier;
    const bool isText = !event->text().isEmpty() && event->text().front().isPrint();
    if (isPlain && isText)
        event->ignore();
    else if (event->key() == Qt::Key_Home && event->modifiers() == Qt::NoModifier && !m_model.isAtHead())
        goToHead();
    else
        QListView::keyPressEvent(event);
}

/// If the focus comes by the keyboard and nothing is selected, the first event is.
void EventsView::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason && m_selected.isEmpty())
        moveBy(0);
}

void EventsView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    readWhereNeeded();
}

void EventsView::readWhereNeeded()
{
    const QScrollBar *bar = verticalScrollBar();
    m_model.setFollowing(bar->value() == 0);
    if (m_isModelChanging)
        return;
    const int near = 2 * viewport()->height();
    if (bar->maximum() - bar->value() < near && m_model.canFetchMore({}))
        m_model.fetchMore({});
    if (bar->value() == 0 || (m_model.isTrimmedAbove() && bar->value() < near))
        m_model.readNewer();
}

} // namespace hookbot
