#include "app/input/quantities.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class QuantitiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("value"); // 0: refused
        const auto row = [](const char *text, qint64 value) {
            QTest::addRow("%s", text) << QString::fromLatin1(text) << value;
        };
        row("1", 1);
        row("65536", 65536);
        row("64KiB", 65536);
        row("25MiB", 25LL << 20);
        row("1GiB", 1LL << 30);
        row("2kB", 2000);
        row("3MB", 3'000'000);
        row("10B", 10);
        row("0", 0);
        row("-1", 0);
        row("", 0);
        row("MiB", 0);
        row("1.5MiB", 0);
        row("1mib", 0);
        row("1 MiB x", 0);
        row("9999999999999999999", 0);
        row("9999999999GiB", 0);
    }

    void bytes()
    {
        QFETCH(QString, text);
        QTEST(parseBytes(text).value_or(0), "value");
    }

    void bodies()
    {
        QCOMPARE(parseBodySize(QStringLiteral("1GiB")).value_or(0), 1LL << 30);
        QCOMPARE(parseBodySize(QStringLiteral("1073741825")).value_or(0), 0);
        QVERIFY(parseBodySize(QStringLiteral("4GiB")).error().contains(QStringLiteral("1GiB")));
        QVERIFY(!parseBodySize(QStringLiteral("0")));
    }

    void durations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("seconds"); // 0: refused
        const auto row = [](const char *text, qint64 seconds) {
            QTest::addRow("%s", text) << QString::fromLatin1(text) << seconds;
        };
        row("30", 30);
        row("30s", 30);
        row("10m", 600);
        row("24h", 86'400);
        row("7d", 604'800);
        row("0s", 0);
        row("-5s", 0);
        row("s", 0);
        row("", 0);
        row("5x", 0);
        row("1.5h", 0);
        row("36500d", 3'153'600'000);
        row("36501d", 0);
        row("+5s", 0);
        row("3153600001", 0);
    }

    void durations()
    {
        QFETCH(QString, text);
        QTEST(qint64(parseDuration(text).value_or(std::chrono::seconds(0)).count()), "seconds");
    }
};

HOOKBOT_TEST(QuantitiesTest)
#include "quantities_test.moc"
