#include "tests/support/suite.h"
#include "tests/ui/windowfixture.h"
#include "ui/events/eventspane.h"
#include "ui/listeners/listenerswindow.h"
#include "ui/text/translations.h"
#include "ui/tokens/tokenswindow.h"
#include "ui/tray/notifier.h"
#include "ui/tray/traymenu.h"
#include "ui/userinterface.h"
#include "ui/window/appearance.h"
#include "ui/window/mainwindow.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QTreeView>

#include <algorithm>
#include <cmath>

using namespace hookbot;

class WindowTest : public WindowFixture
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QVERIFY(!Program::find()); }

    void theFirstStartOpensTheWindow()
    {
        Program program;
        MainWindow &window = program.start();
        QVERIFY(window.isVisible());
        QVERIFY(has(window, "statusText", QStringLiteral("127.0.0.1:8080")));
    }

    void withoutATrayTheWindowIsOpenedAnyway()
    {
        Program program;
        program.shown =
            std::make_unique<UserInterface>(program.monitor, program.server, program.desktop, program.state);
        program.shown->start(false);
        QTRY_VERIFY_WITH_TIMEOUT(Program::find() && Program::find()->isVisible(), Patience);
    }

    void aSecondStartRaisesTheWindow()
    {
        Program program;
        MainWindow &window = program.start();
        window.hide();
        Q_EMIT program.desktop.raised();
        QVERIFY(window.isVisible());
    }

    void aHiddenWindowHearsNothing()
    {
        Program program;
        MainWindow &window = program.start();
        const Monitor::Interests panes = Monitor::Interest::Channels | Monitor::Interest::Arrivals;
        QCOMPARE(program.monitor.interests & panes, panes);
        window.hide();
        QCOMPARE(program.monitor.interests, Monitor::Interests());
        window.show();
        QCOMPARE(program.monitor.interests & panes, panes);
    }

    void listenersAreHeardOfWhereTheyAreShown()
    {
        Program program;
        program.monitor.log.clear();
        MainWindow &window = program.start();
        const auto hears = [&program] { return program.monitor.interests.testFlag(Monitor::Interest::Listeners); };
        QVERIFY(!hears());
        action(window, "listeners").trigger();
        QVERIFY(hears());
        window.hide();
        QVERIFY(hears()); // their list is still there
        topLevel<ListenersWindow>()->close();
        QVERIFY(!hears());
        window.show();
        program.monitor.arrive(paidInvoice());
        QTRY_VERIFY_WITH_TIMEOUT(eventList(window)->model()->rowCount() > 0, Patience);
        action(window, "next").trigger();
        QVERIFY(hears()); // an event may be replayed to one of them
    }

    void theListOfListenersIsCompleteWhoeverAskedFirst()
    {
        Program program;
        MainWindow &window = program.start();
        ListenerStatus listener;
        listener.channel = "a";
        program.monitor.listeners = { listener }; // the window has been told, for its menu
        action(window, "listeners").trigger();
        const auto *table = topLevel<ListenersWindow>()->findChild<QTreeView *>();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, Patience);
    }

    /// As a click on a notification does.
    void anEventThatIsOpenedFromElsewhereIsTheCurrentOne()
    {
        Program program;
        MainWindow &window = program.start();
        QTRY_VERIFY_WITH_TIMEOUT(eventList(window)->model()->rowCount() > 0, Patience);
        window.hide();
        const qint64 id = program.monitor.arrive(paidInvoice()); // the list does not have it yet
        window.show();
        window.openEvent(id);
        QCOMPARE(window.findChild<EventsPane *>()->selectedEvents(), QList<qint64>{ id });
        action(window, "replay").trigger();
        QTRY_COMPARE_WITH_TIMEOUT(program.monitor.replayed, QList<qint64>{ id }, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(eventList(window)->currentIndex().row(), 0, Patience);
        QCOMPARE(eventList(window)->currentEvent(), id);
    }

    void aTestEventThatFailsShowsWhyThoughThereAreEvents()
    {
        Program program;
        const MainWindow &window = program.start();
        QTRY_VERIFY_WITH_TIMEOUT(eventList(window)->model()->rowCount() > 0, Patience);
        action(window, "testEvent").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(has(window, "messageText", QStringLiteral("hello")), Patience);
        QCOMPARE(program.monitor.published.size(), 1);
        QCOMPARE(program.monitor.published[0].channel, "hello");
        QVERIFY(program.monitor.published[0].body.startsWith("{"));
        program.monitor.refusal = QStringLiteral("the disk is full");
        action(window, "testEvent").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(has(window, "messageText", QStringLiteral("the disk is full")), Patience);
    }

    void fromTheTrayATestEventMakesNoWindow()
    {
        Program program;
        program.shown =
            std::make_unique<UserInterface>(program.monitor, program.server, program.desktop, program.state);
        QSignalSpy notified(program.shown->findChild<Notifier *>(), &Notifier::wanted);
        auto *menu = topLevel<TrayMenu>();
        Q_EMIT menu->testEventAsked();
        QTRY_COMPARE_WITH_TIMEOUT(notified.size(), 1, Patience);
        QCOMPARE(program.monitor.published.size(), 1);
        QVERIFY(!notified[0][3].toBool());
        program.monitor.refusal = QStringLiteral("the disk is full");
        Q_EMIT menu->testEventAsked();
        QTRY_COMPARE_WITH_TIMEOUT(notified.size(), 2, Patience);
        QVERIFY(notified[1][1].toString().contains(QStringLiteral("the disk is full")));
        QVERIFY(notified[1][3].toBool());
        QVERIFY(!Program::find());
    }

    void aFolderOfChannelsHasNoPubUrl()
    {
        Program program;
        MainWindow &window = program.start();
        action(window, "copyPubUrl").trigger();
        QVERIFY(has(window, "messageText", QStringLiteral("channel")));
    }

    void theLastPaneStays()
    {
        Program program;
        const MainWindow &window = program.start();
        for (const char *name : { "showChannels", "showEvents", "showDetail" })
            action(window, name).trigger();
        QVERIFY(!action(window, "showChannels").isChecked());
        QVERIFY(!action(window, "showEvents").isChecked());
        QVERIFY(action(window, "showDetail").isChecked());
    }

    void theWindowIsAsItWasLeft()
    {
        Program program;
        MainWindow &window = program.start();
        window.resize(780, 500);
        action(window, "showChannels").setChecked(false);
        program.shown.reset();
        const MainWindow &again = program.start();
        QCOMPARE(again.size(), QSize(780, 500));
        QVERIFY(!action(again, "showChannels").isChecked());
        QVERIFY(action(again, "showEvents").isChecked());
    }

    void troubleStaysUntilItIsDismissed()
    {
        Program program;
        program.desktop.noticesSoFar = { { Notice::Severity::Trouble, QStringLiteral("The log is full"), {} } };
        const MainWindow &window = program.start();
        program.desktop.notice({ Notice::Severity::Information, QStringLiteral("Listens on 8081"), {} });
        const auto shown = [&window](const QString &title) {
            for (const QLabel *label : window.findChildren<QLabel *>()) {
                if (label->isVisible() && label->text() == title)
                    return true;
            }
            return false;
        };
        QVERIFY(shown(QStringLiteral("The log is full")));
        QVERIFY(shown(QStringLiteral("Listens on 8081")));
        for (auto *button : window.findChildren<QAbstractButton *>()) {
            if (button->accessibleName() == QStringLiteral("Dismiss: The log is full"))
                button->click();
        }
        QVERIFY(!shown(QStringLiteral("The log is full")));
        QVERIFY(shown(QStringLiteral("Listens on 8081")));
    }

    void whatFailsIsSaid()
    {
        Program program;
        program.monitor.refusal = QStringLiteral("The log is full.");
        MainWindow &window = program.start();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto *list = eventList(window);
        QTRY_VERIFY_WITH_TIMEOUT(list && list->model()->rowCount() > 0, Patience);
        type(&window, QStringLiteral("jr"));
        QTRY_VERIFY_WITH_TIMEOUT(has(window, "messageText", program.monitor.refusal), Patience);
    }

    void theTrayMenuReachesTheProgram()
    {
        Program program;
        program.monitor.access.publishUrl = QStringLiteral("https://token@host/pub/ci");
        const MainWindow &window = program.start();
        EventDetail event;
        event.summary.channel = "/unsafe/ci";
        program.monitor.arrive(event);
        auto *menu = topLevel<TrayMenu>();
        QVERIFY(menu);
        Q_EMIT menu->pubUrlAsked("/unsafe/ci");
        QTRY_COMPARE_WITH_TIMEOUT(QGuiApplication::clipboard()->text(), program.monitor.access.publishUrl, Patience);
        QCOMPARE(program.monitor.accessRequests.last().channel, QByteArray("ci"));
        QVERIFY(program.monitor.accessRequests.last().isUnsafe);
        QVERIFY(has(window, "messageText", QStringLiteral("Publish URL of ci copied")));
        Q_EMIT menu->pauseAsked(true);
        QCOMPARE(program.monitor.now.state, ServerStatus::State::Paused);
        Q_EMIT menu->newTokenAsked();
        const auto *tokens = window.findChild<TokensWindow *>();
        QVERIFY(tokens && tokens->isVisible());
        Q_EMIT menu->quitAsked();
        QCOMPARE(program.desktop.quits, 1);
    }

    void aUrlThatCannotBeMadeIsExplained()
    {
        Program program;
        program.monitor.access.error = QStringLiteral("This is no channel.");
        MainWindow &window = program.start();
        window.hide();
        QGuiApplication::clipboard()->setText(QStringLiteral("before"));
        Q_EMIT topLevel<TrayMenu>()->subUrlAsked("a//b");
        QTRY_VERIFY_WITH_TIMEOUT(has(window, "messageText", program.monitor.access.error), Patience);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    }

    void closingAsksOnceWhereThereIsNoTray()
    {
        Program program;
        MainWindow &window = program.start();
        window.close();
        auto *question = window.findChild<QMessageBox *>(QStringLiteral("whenClosed"));
        QVERIFY(question);
        QVERIFY(window.isVisible());
        named<QAbstractButton>(*question, "keepRunning")->click();
        QTRY_COMPARE_WITH_TIMEOUT(program.desktop.chosen.whenClosed, WindowPreferences::WhenClosed::KeepRunning,
                                  Patience);
        QVERIFY(!window.isVisible());
        QCOMPARE(program.desktop.quits, 0);
        program.shown->showWindow();
        window.close();
        QVERIFY(!window.isVisible());
    }

    void closingSaysWhereTheProgramIs()
    {
        Program program;
        program.desktop.chosen.whenClosed = WindowPreferences::WhenClosed::KeepRunning;
        MainWindow &window = program.start();
        window.close();
        QVERIFY(!window.isVisible());
        auto *told = box<QMessageBox>("whereItIs");
        QVERIFY(told);
        QVERIFY(told->text().contains(QStringLiteral("127.0.0.1:8080")));
        told->close();
        program.shown->showWindow();
        window.close();
        QVERIFY(!box<QMessageBox>("whereItIs")); // once
    }

    void closingQuitsWhereThatWasChosen()
    {
        Program program;
        program.desktop.chosen.whenClosed = WindowPreferences::WhenClosed::Quit;
        MainWindow &window = program.start();
        window.close();
        QCOMPARE(program.desktop.quits, 1);
    }

    void theLookChangesAtOnce()
    {
        const QPalette system = QApplication::palette();
        Program program;
        program.start();
        WindowPreferences preferences = program.desktop.chosen;
        preferences.theme = WindowPreferences::Theme::Dark;
        program.desktop.apply(preferences, [](const QList<PreferenceFault> &) {});
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::palette().color(QPalette::Window).lightness() < 80, Patience);
        preferences.theme = WindowPreferences::Theme::Light;
        program.desktop.apply(preferences, [](const QList<PreferenceFault> &) {});
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::palette().color(QPalette::Window).lightness() > 200, Patience);
        preferences.theme = WindowPreferences::Theme::System;
        program.desktop.apply(preferences, [](const QList<PreferenceFault> &) {});
        QTRY_COMPARE_WITH_TIMEOUT(QApplication::palette(), system, Patience);
    }

    void textCanBeReadInBothLooks()
    {
        Appearance appearance;
        for (const auto theme : { WindowPreferences::Theme::Dark, WindowPreferences::Theme::Light }) {
            appearance.wear(theme);
            const QPalette palette = QApplication::palette();
            const auto legible = [&palette](QPalette::ColorRole text, QPalette::ColorRole ground) {
                return contrast(palette.color(text), palette.color(ground)) >= 4.5;
            };
            QVERIFY(legible(QPalette::WindowText, QPalette::Window));
            QVERIFY(legible(QPalette::Text, QPalette::Base));
            QVERIFY(legible(QPalette::Text, QPalette::AlternateBase));
            QVERIFY(legible(QPalette::ButtonText, QPalette::Button));
            QVERIFY(legible(QPalette::PlaceholderText, QPalette::Base));
            QVERIFY(legible(QPalette::PlaceholderText, QPalette::Window));
            QVERIFY(legible(QPalette::HighlightedText, QPalette::Highlight));
            QVERIFY(legible(QPalette::Link, QPalette::Base));
            QVERIFY(legible(QPalette::LinkVisited, QPalette::Base));
            QVERIFY(legible(QPalette::ToolTipText, QPalette::ToolTipBase));
        }
        appearance.wear(WindowPreferences::Theme::System);
    }

    void germansReadGerman()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        {
            const Translations translations{ QLocale() };
            Program program;
            const MainWindow &window = program.start();
            QCOMPARE(action(window, "copySubUrl").text().remove(QLatin1Char('&')), QStringLiteral("Sub-URL kopieren"));
            QVERIFY(has(window, "statusText", QStringLiteral("0 Ereignisse heute")));
        }
        QLocale::setDefault(before);
    }

    void englishHasPlurals()
    {
        const Translations translations{ QLocale(QLocale::English) };
        Program program;
        program.monitor.now.listeners = 1;
        program.monitor.now.eventsToday = 128;
        const MainWindow &window = program.start();
        QVERIFY(has(window, "statusText", QStringLiteral("1 listener \u00b7 128 events today")));
    }

private:
    /// As WCAG defines it.
    static double contrast(const QColor &one, const QColor &other)
    {
        const auto luminance = [](const QColor &color) {
            const auto part = [](double value) {
                return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
            };
            return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
        };
        const auto [darker, lighter] = std::minmax({ luminance(one), luminance(other) });
        return (lighter + 0.05) / (darker + 0.05);
    }
};

HOOKBOT_TEST(WindowTest)
#include "window_test.moc"
