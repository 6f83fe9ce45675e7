#include "ui/tray/traymenu.h"

#include "ui/parts/symbols.h"
#include "ui/text/format.h"

#include <utility>

namespace hookbot {

namespace {

constexpr qsizetype MostInMenu = 12;
constexpr qsizetype LongestInMenu = 60;

/// A channel as the text of an action, with `&` escaped.
QString actionText(const QByteArray &channel)
{
    return visible(channelLabel(channel).toUtf8(), LongestInMenu).replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

TrayMenu::TrayMenu(QByteArray readyChannel, QWidget *parent) : QMenu(parent), m_readyChannel(std::move(readyChannel))
{
    QAction *open = addAction(programIcon(), tr("&Open hookbot"), this, &TrayMenu::openAsked);
    setDefaultAction(open);
    addSeparator();
    m_subUrls = addMenu(symbol(QStringLiteral("copy")), tr("Copy &subscribe URL"));
    m_pubUrls = addMenu(symbol(QStringLiteral("copy")), tr("Copy &publish URL"));
    m_testEvent = addAction(symbol(QStringLiteral("send")), tr("Send &test event"), this, &TrayMenu::testEventAsked);
    addSeparator();
    m_pause = addAction(QString(), this, [this] { Q_EMIT pauseAsked(!m_isPaused); });
    addAction(symbol(QStringLiteral("token")), tr("&New token\u2026"), this, &TrayMenu::newTokenAsked);
    addAction(symbol(QStringLiteral("settings")), tr("S&ettings\u2026"), this, &TrayMenu::settingsAsked);
    addSeparator();
    addAction(symbol(QStringLiteral("quit")), tr("&Quit"), this, &TrayMenu::quitAsked);
    connect(this, &QMenu::aboutToShow, this, [this] {
        list();
        m_isOpen = true;
    });
    connect(this, &QMenu::aboutToHide, this, [this] { m_isOpen = false; }); // triggered() comes after it
    setChannels({});
    setState(ServerStatus::State::Starting);
}

void TrayMenu::setChannels(const RecentChannels &channels)
{
    m_names = channels.names(MostInMenu);
    if (m_names.isEmpty())
        m_names.append(m_readyChannel);
    if (!m_isOpen || m_shown == QList{ m_readyChannel })
        list();
}

void TrayMenu::list()
{
    if (m_names == m_shown)
        return;
    m_shown = m_names;
    fill(*m_subUrls, m_names, &TrayMenu::subUrlAsked);
    fill(*m_pubUrls, m_names, &TrayMenu::pubUrlAsked);
}

void TrayMenu::fill(QMenu &menu, const QList<QByteArray> &channels, Ask ask)
{
    menu.clear();
    for (const QByteArray &channel : channels)
        menu.addAction(actionText(channel), this, [this, ask, channel] { Q_EMIT(this->*ask)(channel); });
}

void TrayMenu::setState(ServerStatus::State state)
{
    m_isPaused = state == ServerStatus::State::Paused;
    m_pause->setText(m_isPaused ? tr("&Resume") : tr("P&ause"));
    m_pause->setIcon(symbol(m_isPaused ? QStringLiteral("resume") : QStringLiteral("pause")));
    const bool isServing = state == ServerStatus::State::Serving;
    m_pause->setEnabled(isServing || m_isPaused);
    m_testEvent->setEnabled(isServing);
}

} // namespace hookbot
