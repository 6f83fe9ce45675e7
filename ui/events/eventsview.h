#pragma once

#include "ui/events/eventsmodel.h"

#include <QtWidgets/QListView>

namespace hookbot {

/// The rows of an EventsModel. What is looked at stays where it is, whatever the model inserts above or forgets, and
/// the current and the selected events stay so, even while they are no rows.
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

    /// To the row @p rows below the current one, or above; the first where there is none.
    void moveBy(int rows);

    /// To this event, now or as soon as its row is there; also where a filter leaves it out.
    void moveTo(qint64 id);

    /// To the newest event. Current and selected ones stay so.
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
    QPersistentModelIndex m_anchor; ///< the first row that is seen, while the model changes
    int m_anchorTop = 0;            ///< pixels
};

} // namespace hookbot
