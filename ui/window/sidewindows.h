#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>

class QMenu;
class QWidget;

namespace hookbot {

class Program;
class ServerControl;
class ListenersWindow;
class Monitor;
class SettingsWindow;
class TokensWindow;

/// The windows beside the main one. Each is made when it is first needed, and kept. GUI thread.
class SideWindows : public QObject
{
    Q_OBJECT

public:
    /// @p menus have the shortcuts to list. @p window is the parent of the windows, and owns this.
    SideWindows(Monitor &monitor, ServerControl &server, Program &program, const QList<QMenu *> &menus,
                QWidget *window);

    /// Whether one of these windows is on the screen.
    [[nodiscard]] bool isSeen() const;

    /// Whether the list of listeners is on the screen.
    [[nodiscard]] bool showsListeners() const;

    bool eventFilter(QObject *watched, QEvent *event) override;

public Q_SLOTS:
    /// Empty: keeps the channel that is there.
    void openTokens(const QByteArray &channel);
    void openListeners();
    void openSettings();
    void openKeys();
    void openAbout();

Q_SIGNALS:
    void seenChanged();
    void copied(const QString &what);

private:
    void present(QWidget *window);

    Monitor &m_monitor;
    ServerControl &m_server;
    Program &m_program;
    const QList<QMenu *> m_menus;
    QWidget *m_window;
    ListenersWindow *m_listeners = nullptr;
    TokensWindow *m_tokens = nullptr;
    SettingsWindow *m_settings = nullptr;
};

} // namespace hookbot
