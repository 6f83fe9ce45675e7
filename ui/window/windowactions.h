#pragma once

#include <QtCore/QList>

class QAction;
class QKeySequence;
class QMenu;
class QMenuBar;
class QString;
class QWidget;

namespace hookbot {

/// All actions of the window, with their names and shortcuts, in the menus of a menu bar, which owns them. What they do
/// is connected elsewhere. GUI thread.
class WindowActions
{
public:
    explicit WindowActions(QMenuBar &bar);

    /// Enables the actions on an event if there is a current one.
    void setHasEvent(bool hasEvent);

    void setPaused(bool isPaused, bool canChange);

    QList<QMenu *> menus; ///< in the order of the bar

    QAction *newToken;
    QAction *pause;
    QAction *testEvent;
    QAction *settings;
    QAction *closeWindow;
    QAction *quit;

    QAction *showChannels; ///< this and the next two are checkable
    QAction *showEvents;
    QAction *showDetail;
    QAction *listeners;
    QAction *searchEvents;
    QAction *searchChannels;
    QAction *findInBody;

    QAction *next;
    QAction *previous;
    QAction *open;    ///< the shortcuts of this and the next one work in the list of events only
    QAction *preview; ///< shows the detail beside the list
    QAction *replay;  ///< the shortcuts of this and of edit work in the list of events and in the detail only
    QMenu *replayTo;  ///< filled when it is about to show
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
