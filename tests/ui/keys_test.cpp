#include "tests/support/suite.h"
#include "tests/ui/windowfixture.h"
#include "ui/channels/channelspane.h"
#include "ui/detail/bodypane.h"
#include "ui/detail/linesview.h"
#include "ui/replay/eventeditor.h"
#include "ui/tokens/tokenswindow.h"
#include "ui/window/mainwindow.h"

#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

using namespace hookbot;

/// All that a keyboard does in the window.
class KeysTest : public WindowFixture
{
    Q_OBJECT

    /// What stands in the window, and has no name, or is met by nobody who presses Tab until that leads nowhere new.
    static QStringList unreachable(QWidget &window)
    {
        QSet<const QWidget *> met;
        while (window.focusWidget() && !met.contains(window.focusWidget())) {
            met.insert(window.focusWidget());
            QTest::keyClick(window.focusWidget(), Qt::Key_Tab);
        }
        QStringList found;
        for (QWidget *widget : window.findChildren<QWidget *>()) {
            if (widget->window() != &window || !widget->isVisible() || !widget->isEnabled() || widget->focusProxy() ||
                (widget->focusPolicy() & Qt::TabFocus) == 0 || qobject_cast<QScrollArea *>(widget))
                continue;
            const QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(widget);
            const QString name = spoken ? spoken->text(QAccessible::Name) : QString();
            if (name.isEmpty() || !met.contains(widget))
                found.append(QStringLiteral("%1 \"%2\"").arg(QLatin1String(widget->metaObject()->className()), name));
        }
        return found;
    }

private Q_SLOTS:
    void cleanup() { QVERIFY(!Program::find()); }

    void keysDoWhatTheyAreFor()
    {
        Program program;
        MainWindow &window = program.start();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        auto *list = eventList(window);
        QVERIFY(list);
        QTRY_VERIFY_WITH_TIMEOUT(list->isVisible() && list->model()->rowCount() > 0, Patience);
        QCOMPARE(focus(window), list);

        const auto replayed = [&program](qsizetype count) {
            QTRY_COMPARE_WITH_TIMEOUT(program.monitor.replayed.size(), count, Patience);
        };
        type(focus(window), QStringLiteral("jr"));
        replayed(1);
        const qint64 first = program.monitor.replayed.last();
        type(focus(window), QStringLiteral("jr"));
        replayed(2);
        QVERIFY(program.monitor.replayed.last() != first);
        type(focus(window), QStringLiteral("kr"));
        replayed(3);
        QCOMPARE(program.monitor.replayed.last(), first);

        type(focus(window), QStringLiteral("p")); // a letter alone does not turn publishers away
        QCOMPARE(program.monitor.now.state, ServerStatus::State::Serving);
        QTest::keyClick(focus(window), Qt::Key_P, Qt::ControlModifier);
        QCOMPARE(program.monitor.now.state, ServerStatus::State::Paused);
        QVERIFY(has(window, "statusText", QStringLiteral("Paused")));
        QTest::keyClick(focus(window), Qt::Key_P, Qt::ControlModifier);
        QCOMPARE(program.monitor.now.state, ServerStatus::State::Serving);

        type(focus(window), QStringLiteral(" "));
        QVERIFY(action(window, "showDetail").isChecked()); // it shows the detail, and never hides it
        action(window, "showDetail").setChecked(false);
        type(focus(window), QStringLiteral(" "));
        QVERIFY(action(window, "showDetail").isChecked());
        action(window, "showDetail").setChecked(false);
        QTest::keyClick(focus(window), Qt::Key_Return);
        QVERIFY(action(window, "showDetail").isChecked());
        QTRY_COMPARE_WITH_TIMEOUT(focus(window)->metaObject()->className(), LinesView::staticMetaObject.className(),
                                  Patience);

        type(focus(window), QStringLiteral("j")); // the next one is read without going back to the list
        QCOMPARE(focus(window)->metaObject()->className(), LinesView::staticMetaObject.className());
        QTest::keyClick(focus(window), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(qobject_cast<QLineEdit *>(focus(window)) && focus(window) != searchField(window));

        type(&window, QStringLiteral("/"));
        QCOMPARE(focus(window), searchField(window));
        QTest::keyClick(focus(window), Qt::Key_Escape);
        QCOMPARE(focus(window), list);
    }

    void keysCopyAndOpenWhatTheyName()
    {
        Program program;
        program.monitor.access.subscribeUrl = QStringLiteral("wss://token@host/sub/stripe/live");
        program.monitor.access.publishUrl = QStringLiteral("https://token@host/pub/stripe/live");
        MainWindow &window = program.start();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY_WITH_TIMEOUT(eventList(window)->model()->rowCount() > 0, Patience);
        window.findChild<ChannelsPane *>()->select("stripe/live");
        type(focus(window), QStringLiteral("c"));
        QTRY_COMPARE_WITH_TIMEOUT(QGuiApplication::clipboard()->text(), program.monitor.access.subscribeUrl, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(has(window, "messageText", QStringLiteral("copied")), Patience);

        QTRY_VERIFY_WITH_TIMEOUT(eventList(window)->model()->rowCount() > 0, Patience);
        type(focus(window), QStringLiteral("j"));
        const auto copiesCurl = [&window] {
            QTest::keyClick(focus(window), Qt::Key_C, Qt::ShiftModifier);
            QTest::qWait(1);
            return QGuiApplication::clipboard()->text().startsWith(QStringLiteral("curl "));
        };
        QTRY_VERIFY_WITH_TIMEOUT(copiesCurl(), Patience); // once the event has been read
        QTRY_VERIFY_WITH_TIMEOUT(has(window, "messageText", QStringLiteral("curl")), Patience);

        type(focus(window), QStringLiteral("t"));
        const auto *tokens = topLevel<TokensWindow>();
        QVERIFY(tokens && tokens->isVisible());
        window.activateWindow();
        QTRY_VERIFY_WITH_TIMEOUT(window.isActiveWindow(), Patience);
        type(focus(window), QStringLiteral("e"));
        QTRY_VERIFY_WITH_TIMEOUT(topLevel<EventEditor>() && topLevel<EventEditor>()->isVisible(), Patience);
    }

    void keysAreLettersWhereTextIsTyped()
    {
        Program program;
        MainWindow &window = program.start();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        type(&window, QStringLiteral("/"));
        auto *field = qobject_cast<QLineEdit *>(focus(window));
        QVERIFY(field);
        const QString everyKey = QStringLiteral("jk rectpu/ ?CT");
        type(field, everyKey);
        QCOMPARE(field->text(), everyKey);
        QVERIFY(program.monitor.replayed.isEmpty());
        QCOMPARE(program.monitor.now.state, ServerStatus::State::Serving);
        QVERIFY(!window.findChild<QDialog *>());
    }

    void outsideTheListNoLetterReplays()
    {
        Program program;
        MainWindow &window = program.start();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY_WITH_TIMEOUT(eventList(window)->model()->rowCount() > 0, Patience);
        action(window, "next").trigger();
        auto *tree = window.findChild<ChannelsPane *>()->findChild<QTreeView *>();
        tree->setFocus();
        type(tree, QStringLiteral("re"));
        auto *time = named<QComboBox>(window, "time");
        time->setFocus();
        type(time, QStringLiteral("t")); // Today, not the window of tokens
        QTRY_COMPARE_WITH_TIMEOUT(time->currentIndex(), 1, Patience);
        QVERIFY(program.monitor.replayed.isEmpty());
        QVERIFY(!topLevel<EventEditor>());
        QVERIFY(!topLevel<TokensWindow>());
    }

    void aButtonKeepsTheKeysThatPressIt()
    {
        Program program;
        MainWindow &window = program.start();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        ServerStatus failed;
        failed.state = ServerStatus::State::Failed;
        failed.trouble = QStringLiteral("Port 8080 is taken.");
        program.monitor.setStatus(failed);
        QVERIFY(has(window, "statusText", failed.trouble));
        auto *retry = window.findChild<QPushButton *>(QStringLiteral("retry"));
        QVERIFY(retry && retry->isVisible());
        retry->setFocus();
        type(retry, QStringLiteral(" "));
        QCOMPARE(program.server.retries, 1);
        QVERIFY(action(window, "showDetail").isChecked());
    }

    void everyActionHasANameAndNoTwoHaveTheSameKey()
    {
        Program program;
        const MainWindow &window = program.start();
        QHash<QKeySequence, QString> keys;
        for (const QAction *menu : window.menuBar()->actions()) {
            for (const QAction *each : menu->menu()->actions()) {
                if (each->isSeparator())
                    continue;
                QVERIFY(!each->text().isEmpty());
                for (const QKeySequence &key : each->shortcuts()) {
                    QVERIFY2(!keys.contains(key), qPrintable(each->text() + keys.value(key)));
                    keys.insert(key, each->text());
                }
            }
        }
        for (const char *key :
             { "/", "J", "K", "Return", "R", "E", "C", "Shift+C", "T", "Ctrl+P", "Space", "Ctrl+F", "?" })
            QVERIFY2(keys.contains(QKeySequence(QLatin1String(key))), key);
    }

    void theListOfKeysIsMadeFromTheActions()
    {
        Program program;
        MainWindow &window = program.start();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        type(&window, QStringLiteral("?"));
        const auto *list = window.findChild<QDialog *>();
        QVERIFY(list && list->isVisible());
        QStringList texts;
        for (const QLabel *label : list->findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY(texts.contains(QStringLiteral("Copy as curl")));
        QVERIFY(texts.contains(QStringLiteral("Shift+C")));
    }

    void everyControlHasANameAndIsReachedByTab()
    {
        Program program;
        MainWindow &window = program.start();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTRY_VERIFY_WITH_TIMEOUT(eventList(window)->model()->rowCount() > 0, Patience);
        action(window, "next").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(window.findChild<BodyPane *>()->isVisible(), Patience);
        QCOMPARE(unreachable(window), QStringList());
        for (const char *name : { "newToken", "settings", "listeners", "edit" }) {
            window.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&window));
            action(window, name).trigger();
            QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeWindow() && QApplication::activeWindow() != &window, Patience);
            QCOMPARE(unreachable(*QApplication::activeWindow()), QStringList());
        }
    }
};

HOOKBOT_TEST(KeysTest)
#include "keys_test.moc"
