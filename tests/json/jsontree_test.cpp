#include "broker/json/jsontree.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class JsonTreeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasAllWithItsPlace()
    {
        const QByteArray json = "{\n \"a\": [1.50, \"x\\n\", {}],\n \"\xc3\xa4\": true, \"n\": null}";
        const auto tree = JsonTree::parse(json);
        QVERIFY(tree);
        QVERIFY(tree->kind == JsonTree::Kind::Object);
        QCOMPARE(tree->offset, qsizetype(0));
        QCOMPARE(tree->members.size(), size_t(3));
        QCOMPARE(tree->members[0].offset, json.indexOf("\"a\""));
        const JsonTree *a = tree->member("a");
        QVERIFY(a);
        QCOMPARE(a->elements.size(), size_t(3));
        QCOMPARE(a->elements[0].text, QByteArray("1.50"));
        QCOMPARE(a->elements[0].offset, json.indexOf("1.50"));
        QCOMPARE(a->elements[1].text, QByteArray("x\n"));
        QVERIFY(a->elements[2].kind == JsonTree::Kind::Object);
        QVERIFY(tree->member("\xc3\xa4")->isBool());
        QVERIFY(tree->member("n")->kind == JsonTree::Kind::Null);
        QVERIFY(!tree->member("absent"));
        QVERIFY(!a->member("a"));
    }

    void saysWhereItIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text"); // a ^ stands before what is wrong
        for (const char *text :
             { "^", "[1,^]", "{\"a\":1,^\"a\":2}", "{\"a\":{\"b\":1,\"c\":2,^\"\\u0062\":3}}", "[1]^x" })
            QTest::newRow(text) << QByteArray(text);
    }

    void saysWhereItIsWrong()
    {
        QFETCH(QByteArray, text);
        const qsizetype mark = text.indexOf('^');
        text.remove(mark, 1);
        const auto tree = JsonTree::parse(text);
        QVERIFY(!tree);
        QCOMPARE(tree.error().offset, mark);
        QVERIFY(!tree.error().what.isEmpty());
    }

    void namesThatComeAgainElsewhereAreGood() { QVERIFY(JsonTree::parse(R"([{"a":{"a":1}},{"a":2}])")); }

    void countsLinesAndCharacters()
    {
        const QByteArray text = "a\n\xc3\xa4\xf0\x9f\xaa\x9dx\n";
        QCOMPARE(lineAndColumn(text, 0), QStringLiteral("line 1, column 1"));
        QCOMPARE(lineAndColumn(text, 2), QStringLiteral("line 2, column 1"));
        QCOMPARE(lineAndColumn(text, 8), QStringLiteral("line 2, column 3"));
        QCOMPARE(lineAndColumn(text, 100), QStringLiteral("line 3, column 1"));
    }
};

HOOKBOT_TEST(JsonTreeTest)
#include "jsontree_test.moc"
