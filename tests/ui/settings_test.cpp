#include "tests/support/fakedesktop.h"
#include "tests/support/fakemonitor.h"
#include "tests/support/suite.h"
#include "tests/ui/finding.h"
#include "ui/settings/keychangedialog.h"
#include "ui/settings/quantityfield.h"
#include "ui/settings/settingswindow.h"

#include <QtGui/QGuiApplication>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
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
        auto *bind = hinted(window, QStringLiteral("127.0.0.1"));
        bind->selectAll();
        QTest::keyClicks(bind, QStringLiteral("0.0.0.0:9000"));
        called<QComboBox>(window, QStringLiteral("Unit: Time"))->setCurrentIndex(2);
        QTest::keyClick(labelled<QCheckBox>(window, QStringLiteral("Start paused")), Qt::Key_Space);
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
        QCOMPARE(QApplication::focusWidget(), hinted(window, QStringLiteral("https://hooks")));
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
        auto *bind = hinted(window, QStringLiteral("127.0.0.1"));
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
        QVERIFY(line(window, QStringLiteral("Key")).isEmpty());
        QTest::mouseClick(called<QPushButton>(window, QStringLiteral("Show the key")), Qt::LeftButton);
        QCOMPARE(line(window, QStringLiteral("Key")).toUtf8(), server.currentKey);
        QTest::mouseClick(called<QPushButton>(window, QStringLiteral("Copy: key")), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), server.currentKey);

        auto *change = called<QPushButton>(window, QStringLiteral("Change the key…"));
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
        dialog->findChildren<QRadioButton *>().at(1)->click();
        auto *accept = labelled<QPushButton>(*dialog, QStringLiteral("Change the key"));
        QVERIFY(!accept->isEnabled());
        QTest::keyClicks(called<QLineEdit>(*dialog, QStringLiteral("New key")), QStringLiteral("mine"));
        QTest::mouseClick(accept, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(server.currentKey, QByteArray("mine"), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(change->isEnabled(), Patience);
        QVERIFY(line(window, QStringLiteral("Key")).isEmpty());

        server.keyError = QStringLiteral("the keyring is locked");
        QTest::mouseClick(change, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.findChildren<KeyChangeDialog *>().size() == 1, Patience);
        QTest::mouseClick(
            labelled<QPushButton>(*window.findChild<KeyChangeDialog *>(), QStringLiteral("Change the key")),
            Qt::LeftButton);
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
