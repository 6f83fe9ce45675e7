#include "../support/suite.h"
#include "jsonpath.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace hookbot;

class JsonPathTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsText_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("text"); // null for none
        const auto row = [](const char *path, const QByteArray &text) {
            QTest::newRow(path) << QByteArray(path) << text;
        };
        row("s", "text");
        row("o.s", "inner");
        row("a[0]", "first");
        row("a[1].n", "7");
        row("a[2][1]", "deep");
        row("a[9]", {});
        row("a.n", {});
        row("o[0]", {});
        row("t", "true");
        row("f", "false");
        row("z", {});
        row("o", {});
        row("a", {});
        row("absent", {});
        row("s.more", {});
        row("whole", "9007199254740993");
        row("negative", "-12");
        row("half", "0.5");
        row("huge", "1e+300");
        row("e", "");
        row(R"(d\.ot)", "dot");
        row(R"(br\[0])", "bracket");
        row("\xc3\xa4", "umlaut");
    }

    void findsText()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, text);
        const auto document = QJsonDocument::fromJson(
            R"({"s":"text","o":{"s":"inner"},"a":["first",{"n":7},[0,"deep"]],"t":true,"f":false,"z":null,)"
            R"("whole":9007199254740993,"negative":-12,"half":0.5,"huge":1e300,"e":"","d.ot":"dot",)"
            R"("br[0]":"bracket","ä":"umlaut"})");
        const auto parsed = JsonPath::parse(path);
        QVERIFY2(parsed, parsed ? "" : qPrintable(parsed.error()));
        const auto found = parsed->textIn(document.object());
        QCOMPARE(found.has_value(), !text.isNull());
        QCOMPARE(found.value_or(QByteArray()), text);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char *path : { "", ".", "a.", ".a", "a..b", "a[", "a[]", "a[x]", "a[-1]", "a[+1]", "a[1", "a[1]b",
                                  "a[1].", "a[99999999999]" })
            QTest::newRow(path) << QByteArray(path);
    }

    void saysWhatIsWrong()
    {
        QFETCH(const QByteArray, path);
        const auto parsed = JsonPath::parse(path);
        QVERIFY(!parsed);
        QVERIFY(parsed.error().contains(QLatin1Char('"') + QString::fromUtf8(path) + QLatin1Char('"')));
    }
};

HOOKBOT_TEST(JsonPathTest)
#include "jsonpath_test.moc"
