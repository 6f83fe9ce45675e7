#include "../support/suite.h"
#include "event.h"
#include "headers.h"

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
        QCOMPARE(Headers::fromBytes(headers.bytes()), headers);
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
