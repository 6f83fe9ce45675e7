#pragma once

#include "ui/tray/recentchannels.h"

#include <QtWidgets/QMenu>

namespace hookbot {

/// The menu of the icon. It only says what was chosen. GUI thread.
class TrayMenu : public QMenu
{
    Q_OBJECT

public:
    /// @p readyChannel is there to copy from as long as there is no other.
    explicit TrayMenu(QByteArray readyChannel, QWidget *parent = nullptr);

    /// The lists of URLs. They stay as they are while the menu is open, so that none moves under a pointer; but for the
    /// one that is there before anything is known.
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
    QList<QByteArray> m_names; ///< that are to be listed
    QList<QByteArray> m_shown; ///< that are
    bool m_isOpen = false;
    bool m_isPaused = false;
};

} // namespace hookbot
