#include "tests/support/fakemonitor.h"
#include "tests/support/suite.h"
#include "tests/ui/finding.h"
#include "ui/text/lines.h"
#include "ui/welcome/welcomepane.h"

#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPushButton>

using namespace hookbot;

class WelcomeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void theFirstEventIsAskedFor()
    {
        FakeMonitor monitor;
        monitor.access = someAccess();
        WelcomePane pane(monitor);
        pane.show();
        QTRY_COMPARE_WITH_TIMEOUT(line(pane, "publishUrl"), someAccess().publishUrl, Patience);
        QCOMPARE(monitor.accessRequests.last().channel, "hello");
        QCOMPARE(line(pane, "curl"), curlLine(someAccess()));
        auto *send = named<QPushButton>(pane, "sendTestEvent");
        QSignalSpy asked(&pane, &WelcomePane::testEventAsked);
        QTest::keyClick(send, Qt::Key_Space);
        QTest::mouseClick(send, Qt::LeftButton);
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked[0][0].toByteArray(), "hello");
    }

    void anEmptyChannelShowsItsOwnUrls()
    {
        FakeMonitor monitor;
        monitor.access = someAccess();
        WelcomePane pane(monitor);
        pane.show();
        pane.setChannel("/unsafe/ci");
        QVERIFY(monitor.accessRequests.last().isUnsafe);
        QTRY_VERIFY_WITH_TIMEOUT(line(pane, "listen").endsWith(QStringLiteral("--unsafe-ok")), Patience);
        QSignalSpy asked(&pane, &WelcomePane::testEventAsked);
        QTest::mouseClick(named<QPushButton>(pane, "sendTestEvent"), Qt::LeftButton);
        QCOMPARE(asked.value(0).value(0).toByteArray(), "/unsafe/ci");
        pane.setChannel("a/");
        QCOMPARE(monitor.accessRequests.last().channel, "a/hello");

        // The key may have been changed in another window.
        monitor.access.subscribeUrl = QStringLiteral("ws://other@h/sub/x");
        QEvent activated(QEvent::WindowActivate);
        QApplication::sendEvent(&pane, &activated);
        QTRY_COMPARE_WITH_TIMEOUT(line(pane, "subscribeUrl"), monitor.access.subscribeUrl, Patience);

        QSignalSpy copied(&pane, &WelcomePane::copied);
        QTest::mouseClick(copyButton(pane, "subscribeUrl"), Qt::LeftButton);
        QCOMPARE(copied.size(), 1);
        QCOMPARE(QGuiApplication::clipboard()->text(), monitor.access.subscribeUrl);
    }
};

HOOKBOT_TEST(WelcomeTest)
#include "welcome_test.moc"
