#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QSettings;
class QStackedLayout;
class QTabWidget;

namespace hookbot {

class BodyPane;
class DiffPane;
class PairsView;

/// The right of the window: all of one event, and what can be done with it.
class DetailPane final : public QWidget
{
    Q_OBJECT

public:
    /// @p monitor outlives it.
    explicit DetailPane(Monitor &monitor, QWidget *parent = nullptr);

    /// Zero: none.
    void setEvent(qint64 id);

    /// What is looked at of the event; of one that is still awaited, as soon as it is there.
    void focusBody();
    void focusFind();
    void copyAsCurl();
    void saveBody();

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);

Q_SIGNALS:
    void replayAsked(qint64 id);
    void editAsked(qint64 id);
    void replayToAsked(qint64 id, qint64 listener);
    /// Something was done, or could not be.
    void done(const QString &message);
    void failed(const QString &message);

private:
    QWidget *makeEventPage();
    QWidget *makeButtons(QWidget *page);
    void ask();
    void showEventDetail(const std::optional<EventDetail> &event);
    void showHead();
    void showDiffIfSeen();
    void fillReplayMenu();
    void copy(const QString &text, const QString &message);
    void copyBody();
    void write(const QString &path, const QByteArray &body);
    [[nodiscard]] QString bodyFileName() const;

    Monitor &m_monitor;
    QList<ListenerStatus> m_listeners;
    qint64 m_wanted = 0;
    bool m_isAsking = false;   ///< one answer at a time, which may be large
    bool m_takesFocus = false; ///< once the event is there
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
    QMenu *m_replayMenu;
};

} // namespace hookbot
