#pragma once

#include "ui/tray/recentchannels.h"

#include <QtWidgets/QMenu>

namespace hookbot {

/// The menu of the icon. It only emits signals. GUI thread.
class TrayMenu : public QMenu
{
    Q_OBJECT

public:
    /// @p readyChannel is listed while there is no other channel.
    explicit TrayMenu(QByteArray readyChannel, QWidget *parent = nullptr);

    /// Fills the lists of URLs. While the menu is open they do not change, so that nothing moves under the pointer,
    /// unless only the ready channel is listed.
    void setChannels(const RecentChannels &channels);
    void setState(ServerStatus::State state);

Q_SIGNALS:
    void openAsked();
    void subUrlAsked(const QByteArray &channel);
    void pubUrlAsked(const QByteArray &channel);
    void testEventAsked();
    void pauseAsked(bool isPaused);
    void newTokenAsked();
    void settingsAsked();
    void quitAsked();

private:
    using Ask = void (TrayMenu::*)(const QByteArray &);

    void list();
    void fill(QMenu &menu, const QList<QByteArray> &channels, Ask ask);

    QByteArray m_readyChannel;
    QMenu *m_subUrls;
    QMenu *m_pubUrls;
    QAction *m_testEvent;
    QAction *m_pause;
    QList<QByteArray> m_names; ///< to be listed
    QList<QByteArray> m_shown; ///< listed now
    bool m_isOpen = false;
    bool m_isPaused = false;
};

} // namespace hookbot
