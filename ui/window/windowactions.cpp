#include "ui/window/windowactions.h"

#include "ui/parts/symbols.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMenuBar>

namespace hookbot {

namespace {

struct ActionsText
{
    Q_DECLARE_TR_FUNCTIONS(WindowActions)
};

} // namespace

WindowActions::WindowActions(QMenuBar &bar) : m_bar(bar)
{
    QMenu &file = *addMenu(ActionsText::tr("&File"));
    newToken = add(file, "newToken", "token", ActionsText::tr("&New token\u2026"), Qt::Key_T);
    pause = add(file, "pause", "pause", ActionsText::tr("&Pause"), QKeyCombination(Qt::CTRL, Qt::Key_P));
    testEvent =
        add(file, "testEvent", "send", ActionsText::tr("Send &test event"), QKeyCombination(Qt::CTRL, Qt::Key_T));
    file.addSeparator();
    settings =
        add(file, "settings", "settings", ActionsText::tr("&Settings\u2026"), QKeyCombination(Qt::CTRL, Qt::Key_Comma));
    settings->setMenuRole(QAction::PreferencesRole);
    file.addSeparator();
    closeWindow =
        add(file, "closeWindow", "close", ActionsText::tr("&Close window"), QKeyCombination(Qt::CTRL, Qt::Key_W));
    quit = add(file, "quit", "quit", ActionsText::tr("&Quit hookbot"), QKeyCombination(Qt::CTRL, Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);

    QMenu &view = *addMenu(ActionsText::tr("&View"));
    showChannels = add(view, "showChannels", "", ActionsText::tr("&Channels"), QKeyCombination(Qt::CTRL, Qt::Key_1));
    showEvents = add(view, "showEvents", "", ActionsText::tr("&Events"), QKeyCombination(Qt::CTRL, Qt::Key_2));
    showDetail = add(view, "showDetail", "", ActionsText::tr("&Detail"), QKeyCombination(Qt::CTRL, Qt::Key_3));
    for (QAction *pane : { showChannels, showEvents, showDetail }) {
        pane->setCheckable(true);
        pane->setChecked(true);
    }
    view.addSeparator();
    listeners =
        add(view, "listeners", "listeners", ActionsText::tr("&Listeners"), QKeyCombination(Qt::CTRL, Qt::Key_L));
    view.addSeparator();
    searchEvents = add(view, "searchEvents", "search", ActionsText::tr("&Search events"), Qt::Key_Slash);
    searchChannels = add(view, "searchChannels", "search", ActionsText::tr("Search c&hannels"),
                         QKeyCombination(Qt::CTRL, Qt::Key_K));
    findInBody =
        add(view, "findInBody", "search", ActionsText::tr("&Find in body"), QKeyCombination(Qt::CTRL, Qt::Key_F));

    QMenu &event = *addMenu(ActionsText::tr("&Event"));
    next = add(event, "next", "", ActionsText::tr("&Next"), Qt::Key_J);
    previous = add(event, "previous", "", ActionsText::tr("&Previous"), Qt::Key_K);
    open = add(event, "open", "detail", ActionsText::tr("&Open"), Qt::Key_Return);
    open->setShortcuts({ QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter) });
    preview = add(event, "preview", "", ActionsText::tr("Pre&view"), Qt::Key_Space);
    for (QAction *inList : { open, preview })
        inList->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    event.addSeparator();
    replay = add(event, "replay", "replay", ActionsText::tr("&Replay"), Qt::Key_R);
    replayTo = event.addMenu(symbol(QStringLiteral("replay")), ActionsText::tr("Replay to &listener"));
    edit = add(event, "edit", "edit", ActionsText::tr("&Edit and replay\u2026"), Qt::Key_E);
    for (QAction *aboutEvent : { replay, edit })
        aboutEvent->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    event.addSeparator();
    copyAsCurl =
        add(event, "copyAsCurl", "copy", ActionsText::tr("&Copy as curl"), QKeyCombination(Qt::SHIFT, Qt::Key_C));
    saveBody =
        add(event, "saveBody", "save", ActionsText::tr("&Save body\u2026"), QKeyCombination(Qt::CTRL, Qt::Key_S));

    QMenu &channel = *addMenu(ActionsText::tr("&Channel"));
    copySubUrl = add(channel, "copySubUrl", "copy", ActionsText::tr("Copy &subscribe URL"), Qt::Key_C);
    copyPubUrl = add(channel, "copyPubUrl", "copy", ActionsText::tr("Copy &publish URL"), Qt::Key_U);
    newTokenHere = add(channel, "newTokenHere", "token", ActionsText::tr("&New token for this channel\u2026"),
                       QKeyCombination(Qt::SHIFT, Qt::Key_T));

    QMenu &help = *addMenu(ActionsText::tr("&Help"));
    keys = add(help, "keys", "keys", ActionsText::tr("&Keyboard shortcuts"), Qt::Key_Question);
    about = add(help, "about", "information", ActionsText::tr("&About hookbot"), {});
    about->setMenuRole(QAction::AboutRole);

    setHasEvent(false);
}

QMenu *WindowActions::addMenu(const QString &title)
{
    menus.append(m_bar.addMenu(title));
    return menus.last();
}

QAction *WindowActions::add(QMenu &menu, const char *name, const char *symbolName, const QString &text,
                            const QKeySequence &key)
{
    QAction *action = menu.addAction(symbol(QLatin1String(symbolName)), text);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(key);
    return action;
}

void WindowActions::setHasEvent(bool hasEvent)
{
    for (QAction *action : { open, replay, replayTo->menuAction(), edit, copyAsCurl, saveBody })
        action->setEnabled(hasEvent);
}

void WindowActions::setPaused(bool isPaused, bool canChange)
{
    pause->setText(isPaused ? ActionsText::tr("&Resume") : ActionsText::tr("&Pause"));
    pause->setIcon(symbol(isPaused ? QStringLiteral("resume") : QStringLiteral("pause")));
    pause->setEnabled(canChange);
    testEvent->setEnabled(canChange && !isPaused);
}

} // namespace hookbot
