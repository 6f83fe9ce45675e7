#include "broker/requests/origin.h"
#include "tests/support/suite.h"

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
        row("evil.example//localhost", "localhost", false);
        row("x://evil.example//localhost", "localhost", false);
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

    /// On the desktop, where a page may have its own name resolve to this machine.
    void ownOnLoopback_data()
    {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("verdict");
        const auto row = [](const char *origin, const char *host, bool verdict) {
            QTest::addRow("%s at %s", origin, host) << QByteArray(origin) << QByteArray(host) << verdict;
        };
        row("http://localhost:8080", "localhost:8080", true);
        row("http://LOCALHOST:8080", "127.0.0.1:8080", true);
        row("http://127.0.0.1:8080", "localhost:8080", true);
        row("http://127.7.0.1:8080", "127.7.0.1:8080", true);
        row("http://[::1]:8080", "[::1]:8080", true);
        row("https://localhost", "localhost:443", true);
        row("//localhost:8080", "localhost:8080", true);
        row("http://localhost:8080", "evil.example:8080", true); // Host alone refuses nobody
        row("http://hooks.example.com", "127.0.0.1:8080", true); // the URL base
        row("http://evil.example:8080", "evil.example:8080", false);
        row("http://evil.example", "evil.example", false);
        row("http://localhost.evil.example:8080", "localhost.evil.example:8080", false);
        row("http://127.0.0.1.evil.example:8080", "127.0.0.1.evil.example:8080", false);
        row("http://evil-localhost:8080", "evil-localhost:8080", false);
        row("http://192.168.1.7:8080", "192.168.1.7:8080", false);
        row("http://0.0.0.0:8080", "0.0.0.0:8080", false);
        row("http://[::]:8080", "[::]:8080", false);
        row("http://[fe80::1]:8080", "[fe80::1]:8080", false);
        row("http://localhost:3000", "localhost:8080", false); // another program's
        row("http://localhost", "localhost:8080", false);
        row("http://x@localhost:8080", "localhost:8080", false);
        row("null", "localhost:8080", false);
        row("", "localhost:8080", false);
        row("file://", "localhost:8080", false);
    }

    void ownOnLoopback()
    {
        QFETCH(QByteArray, origin);
        QFETCH(QByteArray, host);
        QTEST(isAllowedOrigin(origin, host, { "hooks.example.com" }, OwnOrigin::LoopbackHost), "verdict");
    }
};

HOOKBOT_TEST(OriginTest)
#include "origin_test.moc"
