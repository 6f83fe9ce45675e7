#include "../support/fakedesktop.h"
#include "../support/fakemonitor.h"
#include "../support/suite.h"
#include "copyline.h"
#include "health/healthline.h"
#include "lines.h"
#include "listeners/listenersmodel.h"
#include "listeners/listenerswindow.h"
#include "notes.h"
#include "settings/keychangedialog.h"
#include "settings/quantityfield.h"
#include "settings/settingswindow.h"
#include "tokens/tokenswindow.h"
#include "welcome/welcomepane.h"

#include <QtCore/QProcess>
#include <QtGui/QClipboard>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QTreeView>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

Access someAccess()
{
    return { QStringLiteral("http://t@h/pub/x"), QStringLiteral("ws://t@h/sub/x"), {}, {}, {} };
}

ListenerStatus listener(qint64 id, const QByteArray &channel, qint64 behind = 0)
{
    ListenerStatus status;
    status.id = id;
    status.channel = channel;
    status.remote = "127.0.0.1:1";
    status.behind = behind;
    return status;
}

/// The child that assistive technology calls so.
template<typename T>
T *called(const QWidget &parent, const QString &name)
{
    for (T *child : parent.findChildren<T *>()) {
        if (child->accessibleName() == name)
            return child;
    }
    return nullptr;
}

template<typename T>
T *labelled(const QWidget &parent, const QString &text)
{
    for (T *child : parent.findChildren<T *>()) {
        if (child->text() == text)
            return child;
    }
    return nullptr;
}

QString line(const QWidget &parent, const QString &name)
{
    const auto *field = called<QLineEdit>(parent, name);
    return field ? field->text() : QStringLiteral("(no such line)");
}

/// The notes that can be read.
QStringList notes(const QWidget &parent)
{
    QStringList all;
    for (const Note *note : parent.findChildren<Note *>()) {
        if (note->isVisible())
            all.append(note->text());
    }
    return all;
}

QLineEdit *hinted(const QWidget &parent, const QString &placeholder)
{
    for (QLineEdit *field : parent.findChildren<QLineEdit *>()) {
        if (field->placeholderText().startsWith(placeholder))
            return field;
    }
    return nullptr;
}

/// The words that a shell makes of a command line.
QStringList shellWords(const QString &command)
{
    QProcess shell;
    shell.start(QStringLiteral("sh"), { QStringLiteral("-c"), QStringLiteral("printf '%s\\0' ") + command });
    shell.waitForFinished(Patience);
    QStringList words = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar(0));
    words.removeLast();
    return words;
}

} // namespace

class PagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    // Lines

    void aShellTakesLinesAsTheyAreMeant_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("plain") << QStringLiteral("a/b");
        QTest::newRow("quotes") << QStringLiteral("it's \"so\" `id` $(id) $HOME");
        QTest::newRow("blanks and lines") << QStringLiteral("a b\nc\td\\n");
        QTest::newRow("query") << QStringLiteral("a?extra-metadata=github&b=1;c|d>e*");
        QTest::newRow("only quotes") << QStringLiteral("''''");
    }

    void aShellTakesLinesAsTheyAreMeant()
    {
        QFETCH(const QString, path);
        const Access access{
            QStringLiteral("https://t@h/pub/") + path, QStringLiteral("wss://t@h/sub/") + path, {}, {}, {}
        };
        QCOMPARE(shellWords(curlLine(access)).last(), access.publishUrl);
        QCOMPARE(shellWords(wscatLine(access, false)),
                 QStringList({ QStringLiteral("wscat"), QStringLiteral("-c"), access.subscribeUrl }));
        QCOMPARE(shellWords(wscatLine(access, true)).last(),
                 QStringLiteral("X-Hookbot-Unsafe-Is-Ok: I understand the security implications"));
        QCOMPARE(shellWords(listenLine(access, true)),
                 QStringList({ QStringLiteral("hookbot"), QStringLiteral("listen"), access.subscribeUrl,
                               QStringLiteral("--unsafe-ok") }));
        QCOMPARE(shellWords(forwardLine(access)),
                 QStringList({ QStringLiteral("hookbot"), QStringLiteral("listen"), access.subscribeUrl,
                               QStringLiteral("--forward"), QStringLiteral("http://localhost:3000/") }));
    }

    void curlIsToldOfPatterns()
    {
        Access access = someAccess();
        QVERIFY(!shellWords(curlLine(access)).contains(QStringLiteral("-g")));
        access.publishUrl = QStringLiteral("http://[::1]/pub/a");
        QVERIFY(shellWords(curlLine(access)).contains(QStringLiteral("-g")));
    }

    void channelsAreAskedForAsPeopleWriteThem()
    {
        QCOMPARE(accessRequestFor("a/b").channel, "a/b");
        QVERIFY(!accessRequestFor("a/b").isRecursive);
        QVERIFY(accessRequestFor("a/").isRecursive);
        QVERIFY(accessRequestFor("").isRecursive);
        QCOMPARE(accessRequestFor("/unsafe/a").channel, "a");
        QVERIFY(accessRequestFor("/unsafe/a").isUnsafe);
    }

    // Listeners

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
        QCOMPARE(second.data().toString(), QStringLiteral("live"));
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
        auto *button = labelled<QPushButton>(window, QStringLiteral("Disconnect"));
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
        QTest::keyClicks(called<QLineEdit>(window, QStringLiteral("Search listeners")), QStringLiteral("A/"));
        QCOMPARE(table->model()->rowCount(), 1);
    }

    // Tokens

    void whatIsTypedIsAskedForAndShown()
    {
        FakeMonitor monitor;
        monitor.access = someAccess();
        TokensWindow window(monitor);
        window.show();
        window.setChannel("/unsafe/a/");
        QTRY_COMPARE_WITH_TIMEOUT(line(window, QStringLiteral("Publish URL")), someAccess().publishUrl, Patience);
        AccessRequest request = monitor.accessRequests.last();
        QCOMPARE(request.channel, "a/");
        QVERIFY(request.isRecursive && request.isUnsafe && !request.isSha1);
        QVERIFY(line(window, QStringLiteral("wscat")).contains(QStringLiteral("X-Hookbot-Unsafe-Is-Ok")));

        window.setChannel("a");
        auto *field = hinted(window, QStringLiteral("github.com"));
        QTest::keyClick(field, Qt::Key_End);
        QTest::keyClicks(field, QStringLiteral("/b"));
        QTest::keyClick(labelled<QCheckBox>(window, QStringLiteral("SHA-1, for servers before 0.19")), Qt::Key_Space);
        auto *metadata = window.findChild<QComboBox *>();
        QTest::keyClick(metadata, Qt::Key_Down);
        request = monitor.accessRequests.last();
        QCOMPARE(request.channel, "a/b");
        QVERIFY(!request.isRecursive && !request.isUnsafe && request.isSha1);
        QCOMPARE(request.extraMetadata, "github");

        QSignalSpy copied(&window, &TokensWindow::copied);
        QTest::mouseClick(called<QPushButton>(window, QStringLiteral("Copy: Payload URL")), Qt::LeftButton);
        QCOMPARE(copied.size(), 1);
        QCOMPARE(QGuiApplication::clipboard()->text(), someAccess().publishUrl);
    }

    void whatIsWrongWithAChannelIsSaidBelowIt()
    {
        FakeMonitor monitor;
        monitor.access.error = QStringLiteral("a segment is empty");
        TokensWindow window(monitor);
        window.show();
        window.setChannel("a//b");
        QTRY_VERIFY_WITH_TIMEOUT(notes(window).contains(QStringLiteral("a segment is empty")), Patience);
        QVERIFY(line(window, QStringLiteral("curl")).isEmpty());
        QVERIFY(!called<QPushButton>(window, QStringLiteral("Copy: curl"))->isEnabled());
        hinted(window, QStringLiteral("github.com"))->clear();
        QVERIFY(!notes(window).contains(QStringLiteral("a segment is empty")));
    }

    void aTokenIsExplained()
    {
        FakeMonitor monitor;
        monitor.explanation = { true, QStringLiteral("It is the token of /sub/a/."), { "a/<b>", "a/c" } };
        TokensWindow window(monitor);
        window.show();
        auto *channels = window.findChild<QListWidget *>();
        QVERIFY(!channels->isVisible());
        QTest::keyClicks(hinted(window, QStringLiteral("wss://")), QStringLiteral(" abc "));
        QTest::keyClicks(hinted(window, QStringLiteral("/sub/")), QStringLiteral("/sub/a/b"));
        QTRY_COMPARE_WITH_TIMEOUT(channels->count(), 2, Patience);
        QCOMPARE(monitor.explained.last(), std::pair(QStringLiteral("abc"), QStringLiteral("/sub/a/b")));
        QVERIFY(labelled<QLabel>(window, QStringLiteral("It is the token of /sub/a/.")));
        hinted(window, QStringLiteral("wss://"))->clear();
        QTRY_COMPARE_WITH_TIMEOUT(channels->count(), 0, Patience);
    }

    // Welcome

    void theFirstEventIsSent()
    {
        FakeMonitor monitor;
        monitor.access = someAccess();
        WelcomePane pane(monitor);
        pane.show();
        QTRY_COMPARE_WITH_TIMEOUT(line(pane, QStringLiteral("Publish URL")), someAccess().publishUrl, Patience);
        QCOMPARE(monitor.accessRequests.last().channel, "hello");
        QCOMPARE(line(pane, QStringLiteral("Send with curl")), curlLine(someAccess()));
        auto *send = labelled<QPushButton>(pane, QStringLiteral("Send test event"));
        QTest::keyClick(send, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(notes(pane).value(0).startsWith(QStringLiteral("Sent.")), Patience);
        QCOMPARE(monitor.published.size(), 1);
        QCOMPARE(monitor.published[0].channel, "hello");
        QVERIFY(monitor.published[0].body.startsWith("{"));

        monitor.refusal = QStringLiteral("the disk is full");
        QTest::mouseClick(send, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(notes(pane).value(0).contains(QStringLiteral("the disk is full")), Patience);
        QVERIFY(send->isEnabled());
    }

    void anEmptyChannelShowsItsOwnUrls()
    {
        FakeMonitor monitor;
        monitor.access = someAccess();
        WelcomePane pane(monitor);
        pane.show();
        pane.setChannel("/unsafe/ci");
        QVERIFY(monitor.accessRequests.last().isUnsafe);
        QTRY_VERIFY_WITH_TIMEOUT(
            line(pane, QStringLiteral("Hear in a terminal")).endsWith(QStringLiteral("--unsafe-ok")), Patience);
        pane.sendTestEvent();
        QCOMPARE(monitor.published.last().channel, "/unsafe/ci");
        pane.setChannel("a/");
        QCOMPARE(monitor.accessRequests.last().channel, "a/hello");

        // The key may have been changed in another window.
        monitor.access.subscribeUrl = QStringLiteral("ws://other@h/sub/x");
        QEvent activated(QEvent::WindowActivate);
        QApplication::sendEvent(&pane, &activated);
        QTRY_COMPARE_WITH_TIMEOUT(line(pane, QStringLiteral("Subscribe URL")), monitor.access.subscribeUrl, Patience);

        QSignalSpy copied(&pane, &WelcomePane::copied);
        QTest::mouseClick(called<QPushButton>(pane, QStringLiteral("Copy: Subscribe URL")), Qt::LeftButton);
        QCOMPARE(copied.size(), 1);
        QCOMPARE(QGuiApplication::clipboard()->text(), monitor.access.subscribeUrl);
    }

    // Health

    void healthIsToldInWordsAndByItsShape()
    {
        FakeMonitor monitor;
        HealthLine healthLine(monitor);
        const auto *mark = healthLine.findChild<ShapeMark *>();
        ServerStatus status;
        status.state = ServerStatus::State::Serving;
        status.log = { QStringLiteral("/x"), 5, 41'000'000, 1'000'000'000, std::chrono::system_clock::now() - 24h * 6 };
        status.health = { Health::State::Healthy, {}, std::chrono::system_clock::now() - 1h, {} };
        monitor.setStatus(status);
        QVERIFY(healthLine.text().startsWith(QStringLiteral("Healthy: test event 1 h ago · log 41.0 MB of 1.0 GB")));
        QVERIFY(healthLine.text().contains(QStringLiteral("oldest event 6 day")));
        QCOMPARE(mark->shape(), Shape::Dot);

        status.health = { Health::State::Unwell, {}, {}, QStringLiteral("<b>nobody</b> answers\nat all") };
        monitor.setStatus(status);
        QVERIFY(healthLine.text().startsWith(QStringLiteral("Unwell since ")));
        QVERIFY(healthLine.text().contains(QStringLiteral("<b>nobody</b> answers ·")));
        QVERIFY(healthLine.toolTip().contains(QStringLiteral("answers<br>at all")));
        QVERIFY(!healthLine.toolTip().contains(QStringLiteral("<b>")));
        QCOMPARE(mark->shape(), Shape::Triangle);

        status.state = ServerStatus::State::Paused;
        monitor.setStatus(status);
        QVERIFY(healthLine.text().startsWith(QStringLiteral("Paused")));
        QCOMPARE(mark->shape(), Shape::Bars);
    }

    // Settings

    void whatWasNotTouchedStaysAsItWas()
    {
        FakeMonitor monitor;
        FakeDesktop desktop;
        desktop.chosen.keepBytes = 1'000'000'007;
        desktop.chosen.keepFor = 90s;
        desktop.chosen.notifiedChannels = { "a", "b/" };
        const Preferences before = desktop.chosen;
        SettingsWindow window(desktop, monitor);
        window.show();
        auto *buttons = window.findChild<QDialogButtonBox *>();
        QVERIFY(!buttons->button(QDialogButtonBox::Apply)->isEnabled());
        QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), Patience);
        QVERIFY(desktop.chosen == before);
    }

    void whatIsChosenIsApplied()
    {
        FakeMonitor monitor;
        FakeDesktop desktop;
        desktop.chosen.notifiedChannels = { "a", "b/" };
        SettingsWindow window(desktop, monitor);
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
        QTRY_COMPARE_WITH_TIMEOUT(desktop.chosen.bind, QStringLiteral("0.0.0.0:9000"), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(!apply->isEnabled(), Patience);
        QVERIFY(window.isVisible());
        QCOMPARE(desktop.chosen.keepFor, std::chrono::seconds(7h));
        QVERIFY(desktop.chosen.startsPaused);
        QCOMPARE(desktop.chosen.notifiedChannels, QSet<QByteArray>({ "b/" }));
    }

    void whatIsWrongIsSaidAtTheField()
    {
        FakeMonitor monitor;
        FakeDesktop desktop;
        desktop.faults = { { PreferenceFault::Field::UrlBase, QStringLiteral("no URL") },
                           { PreferenceFault::Field::KeepFor, QStringLiteral("too short") } };
        SettingsWindow window(desktop, monitor);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window, Patience));
        auto *buttons = window.findChild<QDialogButtonBox *>();
        QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(notes(window).contains(QStringLiteral("no URL")), Patience);
        QVERIFY(notes(window).contains(QStringLiteral("too short")));
        QVERIFY(window.isVisible());
        QCOMPARE(QApplication::focusWidget(), hinted(window, QStringLiteral("https://hooks")));
        desktop.faults.clear();
        QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), Patience);
    }

    void whatChangesElsewhereIsShownUnlessSomebodyTypes()
    {
        FakeMonitor monitor;
        FakeDesktop desktop;
        SettingsWindow window(desktop, monitor);
        window.show();
        auto *bind = hinted(window, QStringLiteral("127.0.0.1"));
        desktop.chosen.bind = QStringLiteral("127.0.0.1:1");
        Q_EMIT desktop.preferencesChanged(desktop.chosen);
        QCOMPARE(bind->text(), QStringLiteral("127.0.0.1:1"));
        QTest::keyClicks(bind, QStringLiteral("2"));
        desktop.chosen.notifiedChannels = { "a" };
        Q_EMIT desktop.preferencesChanged(desktop.chosen);
        QCOMPARE(bind->text(), QStringLiteral("127.0.0.1:12"));
    }

    void theKeyIsShownCopiedAndChanged()
    {
        FakeMonitor monitor;
        FakeDesktop desktop;
        SettingsWindow window(desktop, monitor);
        window.show();
        QVERIFY(line(window, QStringLiteral("Key")).isEmpty());
        QTest::mouseClick(called<QPushButton>(window, QStringLiteral("Show the key")), Qt::LeftButton);
        QCOMPARE(line(window, QStringLiteral("Key")).toUtf8(), desktop.currentKey);
        QTest::mouseClick(called<QPushButton>(window, QStringLiteral("Copy: key")), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), desktop.currentKey);

        auto *change = called<QPushButton>(window, QStringLiteral("Change the key…"));
        QTest::mouseClick(change, Qt::LeftButton);
        auto *dialog = window.findChild<KeyChangeDialog *>();
        QVERIFY(dialog);
        QVERIFY(notes(*dialog).value(0).startsWith(QStringLiteral("Every URL changes.")));
        const QByteArray before = desktop.currentKey;
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<KeyChangeDialog *>(), Patience);
        QCOMPARE(desktop.currentKey, before);

        QTest::mouseClick(change, Qt::LeftButton);
        dialog = window.findChild<KeyChangeDialog *>();
        dialog->findChildren<QRadioButton *>().at(1)->click();
        auto *accept = labelled<QPushButton>(*dialog, QStringLiteral("Change the key"));
        QVERIFY(!accept->isEnabled());
        QTest::keyClicks(called<QLineEdit>(*dialog, QStringLiteral("New key")), QStringLiteral("mine"));
        QTest::mouseClick(accept, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(desktop.currentKey, QByteArray("mine"), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(change->isEnabled(), Patience);
        QVERIFY(line(window, QStringLiteral("Key")).isEmpty());

        desktop.keyError = QStringLiteral("the keyring is locked");
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

HOOKBOT_TEST(PagesTest)
#include "pages_test.moc"
