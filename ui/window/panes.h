#pragma once

#include <QtWidgets/QSplitter>

class QAction;
class QSettings;

namespace hookbot {

/// The panes side by side. Each can be hidden by its action, except the last one. GUI thread.
class Panes : public QSplitter
{
    Q_OBJECT

public:
    struct Pane
    {
        QWidget *widget;
        QAction *action; ///< checked if the pane is shown
        int share;       ///< of the initial width
    };

    explicit Panes(const QList<Pane> &panes, QWidget *parent = nullptr);

    void saveState(QSettings &state) const;
    void restoreState(const QSettings &state);

private:
    void show(const Pane &pane, bool isShown);

    QList<Pane> m_panes;
};

} // namespace hookbot
