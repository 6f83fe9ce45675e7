#include "ui/tray/trayicon.h"

#include "ui/text/statustext.h"

#include <QtWidgets/QMenu>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr auto PulseLength = 350ms;
constexpr auto BetweenLooksForPanel = 3s;

} // namespace

TrayIcon::TrayIcon(QMenu &menu, bool isPanelDark, QObject *parent)
    : QObject(parent),
      m_menu(menu),
      m_isPanelDark(isPanelDark)
{
    m_pulse.setSingleShot(true);
    m_pulse.setInterval(PulseLength);
    connect(&m_pulse, &QTimer::timeout, this, &TrayIcon::paint);
    m_look.setInterval(BetweenLooksForPanel);
    connect(&m_look, &QTimer::timeout, this, &TrayIcon::lookForPanel);
    make();
}

TrayIcon::~TrayIcon() = default;

// Qt decides when it makes an icon how to show it: over D-Bus, or embedded. An icon made without a panel therefore does
// not work with a panel that starts later. An icon that was shown once is shown by later panels too.
void TrayIcon::make()
{
    m_icon = std::make_unique<QSystemTrayIcon>();
    m_icon->setContextMenu(&m_menu);
    connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger)
            Q_EMIT clicked();
    });
    connect(m_icon.get(), &QSystemTrayIcon::messageClicked, this, &TrayIcon::notificationClicked);
    paint();
}

void TrayIcon::show()
{
    m_icon->show();
    if (!isPanelThere())
        m_look.start();
}

void TrayIcon::lookForPanel()
{
    if (!isPanelThere())
        return;
    m_look.stop();
    make();
    m_icon->show();
    Q_EMIT panelCame();
}

void TrayIcon::setStatus(const ServerStatus &status)
{
    m_status = status;
    paint();
}

void TrayIcon::setNews(bool isNew)
{
    m_isNew = isNew;
    paint();
}

void TrayIcon::pulse()
{
    if (m_pulse.isActive())
        return;
    m_pulse.start();
    paint();
}

void TrayIcon::notify(const QString &title, const QString &text, bool isTrouble)
{
    if (isPanelThere())
        m_icon->showMessage(title, text, isTrouble ? QSystemTrayIcon::Warning : QSystemTrayIcon::NoIcon);
}

TrayState TrayIcon::state() const
{
    if (m_status.state == ServerStatus::State::Failed || m_status.health.state == Health::State::Unwell)
        return TrayState::Trouble;
    if (m_status.state == ServerStatus::State::Paused)
        return TrayState::Paused;
    return m_isNew ? TrayState::New : TrayState::Serving;
}

QString TrayIcon::toolTip() const
{
    return m_icon->toolTip();
}

void TrayIcon::paint()
{
    m_icon->setIcon(trayImage(state(), isPulsing(), m_isPanelDark));
    QStringList lines{ QStringLiteral("hookbot"), stateText(m_status), countsText(m_status) };
    if (m_status.health.state == Health::State::Unwell)
        lines.append(m_status.health.reason);
    if (m_isNew)
        lines.append(tr("New events"));
    lines.removeAll(QString());
    m_icon->setToolTip(lines.join(QLatin1Char('\n')));
}

} // namespace hookbot
