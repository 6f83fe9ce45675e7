#include "ui/settings/settingswindow.h"

#include "ui/parts/notes.h"
#include "ui/parts/screenfit.h"
#include "ui/settings/retentionloss.h"
#include "ui/settings/settingspage.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtGui/QShowEvent>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace hookbot {

SettingsWindow::SettingsWindow(ServerControl &server, Program &program, Monitor &monitor, QWidget *parent)
    : QDialog(parent),
      m_server(server),
      m_program(program),
      m_monitor(monitor),
      m_page(new SettingsPage(server, this)),
      m_scroll(new QScrollArea(this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Apply, this)),
      m_failure(new Note(Tone::Bad, this))
{
    layOut();
    readBack();
    m_page->setShown(m_settings, m_preferences);
    judge();
    showServer(m_monitor.status());
    connect(m_page, &SettingsPage::changed, this, &SettingsWindow::judge);
    connect(m_buttons, &QDialogButtonBox::accepted, this, [this] { apply(true); });
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_buttons->button(QDialogButtonBox::Apply), &QPushButton::clicked, this, [this] { apply(false); });
    connect(&m_server, &ServerControl::settingsChanged, this, &SettingsWindow::showChanges);
    connect(&m_program, &Program::preferencesChanged, this, &SettingsWindow::showChanges);
    connect(&m_monitor, &Monitor::statusChanged, this, &SettingsWindow::showServer);
}

void SettingsWindow::layOut()
{
    setWindowTitle(tr("Settings"));
    m_scroll->setWidget(m_page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_failure);
    layout->addWidget(m_buttons);
    resize(fontMetrics().averageCharWidth() * 104, fontMetrics().height() * 56);
    fitToScreen(*this);
}

void SettingsWindow::showEvent(QShowEvent *event)
{
    if (!event->spontaneous()) {
        readBack();
        m_page->setShown(m_settings, m_preferences);
        m_page->concealKey();
        judge();
    }
    QDialog::showEvent(event);
}

void SettingsWindow::apply(bool closesAfter)
{
    const auto retained = [](const ServerSettings &settings) {
        return Retained{ settings.keepEvents, settings.keepBytes, settings.keepFor };
    };
    const QString loss = retentionLoss(retained(m_settings), retained(m_page->settings()), m_monitor.status().log,
                                       std::chrono::system_clock::now());
    if (loss.isEmpty())
        applyNow(closesAfter);
    else
        askLoss(loss, closesAfter);
}

void SettingsWindow::askLoss(const QString &loss, bool closesAfter)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Settings"), tr("Delete events?"), QMessageBox::Cancel, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(loss);
    box->setDefaultButton(QMessageBox::Cancel);
    QPushButton *yes = box->addButton(tr("Delete events"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("deleteEvents"));
    connect(yes, &QPushButton::clicked, this, [this, closesAfter] { applyNow(closesAfter); });
    box->open();
}

void SettingsWindow::applyNow(bool closesAfter)
{
    m_isApplying = true;
    judge();
    const auto done = [window = QPointer(this), closesAfter](const QList<PreferenceFault> &faults) {
        if (window)
            window->applied(faults, closesAfter);
    };
    m_server.apply(m_page->settings(), [window = QPointer(this), preferences = m_page->preferences(),
                                        done](const QList<PreferenceFault> &faults) {
        if (!faults.isEmpty())
            done(faults);
        else if (window)
            window->m_program.apply(preferences, done);
    });
}

void SettingsWindow::applied(const QList<PreferenceFault> &faults, bool closesAfter)
{
    m_isApplying = false;
    if (faults.isEmpty())
        readBack();
    judge();
    if (QWidget *first = m_page->say(faults)) {
        // After the layout has made room for the messages.
        QTimer::singleShot(0, first, [this, first] { m_scroll->ensureWidgetVisible(first); });
        return;
    }
    if (closesAfter)
        accept();
}

void SettingsWindow::judge()
{
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!m_isApplying);
    m_buttons->button(QDialogButtonBox::Apply)->setEnabled(!m_isApplying && isEdited());
}

void SettingsWindow::showServer(const ServerStatus &status)
{
    m_failure->say(status.state == ServerStatus::State::Failed ? status.trouble : QString());
}

void SettingsWindow::readBack()
{
    m_settings = m_server.settings();
    m_preferences = m_program.preferences();
}

bool SettingsWindow::isEdited() const
{
    return m_page->settings() != m_settings || m_page->preferences() != m_preferences;
}

/// Another part of the program changed a setting. What a person has edited here is kept.
void SettingsWindow::showChanges()
{
    if (m_isApplying || isEdited())
        return;
    readBack();
    m_page->setShown(m_settings, m_preferences);
    judge();
}

} // namespace hookbot
