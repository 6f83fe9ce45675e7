#include "tests/support/fakemonitor.h"
#include "tests/support/suite.h"
#include "tests/ui/finding.h"
#include "ui/tokens/tokenswindow.h"

#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>

using namespace hookbot;

class TokensTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void whatIsTypedIsAskedForAndShown()
    {
        FakeMonitor monitor;
        monitor.access = someAccess();
        TokensWindow window(monitor);
        window.show();
        window.setChannel("/unsafe/a/");
        QTRY_COMPARE_WITH_TIMEOUT(line(window, "subscribeUrl"), someAccess().subscribeUrl, Patience);
        QVERIFY(line(window, "publishUrl").isEmpty()); // nobody can publish to everything below a channel
        AccessRequest request = monitor.accessRequests.last();
        QCOMPARE(request.channel, "a/");
        QVERIFY(request.isRecursive && request.isUnsafe && !request.isSha1);
        QVERIFY(line(window, "wscat").contains(QStringLiteral("X-Hookbot-Unsafe-Is-Ok")));

        window.setChannel("a");
        auto *field = named<QLineEdit>(window, "channel");
        QTest::keyClick(field, Qt::Key_End);
        QTest::keyClicks(field, QStringLiteral("/b"));
        QTest::keyClick(named<QCheckBox>(window, "sha1"), Qt::Key_Space);
        auto *metadata = named<QComboBox>(window, "metadata");
        QTest::keyClick(metadata, Qt::Key_Down);
        request = monitor.accessRequests.last();
        QCOMPARE(request.channel, "a/b");
        QVERIFY(!request.isRecursive && !request.isUnsafe && request.isSha1);
        QCOMPARE(request.extraMetadata, "github");

        QTest::keyClicks(field, QStringLiteral("/"));
        QVERIFY(monitor.accessRequests.last().isRecursive);
        QTRY_VERIFY_WITH_TIMEOUT(line(window, "payloadUrl").isEmpty(), Patience);
        QTest::keyClick(field, Qt::Key_Backspace);
        QTRY_COMPARE_WITH_TIMEOUT(line(window, "payloadUrl"), someAccess().publishUrl, Patience);

        QSignalSpy copied(&window, &TokensWindow::copied);
        QTest::mouseClick(copyButton(window, "payloadUrl"), Qt::LeftButton);
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
        QVERIFY(line(window, "curl").isEmpty());
        QVERIFY(!copyButton(window, "curl")->isEnabled());
        named<QLineEdit>(window, "channel")->clear();
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
        QTest::keyClicks(named<QLineEdit>(window, "token"), QStringLiteral(" abc "));
        QTest::keyClicks(named<QLineEdit>(window, "path"), QStringLiteral("/sub/a/b"));
        QTRY_COMPARE_WITH_TIMEOUT(channels->count(), 2, Patience);
        QCOMPARE(monitor.explained.last(), std::pair(QStringLiteral("abc"), QStringLiteral("/sub/a/b")));
        QCOMPARE(named<QLabel>(window, "why")->text(), QStringLiteral("It is the token of /sub/a/."));
        named<QLineEdit>(window, "token")->clear();
        QTRY_COMPARE_WITH_TIMEOUT(channels->count(), 0, Patience);
    }
};

HOOKBOT_TEST(TokensTest)
#include "tokens_test.moc"
