#include "broker/event/event.h"
#include "broker/event/headers.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class HeadersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderNamesAndValues()
    {
        Headers headers;
        headers.append("Host", "example.com");
        headers.append("X-Empty", "");
        headers.append("x-colon", "a: b: c");
        headers.append("X-Raw", "\xff\xfe");
        QCOMPARE(headers.count(), 4);

        QList<std::pair<QByteArray, QByteArray>> fields;
        for (const auto &[name, value] : headers)
            fields.append({ name.toByteArray(), value.toByteArray() });
        const QList<std::pair<QByteArray, QByteArray>> expected{
            { "Host", "example.com" }, { "X-Empty", "" }, { "x-colon", "a: b: c" }, { "X-Raw", "\xff\xfe" }
        };
        QCOMPARE(fields, expected);
        QCOMPARE(Headers::parse(headers.bytes()), std::optional(headers));
    }

    void findsByNameInAnyCase()
    {
        Headers headers;
        headers.append("X-A", "1");
        headers.append("x-a", "2");
        QCOMPARE(headers.value("X-a")->toByteArray(), QByteArray("1"));
        QCOMPARE(headers.count("X-A"), 2);
        QVERIFY(!headers.value("X"));
        QVERIFY(!Headers().value("X"));
    }

    void nothingThatIsNoFieldGetsIn_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("no name") << QByteArray() << QByteArray("x");
        for (const char *name : { "a b", "a:", "a\r\nb", "\xe9", " a", "a\t", "(a)" })
            QTest::newRow(name) << QByteArray(name) << QByteArray("x");
        QTest::newRow("a NUL in the name") << QByteArray("a\0b", 3) << QByteArray("x");
        for (const char *value : { "\r", "\n", "x\r\nY: z", "\nx", "x\r" })
            QTest::newRow(value) << QByteArray("A") << QByteArray(value);
        QTest::newRow("a NUL in the value") << QByteArray("A") << QByteArray("x\0y", 3);
    }

    void nothingThatIsNoFieldGetsIn()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        Headers headers;
        QVERIFY(headers.append("X-One", "1"));
        const Headers before = headers;
        QVERIFY(!headers.append(name, value));
        QCOMPARE(headers, before);
        const QByteArray block = "X-One: 1\r\n" + name + ": " + value + "\r\n";
        // One that is two fields is a block all the same.
        QCOMPARE(Headers::parse(block).has_value(), value == "x\r\nY: z");
    }

    void aBlockIsReadOrRefused_data()
    {
        QTest::addColumn<QByteArray>("block");
        for (const char *block :
             { "A", "A:", "A: ", "A: 1", "A: 1\r", "A: 1\n", "A:1\r\n", "A : 1\r\n", ": 1\r\n", "\r\n", "A: 1\r\n\r\n",
               "A: 1\r\nB", "A: 1\r\nB\r\n", "A: 1\r\r\n", "A\r\n: 1\r\n", "A: 1\r\n ", " A: 1\r\n" })
            QTest::newRow(block) << QByteArray(block);
        QTest::newRow("zeros") << QByteArray(100, '\0');
    }

    void aBlockIsReadOrRefused()
    {
        QFETCH(QByteArray, block);
        QVERIFY(!Headers::parse(block));
        QVERIFY(Headers::parse({}));
    }

    /// Whatever comes back from a disk: it is refused, or all that walks it is inside it.
    void everyFlippedByteIsReadOrRefused()
    {
        Headers whole;
        whole.append("Content-Type", "application/json");
        whole.append("X", "");
        whole.append("X-Colons", ":: : a: b");
        for (qsizetype i = 0; i < whole.bytes().size(); ++i) {
            for (int byte = 0; byte < 256; ++byte) {
                QByteArray block = whole.bytes();
                block[i] = char(byte);
                const auto headers = Headers::parse(block);
                if (!headers)
                    continue;
                QByteArray again;
                for (const auto &[name, value] : *headers) {
                    QVERIFY(Headers::isField(name, value));
                    again += name.toByteArray() + ": " + value.toByteArray() + "\r\n";
                }
                QCOMPARE(again, block);
            }
            QVERIFY(i == 0 || !Headers::parse(whole.bytes().first(i)) || whole.bytes().first(i).endsWith("\r\n"));
        }
    }

    void withoutSecretsDropsCredentialsAlone()
    {
        Headers headers;
        headers.append("authorization", "Basic abc");
        headers.append("X-Hub-Signature-256", "sha256=1");
        headers.append("COOKIE", "a=b");
        headers.append("Proxy-Authorization", "x");
        headers.append("X-Authorization", "mine");
        const Headers kept = withoutSecrets(headers);
        QCOMPARE(kept.bytes(), QByteArray("X-Hub-Signature-256: sha256=1\r\nX-Authorization: mine\r\n"));
    }
};

HOOKBOT_TEST(HeadersTest)
#include "headers_test.moc"
