#include "ui/userinterface.h"

#include "ui/program/program.h"
#include "ui/replay/testevent.h"
#include "ui/text/format.h"
#include "ui/text/lines.h"
#include "ui/tray/notifier.h"
#include "ui/tray/trayicon.h"
#include "ui/tray/traymenu.h"
#include "ui/window/closing.h"
#include "ui/window/keyguard.h"
#include "ui/window/mainwindow.h"
#include "ui/window/sidewindows.h"

#include <QtCore/QSettings>
#include <QtCore/QTimer>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

#include <utility>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

/// At login, a panel may start after hookbot.
constexpr auto PatienceForPanel = 1s;

constexpr auto LongestClick = 300ms;

/// The channel to try while there is no other.
QByteArray channelToTry()
{
    return QByteArrayLiteral("hello");
}

} // namespace

UserInterface::UserInterface(Monitor &monitor, ServerControl &server, Program &program, QSettings &state,
                             QObject *parent)
    : QObject(parent),
      m_monitor(monitor),
      m_server(server),
      m_program(program),
      m_state(state),
      m_keyGuard(std::make_unique<KeyGuard>()),
      m_notifier(std::make_unique<Notifier>(program, this)),
      m_testEvent(new TestEvent(monitor, this))
{
    QGuiApplication::setQuitOnLastWindowClosed(false);
    m_appearance.wear(m_program.preferences().theme);
    makeTray();
    connect(&m_monitor, &Monitor::statusChanged, this, [this](const ServerStatus &status) {
        m_tray->setStatus(status);
        m_menu->setState(status.state);
    });
    connect(&m_monitor, &Monitor::eventsArrived, this, &UserInterface::takeArrivals);
    connect(&m_monitor, &Monitor::channelsChanged, this, &UserInterface::takeChannels);
    connect(&m_program, &Program::raised, this, &UserInterface::showWindow);
    connect(&m_program, &Program::preferencesChanged, this, [this](const WindowPreferences &preferences) {
        m_appearance.wear(preferences.theme);
        setInterests();
    });
}

UserInterface::~UserInterface()
{
    if (!m_window)
        return;
    m_window->saveState();
    m_window->disconnect(this); // its destructor emits signals
}

void UserInterface::makeTray()
{
    m_menu = std::make_unique<TrayMenu>(channelToTry());
    m_menu->setState(m_monitor.status().state);
    connect(m_menu.get(), &TrayMenu::aboutToShow, this, [this] {
        m_wantsChannels = true;
        setInterests();
    });
    connect(m_menu.get(), &TrayMenu::openAsked, this, &UserInterface::showWindow);
    connect(m_menu.get(), &TrayMenu::subUrlAsked, this, [this](const QByteArray &channel) {
        copyUrl(channel, &Access::subscribeUrl, tr("Subscribe URL of %1 copied"));
    });
    connect(m_menu.get(), &TrayMenu::pubUrlAsked, this, [this](const QByteArray &channel) {
        copyUrl(channel, &Access::publishUrl, tr("Publish URL of %1 copied"));
    });
    connect(m_menu.get(), &TrayMenu::testEventAsked, this,
            [this] { m_testEvent->send(m_window ? m_window->channelToTry() : channelToTry()); });
    connect(m_testEvent, &TestEvent::done, this, [this](const QString &text) { showOutcome(text, false); });
    connect(m_testEvent, &TestEvent::failed, this, [this](const QString &text) { showOutcome(text, true); });
    connect(m_menu.get(), &TrayMenu::pauseAsked, &m_monitor, &Monitor::setPaused);
    connect(m_menu.get(), &TrayMenu::newTokenAsked, this, [this] { window().beside().openTokens({}); });
    connect(m_menu.get(), &TrayMenu::settingsAsked, this, [this] { window().beside().openSettings(); });
    connect(m_menu.get(), &TrayMenu::quitAsked, &m_program, &Program::quit);

    const bool isDark =
        isPanelDark(qgetenv("XDG_CURRENT_DESKTOP"), QGuiApplication::platformName(), m_appearance.systemPalette());
    m_tray = std::make_unique<TrayIcon>(*m_menu, isDark);
    m_tray->setStatus(m_monitor.status());
    connect(m_tray.get(), &TrayIcon::panelCame, this, &UserInterface::setInterests);
    connect(m_tray.get(), &TrayIcon::clicked, this, &UserInterface::toggleWindow);
    connect(m_tray.get(), &TrayIcon::notificationClicked, this, [this] {
        showWindow();
        window().openEvent(m_notified);
    });
    connect(m_notifier.get(), &Notifier::wanted, this,
            [this](const QString &title, const QString &text, qint64 event, bool isTrouble) {
                m_notified = event;
                m_tray->notify(title, text, isTrouble);
            });
}

void UserInterface::start(bool isFirstStart)
{
    m_tray->show();
    setInterests();
    if (isFirstStart) {
        showWindow();
        return;
    }
    if (TrayIcon::isPanelThere())
        return;
    QTimer::singleShot(PatienceForPanel, this, [this] {
        if (!TrayIcon::isPanelThere())
            showWindow();
    });
}

MainWindow &UserInterface::window()
{
    if (!m_window) {
        m_window = std::make_unique<MainWindow>(m_monitor, m_server, m_program, m_state, channelToTry());
        connect(m_window.get(), &MainWindow::closeAsked, this, &UserInterface::closeWindow);
        connect(m_window.get(), &MainWindow::interestsChanged, this, &UserInterface::setInterests);
        connect(m_window.get(), &MainWindow::watchedChanged, this, [this] {
            m_notifier->setWindowWatched(m_window->isWatched());
            if (m_window->isWatched())
                setNews(false);
            else
                m_sinceWatched.start();
        });
    }
    return *m_window;
}

void UserInterface::showWindow()
{
    window().present();
}

void UserInterface::toggleWindow()
{
    // Some panels take the focus before they report the click.
    const bool wasWatched =
        m_sinceWatched.isValid() && m_sinceWatched.elapsed() < std::chrono::milliseconds(LongestClick).count();
    if (m_window && (m_window->isWatched() || (m_window->isVisible() && wasWatched)))
        m_window->hide();
    else
        showWindow();
}

void UserInterface::closeWindow()
{
    switch (closingOf(m_program.preferences().whenClosed, TrayIcon::isPanelThere())) {
    case Closing::Hide:
        m_window->hide();
        break;
    case Closing::Tell:
        closeAs(WindowPreferences::WhenClosed::KeepRunning);
        break;
    case Closing::Quit:
        closeAs(WindowPreferences::WhenClosed::Quit);
        break;
    case Closing::Ask:
        askWhenClosed(m_window.get(), TrayIcon::isPanelThere(), [this](WindowPreferences::WhenClosed choice) {
            WindowPreferences preferences = m_program.preferences();
            preferences.whenClosed = choice;
            // If it cannot be stored, the question is asked again the next time.
            m_program.apply(preferences, [](const QList<PreferenceFault> &) {});
            m_hasToldWhereItIs = true; // the question explained it
            closeAs(choice);
        });
        break;
    }
}

void UserInterface::closeAs(WindowPreferences::WhenClosed choice)
{
    m_window->hide();
    if (choice == WindowPreferences::WhenClosed::Quit)
        m_program.quit();
    else if (!TrayIcon::isPanelThere() && !std::exchange(m_hasToldWhereItIs, true))
        tellWhereItIs(m_monitor.status().address);
}

void UserInterface::takeArrivals(const Arrivals &arrivals)
{
    if (arrivals.count == 0)
        return;
    m_recent.take(arrivals);
    m_menu->setChannels(m_recent);
    m_notifier->take(arrivals);
    m_tray->pulse();
    if (!m_window || !m_window->isWatched())
        setNews(true);
}

void UserInterface::takeChannels(const ChannelsChange &change)
{
    m_recent.take(change);
    m_menu->setChannels(m_recent);
    if (change.isAll && std::exchange(m_wantsChannels, false))
        setInterests();
}

void UserInterface::setInterests()
{
    Monitor::Interests interests = m_window ? m_window->interests() : Monitor::Interests();
    if (TrayIcon::isPanelThere()) {
        interests |= Monitor::Interest::Arrivals;
        interests.setFlag(Monitor::Interest::Channels,
                          m_wantsChannels || interests.testFlag(Monitor::Interest::Channels));
    }
    m_monitor.setInterests(interests);
}

void UserInterface::setNews(bool isNew)
{
    m_tray->setNews(isNew);
}

/// Shows it where the person is: in the window if it is visible, and in the panel unless the window has the focus.
void UserInterface::showOutcome(const QString &text, bool isTrouble)
{
    if (m_window && m_window->isVisible()) {
        if (isTrouble)
            m_window->showFailure(text);
        else
            m_window->showDone(text);
    }
    if (!m_window || !m_window->isWatched())
        m_notifier->notifyOutcome(text, isTrouble);
}

void UserInterface::copyUrl(const QByteArray &channel, QString Access::*url, const QString &done)
{
    m_monitor.makeAccess(accessRequestFor(channel), this, [this, channel, url, done](const Access &access) {
        if (!access.error.isEmpty()) {
            showWindow();
            window().showFailure(access.error);
            return;
        }
        QGuiApplication::clipboard()->setText(access.*url);
        if (m_window)
            m_window->showDone(done.arg(channelText(channel)));
    });
}

} // namespace hookbot
