#include "broker/net/bindaddress.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class BindAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("shown"); // empty: refused
        const auto row = [](const char *text, const char *shown) {
            QTest::addRow("%s", text) << QString::fromLatin1(text) << QString::fromLatin1(shown);
        };
        row(":8080", ":8080");
        row("8080", ":8080");
        row("127.0.0.1:80", "127.0.0.1:80");
        row("localhost:8080", "127.0.0.1:8080");
        row("[::1]:8080", "[::1]:8080");
        row("0.0.0.0:1", "0.0.0.0:1");
        row(":0", ":0");
        row("", "");
        row(":", "");
        row("localhost", "");
        row("localhost:", "");
        row(":65536", "");
        row(":-1", "");
        row(":+1", "");
        row(":http", "");
        row("::1:8080", "");
        row("[::1]", "");
        row("example.com:80", "");
        row("127.0.0.256:80", "");
    }

    void parses()
    {
        QFETCH(QString, text);
        QFETCH(QString, shown);
        const auto address = BindAddress::parse(text);
        QCOMPARE(address ? address->toString() : QString(), shown);
        if (!address)
            QVERIFY(!address.error().isEmpty());
    }
};

HOOKBOT_TEST(BindAddressTest)
#include "bindaddress_test.moc"
