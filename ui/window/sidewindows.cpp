#include "ui/window/sidewindows.h"

#include "ui/listeners/listenerswindow.h"
#include "ui/parts/symbols.h"
#include "ui/settings/settingswindow.h"
#include "ui/tokens/tokenswindow.h"
#include "ui/window/keyslist.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtWidgets/QMessageBox>

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

bool isOnScreen(const QWidget *window)
{
    return window && window->isVisible() && !window->isMinimized();
}

} // namespace

SideWindows::SideWindows(Monitor &monitor, ServerControl &server, Program &program, const QList<QMenu *> &menus,
                         QWidget *window)
    : QObject(window),
      m_monitor(monitor),
      m_server(server),
      m_program(program),
      m_menus(menus),
      m_window(window)
{
}

bool SideWindows::isSeen() const
{
    const std::array<const QWidget *, 3> windows{ m_listeners, m_tokens, m_settings };
    return std::ranges::any_of(windows, isOnScreen);
}

bool SideWindows::showsListeners() const
{
    return isOnScreen(m_listeners);
}

bool SideWindows::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (type == QEvent::Show || type == QEvent::Hide || type == QEvent::WindowStateChange)
        Q_EMIT seenChanged();
    return QObject::eventFilter(watched, event);
}

void SideWindows::openTokens(const QByteArray &channel)
{
    if (!m_tokens) {
        m_tokens = new TokensWindow(m_monitor, m_window);
        connect(m_tokens, &TokensWindow::copied, this, &SideWindows::copied);
    }
    if (!channel.isEmpty())
        m_tokens->setChannel(channel);
    present(m_tokens);
}

void SideWindows::openListeners()
{
    if (!m_listeners)
        m_listeners = new ListenersWindow(m_monitor, m_window);
    present(m_listeners);
}

void SideWindows::openSettings()
{
    if (!m_settings)
        m_settings = new SettingsWindow(m_server, m_program, m_monitor, m_window);
    present(m_settings);
}

void SideWindows::openKeys()
{
    auto *keys = new KeysList(m_menus, m_window);
    keys->setAttribute(Qt::WA_DeleteOnClose);
    keys->show();
}

void SideWindows::openAbout()
{
    auto *about = new QMessageBox(QMessageBox::NoIcon, tr("About hookbot"),
                                  QStringLiteral("hookbot %1").arg(QCoreApplication::applicationVersion()),
                                  QMessageBox::Close, m_window);
    about->setIconPixmap(programIcon().pixmap(QSize(64, 64), about->devicePixelRatio()));
    about->setInformativeText(tr("A webhook relay that forgets nothing."));
    about->setAttribute(Qt::WA_DeleteOnClose);
    about->open();
}

void SideWindows::present(QWidget *window)
{
    if (!window->isWindow())
        window->setWindowFlag(Qt::Window);
    window->installEventFilter(this); // installing it twice has no effect
    window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
    window->show();
    window->raise();
    window->activateWindow();
}

} // namespace hookbot
