#pragma once

#include <QtWidgets/QSplitter>

class QAction;
class QSettings;

namespace hookbot {

/// The panes side by side. Each can be hidden by its action, but not the last. GUI thread.
class Panes : public QSplitter
{
    Q_OBJECT

public:
    struct Pane
    {
        QWidget *widget;
        QAction *action; ///< checked: it is shown
        int share;       ///< of the width, at first
    };

    explicit Panes(const QList<Pane> &panes, QWidget *parent = nullptr);

    void saveState(QSettings &state) const;
    void restoreState(const QSettings &state);

private:
    void show(const Pane &pane, bool isShown);

    QList<Pane> m_panes;
};

} // namespace hookbot
