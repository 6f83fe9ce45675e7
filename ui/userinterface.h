#pragma once

#include "broker/monitor/monitor.h"
#include "ui/tray/recentchannels.h"
#include "ui/window/appearance.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>

#include <memory>

class QSettings;

namespace hookbot {

class KeyGuard;
class MainWindow;
class Notifier;
class Program;
class ServerControl;
class TestEvent;
class TrayIcon;
class TrayMenu;

/// The tray icon, the window, and what connects them: which of them is shown when, what a hidden window still needs
/// from the Monitor, and what closing the window does. The window is made when it is first needed. GUI thread; one in a
/// program.
class UserInterface : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive it. @p state stores the sizes, columns and filters of the window.
    UserInterface(Monitor &monitor, ServerControl &server, Program &program, QSettings &state,
                  QObject *parent = nullptr);
    ~UserInterface() override;

    /// Shows the icon; also the window if this is the first start, or if no panel shows icons.
    void start(bool isFirstStart);

    void showWindow();

private:
    MainWindow &window();
    void makeTray();
    void toggleWindow();
    void closeWindow();
    void closeAs(WindowPreferences::WhenClosed choice);
    void takeArrivals(const Arrivals &arrivals);
    void takeChannels(const ChannelsChange &change);
    void setInterests();
    void setNews(bool isNew);
    void showOutcome(const QString &text, bool isTrouble);
    void copyUrl(const QByteArray &channel, QString Access::*url, const QString &done);

    Monitor &m_monitor;
    ServerControl &m_server;
    Program &m_program;
    QSettings &m_state;
    Appearance m_appearance;
    RecentChannels m_recent;
    std::unique_ptr<KeyGuard> m_keyGuard;
    std::unique_ptr<Notifier> m_notifier;
    std::unique_ptr<TrayMenu> m_menu; ///< before the icon that shows it
    std::unique_ptr<TrayIcon> m_tray;
    std::unique_ptr<MainWindow> m_window;
    TestEvent *m_testEvent;       ///< of the menu
    QElapsedTimer m_sinceWatched; ///< since the window lost the focus
    qint64 m_notified = 0;        ///< the event of the last notification
    bool m_wantsChannels = true;  ///< for the menu, until all channels were reported
    bool m_hasToldWhereItIs = false;
};

} // namespace hookbot
