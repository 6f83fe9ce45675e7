#include "ui/window/mainwindow.h"

#include "ui/channels/channelspane.h"
#include "ui/detail/detailactions.h"
#include "ui/detail/detailpane.h"
#include "ui/events/eventspane.h"
#include "ui/health/healthline.h"
#include "ui/parts/screenfit.h"
#include "ui/parts/symbols.h"
#include "ui/program/program.h"
#include "ui/program/servercontrol.h"
#include "ui/replay/replays.h"
#include "ui/replay/testevent.h"
#include "ui/text/format.h"
#include "ui/welcome/welcomepane.h"
#include "ui/window/messageline.h"
#include "ui/window/noticesbar.h"
#include "ui/window/panes.h"
#include "ui/window/sidewindows.h"
#include "ui/window/statusline.h"
#include "ui/window/windowactions.h"

#include <QtCore/QSettings>
#include <QtGui/QCloseEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>

#include <algorithm>
#include <utility>

namespace hookbot {

namespace {

constexpr QSize FirstWindowSize(1240, 780);

QString windowGeometryKey()
{
    return QStringLiteral("window/geometry");
}

QString replayTargetLabel(const ListenerStatus &listener)
{
    constexpr qsizetype longest = 60;
    QString text = visible(listener.channel, longest) + QStringLiteral(" \u00b7 ") + visible(listener.remote, longest);
    if (!listener.program.isEmpty())
        text += QStringLiteral(" \u00b7 ") + visible(listener.program, longest);
    return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

MainWindow::MainWindow(Monitor &monitor, ServerControl &server, Program &program, QSettings &state,
                       QByteArray readyChannel)
    : m_monitor(monitor),
      m_server(server),
      m_program(program),
      m_state(state),
      m_readyChannel(std::move(readyChannel)),
      m_actions(std::make_unique<WindowActions>(*menuBar()))
{
    setWindowTitle(QStringLiteral("hookbot"));
    setWindowIcon(programIcon());
    build();
    joinPanes();
    joinActions();
    joinEventActions();
    connect(&m_monitor, &Monitor::statusChanged, this, &MainWindow::setStatus);
    connect(&m_monitor, &Monitor::listenersChanged, this,
            [this](const QList<ListenerStatus> &listeners) { m_listenersNow = listeners; });
    connect(&m_program, &Program::noticed, m_notices, &NoticesBar::add);
    for (const Notice &notice : m_program.notices())
        m_notices->add(notice);
    setStatus(m_monitor.status());
    chooseChannel(m_channels->currentChannel());
    restoreState();
    m_events->focusList();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    const WindowActions &actions = *m_actions;
    auto *middle = new QWidget(this);
    m_statusLine = new StatusLine({ actions.pause, actions.newToken, actions.listeners, actions.settings }, middle);
    m_notices = new NoticesBar(middle);
    m_channels = new ChannelsPane(m_monitor, m_program, middle);
    m_events = new EventsPane(m_monitor, middle);
    m_detail = new DetailPane(m_monitor, middle);
    m_welcome = new WelcomePane(m_monitor, m_events);
    m_events->setPlaceholder(m_welcome);
    m_panes = new Panes({ { m_channels, actions.showChannels, 220 },
                          { m_events, actions.showEvents, 520 },
                          { m_detail, actions.showDetail, 460 } },
                        middle);
    auto *health = new HealthLine(m_monitor, middle);
    m_message = new MessageLine(middle);
    m_message->setMargin(2 * fontMetrics().height() + health->sizeHint().height());
    m_replays = new Replays(m_monitor, this);
    m_testEvent = new TestEvent(m_monitor, this);
    m_beside = new SideWindows(m_monitor, m_server, m_program, actions.menus, this);
    connect(m_beside, &SideWindows::seenChanged, this, &MainWindow::interestsChanged);
    connect(m_beside, &SideWindows::copied, this, &MainWindow::showDone);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_statusLine);
    column->addWidget(m_notices);
    column->addWidget(m_panes, 1);
    column->addWidget(health);
    setCentralWidget(middle);
}

void MainWindow::joinPanes()
{
    connect(m_channels, &ChannelsPane::channelChosen, this, &MainWindow::chooseChannel);
    connect(m_channels, &ChannelsPane::newTokenAsked, m_beside, &SideWindows::openTokens);
    connect(m_channels, &ChannelsPane::copied, this, &MainWindow::showDone);
    connect(m_channels, &ChannelsPane::failed, this, &MainWindow::showFailure);
    connect(m_welcome, &WelcomePane::copied, this, &MainWindow::showDone);
    connect(m_welcome, &WelcomePane::testEventAsked, m_testEvent, &TestEvent::send);
    connect(m_testEvent, &TestEvent::done, this, &MainWindow::showDone);
    connect(m_testEvent, &TestEvent::failed, this, &MainWindow::showFailure);
    connect(m_events, &EventsPane::currentChanged, m_detail, &DetailPane::setEvent);
    connect(m_events, &EventsPane::currentChanged, this, [this](qint64 id) {
        m_actions->setHasEvent(id != 0);
        if (std::exchange(m_hasEvent, id != 0) != m_hasEvent)
            Q_EMIT interestsChanged();
    });
    connect(m_events, &EventsPane::activated, this, &MainWindow::openEvent);
    connect(m_detail, &DetailPane::replayAsked, m_replays, [this](qint64 id) { m_replays->replay({ id }); });
    connect(m_detail, &DetailPane::editAsked, m_replays, &Replays::edit);
    connect(m_detail, &DetailPane::replayToAsked, this,
            [this](qint64 id, qint64 listener) { replayTo({ id }, listener); });
    connect(m_detail, &DetailPane::done, this, &MainWindow::showDone);
    connect(m_detail, &DetailPane::failed, this, &MainWindow::showFailure);
    connect(m_replays, &Replays::done, this, &MainWindow::showDone);
    connect(m_replays, &Replays::failed, this, &MainWindow::showFailure);
    connect(m_statusLine, &StatusLine::retryAsked, &m_server, &ServerControl::retry);
}

void MainWindow::joinActions()
{
    const WindowActions &actions = *m_actions;
    connect(actions.newToken, &QAction::triggered, this, [this] { m_beside->openTokens({}); });
    connect(actions.pause, &QAction::triggered, this,
            [this] { m_monitor.setPaused(m_monitor.status().state != ServerStatus::State::Paused); });
    connect(actions.testEvent, &QAction::triggered, this, [this] { m_testEvent->send(channelToTry()); });
    connect(actions.settings, &QAction::triggered, m_beside, &SideWindows::openSettings);
    connect(actions.closeWindow, &QAction::triggered, this, &QWidget::close);
    connect(actions.quit, &QAction::triggered, &m_program, &Program::quit);
    connect(actions.listeners, &QAction::triggered, m_beside, &SideWindows::openListeners);
    connect(actions.searchChannels, &QAction::triggered, this, [this] {
        m_actions->showChannels->setChecked(true);
        m_channels->focusSearch();
    });
    connect(actions.copySubUrl, &QAction::triggered, m_channels, &ChannelsPane::copySubUrl);
    connect(actions.copyPubUrl, &QAction::triggered, m_channels, &ChannelsPane::copyPubUrl);
    connect(actions.newTokenHere, &QAction::triggered, this,
            [this] { m_beside->openTokens(m_channels->currentChannel().value_or(QByteArray())); });
    connect(actions.keys, &QAction::triggered, m_beside, &SideWindows::openKeys);
    connect(actions.about, &QAction::triggered, m_beside, &SideWindows::openAbout);
}

void MainWindow::joinEventActions()
{
    const WindowActions &actions = *m_actions;
    connect(actions.searchEvents, &QAction::triggered, this, [this] {
        m_actions->showEvents->setChecked(true);
        m_events->focusSearch();
    });
    connect(actions.findInBody, &QAction::triggered, this, [this] {
        m_actions->showDetail->setChecked(true);
        m_detail->focusFind();
    });
    connect(actions.next, &QAction::triggered, m_events, &EventsPane::selectNext);
    connect(actions.previous, &QAction::triggered, m_events, &EventsPane::selectPrevious);
    connect(actions.open, &QAction::triggered, this, [this] { openEvent(m_events->currentEvent()); });
    connect(actions.preview, &QAction::triggered, this, [this] { m_actions->showDetail->setChecked(true); });
    m_events->addActions({ actions.open, actions.preview, actions.replay, actions.edit });
    m_detail->addActions({ actions.replay, actions.edit });
    connect(actions.replay, &QAction::triggered, this, [this] { m_replays->replay(eventsToReplay()); });
    connect(actions.replayTo, &QMenu::aboutToShow, this, &MainWindow::fillReplayTo);
    connect(actions.edit, &QAction::triggered, this, [this] { m_replays->edit(m_events->currentEvent()); });
    connect(actions.copyAsCurl, &QAction::triggered, &m_detail->eventActions(), &DetailActions::copyAsCurl);
    connect(actions.saveBody, &QAction::triggered, &m_detail->eventActions(), &DetailActions::saveBody);
}

void MainWindow::setStatus(const ServerStatus &status)
{
    m_statusLine->setStatus(status);
    const bool isPaused = status.state == ServerStatus::State::Paused;
    m_actions->setPaused(isPaused, isPaused || status.state == ServerStatus::State::Serving);
}

void MainWindow::chooseChannel(const std::optional<QByteArray> &channel)
{
    m_events->showChannel(channel);
    m_welcome->setChannel(!channel || channel->isEmpty() ? QByteArray() : channelToTry());
}

QByteArray MainWindow::channelToTry() const
{
    const QByteArray channel = m_channels->currentChannel().value_or(QByteArray());
    return channel.isEmpty() || channel.endsWith('/') ? m_readyChannel : channel;
}

QList<qint64> MainWindow::eventsToReplay() const
{
    const QList<qint64> selected = m_events->selectedEvents();
    return selected.isEmpty() ? QList<qint64>{ m_events->currentEvent() } : selected;
}

void MainWindow::fillReplayTo()
{
    QMenu &menu = *m_actions->replayTo;
    menu.clear();
    for (const ListenerStatus &listener : std::as_const(m_listenersNow))
        menu.addAction(replayTargetLabel(listener), this, [this, id = listener.id] { replayTo(eventsToReplay(), id); });
    if (menu.isEmpty())
        menu.addAction(tr("No listeners connected"))->setEnabled(false);
}

void MainWindow::replayTo(const QList<qint64> &events, qint64 listener)
{
    const auto found = std::ranges::find(m_listenersNow, listener, &ListenerStatus::id);
    if (found == m_listenersNow.end())
        showFailure(tr("This listener has disconnected."));
    else
        m_replays->replayTo(events, *found);
}

void MainWindow::openEvent(qint64 id)
{
    if (id == 0)
        return;
    m_actions->showDetail->setChecked(true);
    m_events->select(id);
    m_detail->focusBody();
}

void MainWindow::present()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::showDone(const QString &text)
{
    m_message->showDone(text);
}

void MainWindow::showFailure(const QString &text)
{
    m_message->showFailure(text);
}

Monitor::Interests MainWindow::interests() const
{
    using Interest = Monitor::Interest;
    const bool isSeen = isVisible() && !isMinimized();
    Monitor::Interests interests;
    if (isSeen || m_beside->isSeen())
        interests = Interest::Channels | Interest::Arrivals;
    // The menu to replay an event to one listener lists all of them.
    interests.setFlag(Interest::Listeners, (isSeen && m_hasEvent) || m_beside->showsListeners());
    return interests;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    if (qApp->isSavingSession())
        return;
    event->ignore();
    Q_EMIT closeAsked();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        Q_EMIT interestsChanged();
    if (event->type() == QEvent::ActivationChange)
        Q_EMIT watchedChanged();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    Q_EMIT interestsChanged();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    Q_EMIT interestsChanged();
}

void MainWindow::saveState() const
{
    m_state.setValue(windowGeometryKey(), saveGeometry());
    m_panes->saveState(m_state);
    m_channels->saveState(m_state);
    m_events->saveState(m_state);
    m_detail->saveState(m_state);
}

void MainWindow::restoreState()
{
    if (!restoreGeometry(m_state.value(windowGeometryKey()).toByteArray()))
        resize(FirstWindowSize);
    fitToScreen(*this); // it may be another screen than the last time
    m_panes->restoreState(m_state);
    m_channels->restoreState(m_state);
    m_events->restoreState(m_state);
    m_detail->restoreState(m_state);
}

} // namespace hookbot
