#include "app/output/prettyjson.h"
#include "tests/support/suite.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace hookbot;

class PrettyJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void laysOut_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray("{ }") << QByteArray("{}");
        QTest::newRow("empty in it") << QByteArray("[{},[ ]]") << QByteArray("[\n  {},\n  []\n]");
        QTest::newRow("order and numbers stay") << QByteArray("{\"b\":1.50,\"a\":12345678901234567890}")
                                                << QByteArray("{\n  \"b\": 1.50,\n  \"a\": 12345678901234567890\n}");
        QTest::newRow("laid out before") << QByteArray("{\n\t\"a\" :\r\n [ 1 , true ]\n}\n")
                                         << QByteArray("{\n  \"a\": [\n    1,\n    true\n  ]\n}");
        QTest::newRow("strings stay") << QByteArray("[\"a\\\"b\\\\\",\"{,:[\",\"\\u001b[2J\"]")
                                      << QByteArray("[\n  \"a\\\"b\\\\\",\n  \"{,:[\",\n  \"\\u001b[2J\"\n]");
    }

    void laysOut()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, text);
        QCOMPARE(prettyJson(json, false), std::optional(text));
        QVERIFY(prettyJson(json, true));
    }

    void leavesAloneWhatIsNotJson_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char *bytes : { "", "a=b", "{", "[1,]", "{\"a\":}", "\"text\"", "[\"\x1b\"", "12", "{}x" })
            QTest::newRow(bytes) << QByteArray(bytes);
    }

    void leavesAloneWhatIsNotJson()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(prettyJson(bytes, true), std::nullopt);
    }

    void coloursNamesAndValues()
    {
        QCOMPARE(prettyJson("{\"a\":\"b\",\"c\":1}", true),
                 std::optional(QByteArray("{\n  \033[34m\"a\"\033[0m: \033[32m\"b\"\033[0m,\n"
                                          "  \033[34m\"c\"\033[0m: \033[33m1\033[0m\n}")));
    }

    /// Whatever is inside means the same afterwards.
    void meansTheSame()
    {
        QJsonObject object{ { QStringLiteral("a"), QJsonArray{ 1, QStringLiteral("x\\\"y"), QJsonObject() } } };
        for (int depth = 0; depth < 200; ++depth)
            object = { { QStringLiteral("deeper"), object }, { QStringLiteral("n"), depth } };
        const auto text = prettyJson(QJsonDocument(object).toJson(QJsonDocument::Compact), false);
        QVERIFY(text);
        QCOMPARE(QJsonDocument::fromJson(*text).object(), object);
    }
};

HOOKBOT_TEST(PrettyJsonTest)
#include "prettyjson_test.moc"
