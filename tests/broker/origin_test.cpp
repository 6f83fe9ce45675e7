#include "../support/suite.h"
#include "origin.h"

#include <QtTest/QTest>

using namespace hookbot;

class OriginTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allows_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QList<QByteArray>>("allowed");
        QTest::addColumn<bool>("verdict");
        const auto row = [](const char *origin, const char *host, bool verdict, const QList<QByteArray> &allowed = {}) {
            QTest::addRow("%s at %s%s", origin, host,
                          allowed.isEmpty() ? "" : (" with " + allowed.join(' ')).constData())
                << QByteArray(origin) << QByteArray(host) << allowed << verdict;
        };
        row("http://localhost:8080", "localhost:8080", true);
        row("https://hooks.example.com", "hooks.example.com", true);
        row("//localhost:8080", "localhost:8080", true);
        row("HTTP://LocalHost:8080", "localhost:8080", true);
        row("https://hooks.example.com:443", "hooks.example.com", true);
        row("http://hooks.example.com", "hooks.example.com:80", true);
        row("http://localhost:3000", "localhost:8080", false);
        row("https://evil.example", "hooks.example.com", false);
        row("https://hooks.example.com.evil.example", "hooks.example.com", false);
        row("https://evil.example/hooks.example.com", "hooks.example.com", false);
        row("http://hooks.example.com:443", "hooks.example.com", false);
        row("null", "null", false);
        row("", "", false);
        row("//", "", false);
        row("hooks.example.com", "hooks.example.com", false);
        row("https://app.example", "h", true, { "https://app.example" });
        row("https://app.example", "h", true, { "x", "app.example" });
        row("http://app.example", "h", false, { "https://app.example" });
        row("https://app.example:444", "h", false, { "app.example" });
    }

    void allows()
    {
        QFETCH(QByteArray, origin);
        QFETCH(QByteArray, host);
        QFETCH(QList<QByteArray>, allowed);
        QTEST(isAllowedOrigin(origin, host, allowed), "verdict");
    }
};

HOOKBOT_TEST(OriginTest)
#include "origin_test.moc"
