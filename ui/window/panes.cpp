#include "ui/window/panes.h"

#include <QtCore/QSettings>
#include <QtGui/QAction>

#include <algorithm>

namespace hookbot {

namespace {

QString paneWidthsKey()
{
    return QStringLiteral("panes/widths");
}

QString paneShownKey(const QAction &action)
{
    return QStringLiteral("panes/") + action.objectName();
}

} // namespace

Panes::Panes(const QList<Pane> &panes, QWidget *parent) : QSplitter(Qt::Horizontal, parent), m_panes(panes)
{
    setChildrenCollapsible(false);
    QList<int> widths;
    for (const Pane &pane : m_panes) {
        addWidget(pane.widget);
        widths.append(pane.share);
        connect(pane.action, &QAction::toggled, this, [this, pane](bool isShown) { show(pane, isShown); });
    }
    for (int index = 0; index < count(); ++index)
        setStretchFactor(index, m_panes[index].share);
    setSizes(widths);
}

void Panes::show(const Pane &pane, bool isShown)
{
    if (!isShown && std::ranges::none_of(m_panes, [](const Pane &each) { return each.action->isChecked(); })) {
        pane.action->setChecked(true);
        return;
    }
    pane.widget->setVisible(isShown);
}

void Panes::saveState(QSettings &state) const
{
    state.setValue(paneWidthsKey(), QSplitter::saveState());
    for (const Pane &pane : m_panes)
        state.setValue(paneShownKey(*pane.action), pane.action->isChecked());
}

void Panes::restoreState(const QSettings &state)
{
    QSplitter::restoreState(state.value(paneWidthsKey()).toByteArray());
    for (const Pane &pane : m_panes)
        pane.action->setChecked(state.value(paneShownKey(*pane.action), true).toBool());
}

} // namespace hookbot
