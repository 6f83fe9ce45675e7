#pragma once

#include "tests/support/fakedesktop.h"
#include "tests/support/fakemonitor.h"
#include "tests/ui/finding.h"
#include "ui/events/eventspane.h"
#include "ui/events/eventsview.h"
#include "ui/userinterface.h"
#include "ui/window/mainwindow.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>

namespace hookbot {

/// The program without a server, its window, and what a person finds there.
class WindowFixture : public QObject
{
protected:
    template<typename Widget>
    static Widget *topLevel()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (auto *found = qobject_cast<Widget *>(widget))
                return found;
        }
        return nullptr;
    }

    static EventDetail paidInvoice()
    {
        EventDetail event;
        event.summary.channel = "stripe/live";
        event.summary.kind = QStringLiteral("invoice.paid");
        event.summary.time = std::chrono::system_clock::now();
        event.body = "{}";
        return event;
    }

    /// The program without a server, and what a person finds in it.
    struct Program
    {
        QTemporaryDir folder;
        QSettings state{ folder.filePath(QStringLiteral("state.ini")), QSettings::IniFormat };
        FakeMonitor monitor;
        FakeServerControl server;
        FakeProgram desktop;
        std::unique_ptr<UserInterface> shown;

        Program()
        {
            monitor.now.state = ServerStatus::State::Serving;
            monitor.now.address = QStringLiteral("127.0.0.1:8080");
            for (int index = 0; index < 5; ++index)
                monitor.arrive(paidInvoice());
        }

        /// The window, with the events in its list and the focus on them.
        MainWindow &start()
        {
            shown = std::make_unique<UserInterface>(monitor, server, desktop, state);
            shown->start(true);
            MainWindow *window = find();
            if (!window)
                qFatal("the window is not there");
            return *window;
        }

        static MainWindow *find() { return topLevel<MainWindow>(); }
    };

    static QAction &action(const MainWindow &window, const char *name)
    {
        auto *action = window.findChild<QAction *>(QLatin1String(name));
        if (!action)
            qFatal("no action %s", name);
        return *action;
    }

    static EventsView *eventList(const MainWindow &window) { return window.findChild<EventsView *>(); }

    static QWidget *searchField(const MainWindow &window) { return named<QLineEdit>(window, "searchEvents"); }

    static void type(QWidget *widget, const QString &text) { QTest::keyClicks(widget, text); }

    /// Whatever has the focus, as a person at the keyboard has it.
    static QWidget *focus(const MainWindow &window)
    {
        return window.focusWidget() ? window.focusWidget() : const_cast<MainWindow *>(&window);
    }

    template<typename T>
    static T *box(const char *name)
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            if (widget->objectName() == QLatin1String(name) && widget->isVisible())
                return qobject_cast<T *>(widget);
        }
        return nullptr;
    }

    static bool has(const MainWindow &window, const char *label, const QString &text)
    {
        const auto *found = window.findChild<QLabel *>(QLatin1String(label));
        return found && found->isVisible() && found->text().contains(text);
    }
};

} // namespace hookbot
