#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QWidget>

class QLabel;
class QSettings;
class QStackedLayout;
class QTabWidget;

namespace hookbot {

class BodyPane;
class DetailActions;
class DiffPane;
class PairsView;

/// The right of the window: everything about one event, and the actions on it.
class DetailPane final : public QWidget
{
    Q_OBJECT

public:
    /// @p monitor outlives it.
    explicit DetailPane(Monitor &monitor, QWidget *parent = nullptr);

    /// Zero: no event.
    void setEvent(qint64 id);

    /// Focuses what is shown of the event, as soon as the event has been read.
    void focusBody();
    void focusFind();
    [[nodiscard]] DetailActions &eventActions() { return *m_actions; }

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

Q_SIGNALS:
    void replayAsked(qint64 id);
    void editAsked(qint64 id);
    void replayToAsked(qint64 id, qint64 listener);
    /// An action succeeded, or failed.
    void done(const QString &message);
    void failed(const QString &message);

private:
    QWidget *makeEventPage();
    void ask();
    void showEventDetail(const std::optional<EventDetail> &event);
    void showHead();
    void showDiffIfSeen();
    void copyHeaders();

    Monitor &m_monitor;
    qint64 m_wanted = 0;
    bool m_isAsking = false;   ///< one answer at a time, which may be large
    bool m_takesFocus = false; ///< once the event was read
    std::optional<EventDetail> m_event;
    QStackedLayout *m_pages;
    QLabel *m_nothing;
    QLabel *m_kind;
    QLabel *m_channel;
    QLabel *m_facts;
    QTabWidget *m_tabs;
    BodyPane *m_body;
    PairsView *m_headers;
    DiffPane *m_diff;
    DetailActions *m_actions;
};

} // namespace hookbot
