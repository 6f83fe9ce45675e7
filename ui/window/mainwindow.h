#pragma once

#include "broker/monitor/monitor.h"

#include <QtWidgets/QMainWindow>

class QMenu;
class QSettings;

namespace hookbot {

class ChannelsPane;
class Program;
class ServerControl;
class DetailPane;
class EventsPane;
class MessageLine;
class NoticesBar;
class Panes;
class Replays;
class SideWindows;
class StatusLine;
class TestEvent;
class WelcomePane;
class WindowActions;

/// The window: connects the panes, the actions and the windows beside it. It does not close itself: it emits
/// closeAsked(). GUI thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// All of them outlive it. @p readyChannel is the channel to try while no other is chosen.
    MainWindow(Monitor &monitor, ServerControl &server, Program &program, QSettings &state, QByteArray readyChannel);
    ~MainWindow() override;

    /// What this and the windows beside it need from the Monitor, by what is on the screen now.
    [[nodiscard]] Monitor::Interests interests() const;

    [[nodiscard]] SideWindows &beside() { return *m_beside; }

    /// Whether it has the focus.
    [[nodiscard]] bool isWatched() const { return isVisible() && isActiveWindow(); }

    /// Shows it on top of other windows, also if it was minimised.
    void present();

    void openEvent(qint64 id);

    /// The channel to try: the one that is chosen, else the ready one.
    [[nodiscard]] QByteArray channelToTry() const;

    void saveState() const;

public Q_SLOTS:
    void showDone(const QString &text);
    void showFailure(const QString &text);

Q_SIGNALS:
    void closeAsked();
    void interestsChanged();
    void watchedChanged();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void joinPanes();
    void joinActions();
    void joinEventActions();
    void restoreState();
    void setStatus(const ServerStatus &status);
    void chooseChannel(const std::optional<QByteArray> &channel);
    void fillReplayTo();
    void replayTo(const QList<qint64> &events, qint64 listener);
    [[nodiscard]] QList<qint64> eventsToReplay() const;

    Monitor &m_monitor;
    ServerControl &m_server;
    Program &m_program;
    QSettings &m_state;
    const QByteArray m_readyChannel;
    QList<ListenerStatus> m_listenersNow;
    bool m_hasEvent = false; ///< there is a current event

    std::unique_ptr<WindowActions> m_actions;
    StatusLine *m_statusLine;
    NoticesBar *m_notices;
    ChannelsPane *m_channels;
    EventsPane *m_events;
    DetailPane *m_detail;
    WelcomePane *m_welcome;
    Panes *m_panes;
    MessageLine *m_message;
    Replays *m_replays;
    TestEvent *m_testEvent;
    SideWindows *m_beside;
};

} // namespace hookbot
