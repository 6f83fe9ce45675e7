#pragma once

#include "broker/monitor/monitor.h"
#include "ui/program/desktop.h"

#include <QtWidgets/QDialog>

class QDialogButtonBox;
class QScrollArea;

namespace hookbot {

class Note;
class SettingsPage;

/// All preferences on one page. Nothing changes before Apply or OK.
class SettingsWindow : public QDialog
{
    Q_OBJECT

public:
    /// Both outlive it.
    SettingsWindow(Desktop &desktop, Monitor &monitor, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void apply(bool closesAfter);
    void askLoss(const QString &loss, bool closesAfter);
    void applyNow(bool closesAfter);
    void applied(const QList<PreferenceFault> &faults, bool closesAfter);
    void judge();
    void showServer(const ServerStatus &status);
    void preferencesChanged(const Preferences &preferences);

    Desktop &m_desktop;
    Monitor &m_monitor;
    SettingsPage *m_page;
    QScrollArea *m_scroll;
    QDialogButtonBox *m_buttons;
    Note *m_server;       ///< why the server does not listen on the chosen address
    Preferences m_before; ///< the preferences when the page was filled
    bool m_isApplying = false;
};

} // namespace hookbot
