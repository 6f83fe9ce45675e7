#pragma once

#include "broker/monitor/monitor.h"
#include "ui/program/program.h"
#include "ui/program/servercontrol.h"

#include <QtWidgets/QDialog>

class QDialogButtonBox;
class QScrollArea;

namespace hookbot {

class Note;
class SettingsPage;

/// All settings and preferences on one page. Nothing changes before Apply or OK.
class SettingsWindow : public QDialog
{
    Q_OBJECT

public:
    /// All of them must outlive it.
    SettingsWindow(ServerControl &server, Program &program, Monitor &monitor, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void readBack();
    void apply(bool closesAfter);
    void askLoss(const QString &loss, bool closesAfter);
    void applyNow(bool closesAfter);
    void applied(const QList<PreferenceFault> &faults, bool closesAfter);
    void judge();
    void showServer(const ServerStatus &status);
    void showChanges();
    [[nodiscard]] bool isEdited() const;

    ServerControl &m_server;
    Program &m_program;
    Monitor &m_monitor;
    SettingsPage *m_page;
    QScrollArea *m_scroll;
    QDialogButtonBox *m_buttons;
    Note *m_failure;                 ///< why the server does not run with these settings
    ServerSettings m_settings;       ///< what the page began with
    WindowPreferences m_preferences; ///< likewise
    bool m_isApplying = false;
};

} // namespace hookbot
