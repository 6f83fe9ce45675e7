#include "tests/support/fakedesktop.h"
#include "tests/support/fakemonitor.h"
#include "tests/support/suite.h"
#include "tests/ui/finding.h"
#include "ui/parts/screenfit.h"
#include "ui/settings/keychangedialog.h"
#include "ui/settings/quantityfield.h"
#include "ui/settings/retentionloss.h"
#include "ui/settings/settingswindow.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QScreen>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>

using namespace hookbot;
using namespace std::chrono_literals;

class SettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void whatWasNotTouchedStaysAsItWas()
    {
        FakeMonitor monitor;
        FakeServerControl server;
        FakeProgram program;
        server.chosen.keepBytes = 1'000'000'007;
        server.chosen.keepFor = 90s;
        program.chosen.notifiedChannels = { "a", "b/" };
        const ServerSettings settings = server.chosen;
        const WindowPreferences preferences = program.chosen;
        SettingsWindow window(server, program, monitor);
        window.show();
        auto *buttons = window.findChild<QDialogButtonBox *>();
        QVERIFY(!buttons->button(QDialogButtonBox::Apply)->isEnabled());
        QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), Patience);
        QVERIFY(server.chosen == settings);
        QVERIFY(program.chosen == preferences);
    }

    void whatIsChosenIsApplied()
    {
        FakeMonitor monitor;
        FakeServerControl server;
        FakeProgram program;
        program.chosen.notifiedChannels = { "a", "b/" };
        SettingsWindow window(server, program, monitor);
        window.show();
        auto *bind = named<QLineEdit>(window, "bind");
        bind->selectAll();
        QTest::keyClicks(bind, QStringLiteral("0.0.0.0:9000"));
        named<QComboBox>(*named<QuantityField>(window, "keepFor"), "unit")->setCurrentIndex(2);
        QTest::keyClick(named<QCheckBox>(window, "startsPaused"), Qt::Key_Space);
        window.findChild<QListWidget *>()->item(0)->setCheckState(Qt::Unchecked);
        auto *apply = window.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Apply);
        QVERIFY(apply->isEnabled());
        QTest::mouseClick(apply, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(server.chosen.bind, QStringLiteral("0.0.0.0:9000"), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(!apply->isEnabled(), Patience);
        QVERIFY(window.isVisible());
        QCOMPARE(server.chosen.keepFor, std::chrono::seconds(7h));
        QVERIFY(server.chosen.startsPaused);
        QTRY_COMPARE_WITH_TIMEOUT(program.chosen.notifiedChannels, QSet<QByteArray>({ "b/" }), Patience);
    }

    void deletingEventsIsAskedFirst()
    {
        FakeMonitor monitor;
        monitor.now.log.events = 41'246;
        FakeServerControl server;
        FakeProgram program;
        SettingsWindow window(server, program, monitor);
        window.show();
        named<QDoubleSpinBox>(*named<QuantityField>(window, "keepEvents"), "number")->setValue(100);
        auto *ok = window.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        QTest::mouseClick(ok, Qt::LeftButton);
        auto *question = window.findChild<QMessageBox *>();
        QVERIFY(question);
        QVERIFY(question->informativeText().contains(QStringLiteral("41146")) ||
                question->informativeText().contains(QStringLiteral("41,146")));
        QTest::keyClick(question, Qt::Key_Return); // Enter alone deletes nothing
        QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<QMessageBox *>(), Patience);
        QCOMPARE(server.chosen.keepEvents, ServerSettings().keepEvents);
        QVERIFY(window.isVisible());
        QTest::mouseClick(ok, Qt::LeftButton);
        named<QPushButton>(*window.findChild<QMessageBox *>(), "deleteEvents")->click();
        QTRY_COMPARE_WITH_TIMEOUT(server.chosen.keepEvents, 100, Patience);
    }

    void nothingIsAskedWhereNothingIsLost()
    {
        const std::chrono::system_clock::time_point now(1000h);
        ServerStatus::Log log;
        log.events = 10;
        log.bytes = 1000;
        log.oldest = now - 10h;
        const Retained before{ 20, 2000, 20h };
        QVERIFY(retentionLoss(before, { 10, 1000, 10h }, log, now).isEmpty());
        QVERIFY(!retentionLoss(before, { 9, 2000, 20h }, log, now).isEmpty());
        QVERIFY(!retentionLoss(before, { 20, 999, 20h }, log, now).isEmpty());
        QVERIFY(!retentionLoss(before, { 20, 2000, 9h }, log, now).isEmpty());
        QVERIFY(retentionLoss({ 5, 500, 5h }, { 6, 600, 6h }, log, now).isEmpty()); // it was lost before
    }

    void aWindowFitsOnItsScreen()
    {
        QWidget window;
        window.resize(5000, 5000);
        fitToScreen(window);
        const QSize room = window.screen()->availableSize();
        QVERIFY(window.width() <= room.width() && window.height() < room.height());
        FakeMonitor monitor;
        FakeServerControl server;
        FakeProgram program;
        SettingsWindow settings(server, program, monitor);
        settings.show();
        QVERIFY(settings.height() < room.height());
    }

    void whatIsWrongIsSaidAtTheField()
    {
        FakeMonitor monitor;
        FakeServerControl server;
        FakeProgram program;
        server.faults = { { PreferenceFault::Field::UrlBase, QStringLiteral("no URL") },
                          { PreferenceFault::Field::KeepFor, QStringLiteral("too short") } };
        SettingsWindow window(server, program, monitor);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window, Patience));
        auto *buttons = window.findChild<QDialogButtonBox *>();
        QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(notes(window).contains(QStringLiteral("no URL")), Patience);
        QVERIFY(notes(window).contains(QStringLiteral("too short")));
        QVERIFY(window.isVisible());
        QCOMPARE(QApplication::focusWidget(), named<QLineEdit>(window, "urlBase"));
        server.faults.clear();
        QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), Patience);
    }

    void whatChangesElsewhereIsShownUnlessSomebodyTypes()
    {
        FakeMonitor monitor;
        FakeServerControl server;
        FakeProgram program;
        SettingsWindow window(server, program, monitor);
        window.show();
        auto *bind = named<QLineEdit>(window, "bind");
        server.chosen.bind = QStringLiteral("127.0.0.1:1");
        Q_EMIT server.settingsChanged(server.chosen);
        QCOMPARE(bind->text(), QStringLiteral("127.0.0.1:1"));
        QTest::keyClicks(bind, QStringLiteral("2"));
        program.chosen.notifiedChannels = { "a" };
        Q_EMIT program.preferencesChanged(program.chosen);
        QCOMPARE(bind->text(), QStringLiteral("127.0.0.1:12"));
    }

    void theKeyIsShownCopiedAndChanged()
    {
        FakeMonitor monitor;
        FakeServerControl server;
        FakeProgram program;
        SettingsWindow window(server, program, monitor);
        window.show();
        QVERIFY(line(window, "key").isEmpty());
        QTest::mouseClick(named<QPushButton>(window, "showKey"), Qt::LeftButton);
        QCOMPARE(line(window, "key").toUtf8(), server.currentKey);
        QTest::mouseClick(named<QPushButton>(window, "copyKey"), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), server.currentKey);

        auto *change = named<QPushButton>(window, "changeKey");
        QTest::mouseClick(change, Qt::LeftButton);
        auto *dialog = window.findChild<KeyChangeDialog *>();
        QVERIFY(dialog);
        QVERIFY(notes(*dialog).value(0).startsWith(QStringLiteral("Every URL changes.")));
        const QByteArray before = server.currentKey;
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<KeyChangeDialog *>(), Patience);
        QCOMPARE(server.currentKey, before);

        QTest::mouseClick(change, Qt::LeftButton);
        dialog = window.findChild<KeyChangeDialog *>();
        named<QRadioButton>(*dialog, "ownKey")->click();
        auto *accept = named<QPushButton>(*dialog, "acceptChange");
        QVERIFY(!accept->isEnabled());
        QTest::keyClicks(named<QLineEdit>(*dialog, "newKey"), QStringLiteral("mine"));
        QTest::mouseClick(accept, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(server.currentKey, QByteArray("mine"), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(change->isEnabled(), Patience);
        QVERIFY(line(window, "key").isEmpty());

        server.keyError = QStringLiteral("the keyring is locked");
        QTest::mouseClick(change, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.findChildren<KeyChangeDialog *>().size() == 1, Patience);
        QTest::mouseClick(named<QPushButton>(*window.findChild<KeyChangeDialog *>(), "acceptChange"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(notes(window).contains(QStringLiteral("the keyring is locked")), Patience);
    }

    void quantitiesComeInTheUnitThatLeavesNoRest_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<int>("unit");
        QTest::newRow("GiB") << qint64(2) * 1024 * 1024 * 1024 << 3;
        QTest::newRow("MiB") << qint64(1536) * 1024 * 1024 << 2;
        QTest::newRow("bytes") << qint64(1'000'000'007) << 0;
    }

    void quantitiesComeInTheUnitThatLeavesNoRest()
    {
        QFETCH(const qint64, bytes);
        QFETCH(const int, unit);
        QuantityField field(QStringLiteral("Size"), QuantityField::sizes());
        field.setValue(bytes);
        QCOMPARE(field.value(), bytes);
        QCOMPARE(field.findChild<QComboBox *>()->currentIndex(), unit);
    }
};

HOOKBOT_TEST(SettingsTest)
#include "settings_test.moc"
