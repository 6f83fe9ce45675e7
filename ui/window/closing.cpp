#include "ui/window/closing.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include <utility>

namespace hookbot {

namespace {

struct ClosingText
{
    Q_DECLARE_TR_FUNCTIONS(Closing)
};

} // namespace

Closing closingOf(WindowPreferences::WhenClosed choice, bool isPanelThere)
{
    switch (choice) {
    case WindowPreferences::WhenClosed::Quit:
        return Closing::Quit;
    case WindowPreferences::WhenClosed::KeepRunning:
        return isPanelThere ? Closing::Hide : Closing::Tell;
    case WindowPreferences::WhenClosed::Ask:
        break;
    }
    return Closing::Ask;
}

void askWhenClosed(QWidget *window, bool isPanelThere, std::function<void(WindowPreferences::WhenClosed)> done)
{
    auto *box =
        new QMessageBox(QMessageBox::Question, ClosingText::tr("Close the window"),
                        ClosingText::tr("Keep hookbot running without its window?"), QMessageBox::Cancel, window);
    box->setObjectName(QStringLiteral("whenClosed"));
    box->setInformativeText(
        isPanelThere
            ? ClosingText::tr("Events are received only while hookbot is running. Its icon stays in the panel. You can "
                              "change this in Settings.")
            : ClosingText::tr("Events are received only while hookbot is running. This desktop shows no tray icons: to "
                              "open the window again, start hookbot again. You can change this in Settings."));
    QAbstractButton *keep = box->addButton(ClosingText::tr("&Keep running"), QMessageBox::AcceptRole);
    QAbstractButton *quit = box->addButton(ClosingText::tr("&Quit"), QMessageBox::DestructiveRole);
    keep->setObjectName(QStringLiteral("keepRunning"));
    quit->setObjectName(QStringLiteral("quit"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(box, &QMessageBox::buttonClicked, box,
                     [keep, quit, done = std::move(done)](const QAbstractButton *button) {
                         if (button == keep)
                             done(WindowPreferences::WhenClosed::KeepRunning);
                         else if (button == quit)
                             done(WindowPreferences::WhenClosed::Quit);
                     });
    box->open();
}

void tellWhereItIs(const QString &address)
{
    const QString text = address.isEmpty() ? ClosingText::tr("hookbot is still running, without its window.")
                                           : ClosingText::tr("hookbot is still running on %1.").arg(address);
    auto *box = new QMessageBox(QMessageBox::Information, QStringLiteral("hookbot"), text, QMessageBox::Ok);
    box->setObjectName(QStringLiteral("whereItIs"));
    box->setInformativeText(ClosingText::tr("To open the window again, start hookbot again."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setModal(false);
    box->show();
}

} // namespace hookbot
