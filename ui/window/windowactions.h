#pragma once

#include <QtCore/QList>

class QAction;
class QKeySequence;
class QMenu;
class QMenuBar;
class QString;
class QWidget;

namespace hookbot {

/// All that can be done in the window, with its names and keys, in the menus of a menu bar. What they do is joined to
/// them elsewhere. The menu bar owns them. GUI thread.
class WindowActions
{
public:
    explicit WindowActions(QMenuBar &bar);

    /// Nothing can be done to an event where there is none.
    void setHasEvent(bool hasEvent);

    void setPaused(bool isPaused, bool canChange);

    QList<QMenu *> menus; ///< as they stand in the bar

    QAction *newToken;
    QAction *pause;
    QAction *testEvent;
    QAction *settings;
    QAction *closeWindow;
    QAction *quit;

    QAction *showChannels; ///< these three are checked or not
    QAction *showEvents;
    QAction *showDetail;
    QAction *listeners;
    QAction *searchEvents;
    QAction *searchChannels;
    QAction *findInBody;

    QAction *next;
    QAction *previous;
    QAction *open;    ///< this and the next one by key only where the list of events has the focus
    QAction *preview; ///< shows or hides the detail beside the list
    QAction *replay;
    QMenu *replayTo; ///< filled when it is about to show
    QAction *edit;
    QAction *copyAsCurl;
    QAction *saveBody;

    QAction *copySubUrl;
    QAction *copyPubUrl;
    QAction *newTokenHere;

    QAction *keys;
    QAction *about;

private:
    [[nodiscard]] static QAction *add(QMenu &menu, const char *name, const char *symbolName, const QString &text,
                                      const QKeySequence &key);
    [[nodiscard]] QMenu *addMenu(const QString &title);

    QMenuBar &m_bar;
};

} // namespace hookbot
