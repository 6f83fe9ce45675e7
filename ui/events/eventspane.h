#pragma once

#include "ui/events/eventsmodel.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QSettings;
class QStackedLayout;

namespace hookbot {

class EventFilterBar;
class EventsView;

/// The middle of the window: the log as a list, its filter, and a bar for new events that are not in the list yet.
class EventsPane final : public QWidget
{
    Q_OBJECT

public:
    /// @p monitor outlives it.
    explicit EventsPane(Monitor &monitor, QWidget *parent = nullptr);

    /// A channel, a prefix that ends in `/`, or nullopt for all events.
    void showChannel(const std::optional<QByteArray> &channel);

    void focusSearch();
    void focusList();
    void select(qint64 id);
    void selectNext();
    void selectPrevious();

    /// Zero: no event.
    [[nodiscard]] qint64 currentEvent() const;

    /// In the order of the log.
    [[nodiscard]] QList<qint64> selectedEvents() const;

    /// Shown if there are no events and no filter is set. The pane owns it.
    void setPlaceholder(QWidget *placeholder);

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

Q_SIGNALS:
    /// Zero: none.
    void currentChanged(qint64 id);
    void selectionChanged(const QList<qint64> &ids);
    /// Enter, or a double click.
    void activated(qint64 id);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeNothingFound();
    void applyFilter();
    void showState();
    void showUnseen();
    void placeUnseen();

    EventsModel m_model;
    std::optional<QByteArray> m_channel;
    EventFilterBar *m_filter;
    QWidget *m_stateLine;
    QLabel *m_state;
    QPushButton *m_stateAction; ///< Stop, Continue, Try again
    QWidget *m_body;
    QStackedLayout *m_pages;
    EventsView *m_view;
    QWidget *m_nothingFound;
    QWidget *m_placeholder;
    QPushButton *m_unseen; ///< `12 new`
    QTimer m_searchPause;
};

} // namespace hookbot
