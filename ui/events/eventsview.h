#pragma once

#include "ui/events/eventsmodel.h"

#include <QtWidgets/QListView>

namespace hookbot {

/// The rows of an EventsModel. The rows in sight stay where they are while the model inserts or removes others, and the
/// current and selected events remain so even while they are not rows.
class EventsView final : public QListView
{
    Q_OBJECT

public:
    /// @p model outlives it.
    explicit EventsView(EventsModel &model, QWidget *parent = nullptr);

    /// Zero: none.
    [[nodiscard]] qint64 currentEvent() const { return m_current; }

    /// In the order of the log.
    [[nodiscard]] QList<qint64> selectedEvents() const { return m_selected; }

    /// Moves to the row @p rows below the current one, or above it if negative; to the first if there is no current
    /// one.
    void moveBy(int rows);

    /// Moves to this event, as soon as it is a row; also if the filter excludes it.
    void moveTo(qint64 id);

    /// Scrolls to the newest event. The current and selected ones do not change.
    void goToHead();

    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    void currentEventChanged(qint64 id);
    void selectedEventsChanged(const QList<qint64> &ids);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void keepPlace();
    void returnToPlace();
    void restoreEvents();
    void forgetHidden();
    void readWhereNeeded();

    EventsModel &m_model;
    qint64 m_current = 0;
    QList<qint64> m_selected;
    bool m_isModelChanging = false;
    QPersistentModelIndex m_anchor; ///< the first row in sight, while the model changes
    int m_anchorTop = 0;            ///< pixels
};

} // namespace hookbot
