#include "tests/support/fakemonitor.h"
#include "tests/support/suite.h"
#include "tests/ui/finding.h"
#include "ui/listeners/listenersmodel.h"
#include "ui/listeners/listenerswindow.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTreeView>

using namespace hookbot;

namespace {

ListenerStatus listener(qint64 id, const QByteArray &channel, qint64 behind = 0)
{
    ListenerStatus status;
    status.id = id;
    status.channel = channel;
    status.remote = "127.0.0.1:1";
    status.behind = behind;
    return status;
}

} // namespace

class ListenersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void listenersKeepTheirRows()
    {
        ListenersModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.set({ listener(3, "c"), listener(1, "a"), listener(2, "b", 7) });
        QCOMPARE(model.rowCount(), 3);
        const QPersistentModelIndex second = model.index(1, ListenersModel::Behind);
        QCOMPARE(second.data().toString(), QStringLiteral("7 events"));
        model.set({ listener(4, "d"), listener(2, "b") });
        QVERIFY(second.isValid());
        QCOMPARE(second.row(), 0);
        QCOMPARE(second.data().toString(), QStringLiteral("up to date"));
        QCOMPARE(model.rowCount(), 2);
        QList<ListenerStatus> many;
        for (int i = 100; i < 1'100; ++i)
            many.append(listener(i, "m"));
        model.set(many);
        QCOMPARE(model.rowCount(), 1'000);
        model.set({ listener(500, "m") });
        QCOMPARE(model.rowCount(), 1);
    }

    void whatAListenerSaysIsNoMarkup()
    {
        ListenersModel model;
        ListenerStatus status = listener(1, "<b>");
        status.program = "<i>\x1b";
        model.set({ status });
        QCOMPARE(model.index(0, ListenersModel::Program).data().toString(), QStringLiteral("<i>\\x1b"));
        for (int column = 0; column < ListenersModel::ColumnCount; ++column) {
            const QString toolTip = model.index(0, column).data(Qt::ToolTipRole).toString();
            QVERIFY(!toolTip.contains(QStringLiteral("<b>")) && !toolTip.contains(QStringLiteral("<i>")));
        }
    }

    void oneIsDisconnectedAtOnceAndSeveralAfterAQuestion()
    {
        FakeMonitor monitor;
        ListenersWindow window(monitor);
        window.show();
        monitor.setListeners({ listener(1, "a"), listener(2, "b"), listener(3, "c") });
        QVERIFY(QTest::qWaitForWindowActive(&window, Patience));
        auto *table = window.findChild<QTreeView *>();
        table->setCurrentIndex(table->model()->index(1, 0));
        QTest::keyClick(table, Qt::Key_Delete);
        QCOMPARE(monitor.disconnected, QList<qint64>({ 2 }));

        QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
        auto *button = named<QPushButton>(window, "disconnect");
        QTest::mouseClick(button, Qt::LeftButton);
        auto *question = window.findChild<QMessageBox *>();
        QVERIFY(question);
        QCOMPARE(monitor.disconnected.size(), 1);
        QTest::keyClick(question, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<QMessageBox *>(), Patience);
        QCOMPARE(monitor.disconnected.size(), 1);

        QTest::mouseClick(button, Qt::LeftButton);
        QTest::mouseClick(window.findChild<QMessageBox *>()->defaultButton(), Qt::LeftButton);
        QCOMPARE(monitor.disconnected, QList<qint64>({ 2, 2, 3 }));
    }

    void listenersAreSearched()
    {
        FakeMonitor monitor;
        ListenersWindow window(monitor);
        QSignalSpy visible(&window, &ListenersWindow::visibleChanged);
        window.show();
        QCOMPARE(visible.size(), 1);
        monitor.setListeners({ listener(1, "a/x"), listener(2, "b") });
        auto *table = window.findChild<QTreeView *>();
        QTest::keyClicks(named<QLineEdit>(window, "searchListeners"), QStringLiteral("A/"));
        QCOMPARE(table->model()->rowCount(), 1);
    }
};

HOOKBOT_TEST(ListenersTest)
#include "listeners_test.moc"
