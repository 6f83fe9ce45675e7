#include "broker/json/jsonlookup.h"
#include "tests/json/randomjson.h"
#include "tests/support/suite.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QLocale>
#include <QtTest/QTest>

using namespace hookbot;

namespace {

JsonPath pathOf(const QByteArray &text)
{
    const auto path = JsonPath::parse(text);
    if (!path)
        qFatal("%s", qPrintable(path.error()));
    return *path;
}

/// The value at one path; absent too where the text is no JSON.
JsonValue at(const QByteArray &path, QByteArrayView json)
{
    JsonPathSet paths;
    paths.add(pathOf(path));
    const auto found = JsonLookup::read(json, paths);
    return found ? found->value(pathOf(path)) : JsonValue();
}

/// What a tree of Qt's has at a path.
QJsonValue valueIn(QJsonValue value, const JsonPath &path)
{
    for (const JsonPath::Step &step : path.steps()) {
        if (const auto *name = std::get_if<QByteArray>(&step))
            value = value.isObject() ? value.toObject().value(QString::fromUtf8(*name)) : QJsonValue::Undefined;
        else
            value = value.isArray() ? value.toArray().at(std::get<qsizetype>(step)) : QJsonValue::Undefined;
    }
    return value;
}

JsonValue::Kind kindOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return JsonValue::Kind::Null;
    case QJsonValue::Bool:
        return value.toBool() ? JsonValue::Kind::True : JsonValue::Kind::False;
    case QJsonValue::Double:
        return JsonValue::Kind::Number;
    case QJsonValue::String:
        return JsonValue::Kind::String;
    case QJsonValue::Array:
        return JsonValue::Kind::Array;
    case QJsonValue::Object:
        return JsonValue::Kind::Object;
    default:
        return JsonValue::Kind::Absent;
    }
}

QByteArray textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().toUtf8();
    const bool isInteger = value.toInteger(0) == value.toInteger(1); // returns its argument if it is not one
    return isInteger ? QByteArray::number(value.toInteger())
                     : QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
}

} // namespace

class JsonLookupTest : public QObject
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
        row("beyond", "1e400");
        row("point", "7");
        row("e", "");
        row("d\\.ot", "dot");
        row("br\\[0]", "bracket");
        row("\xc3\xa4", "umlaut");
        row("escaped", "yes");
    }

    void findsText()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, text);
        const QByteArray json =
            "{\"s\":\"text\",\"o\":{\"s\":\"inner\"},\"a\":[\"first\",{\"n\":7},[0,\"deep\"]],\"t\":true,\"f\":false,"
            "\"z\":null,"
            "\"whole\":9007199254740993,\"negative\":-12,\"half\":0.5,\"huge\":1e300,\"e\":\"\",\"d.ot\":\"dot\","
            "\"br[0]\":\"bracket\",\"ä\":\"umlaut\",\"beyond\":1e400,\"point\":7.0,\"\\u0065scaped\":\"yes\"}";
        const auto found = at(path, json).text();
        QCOMPARE(found.has_value(), !text.isNull());
        QCOMPARE(found.value_or(QByteArray()), text);
    }

    void findsAllInOnePass()
    {
        JsonPathSet paths;
        QVERIFY(paths.isEmpty());
        for (const char *path : { "a", "a.b", "a.b.c", "[1]", "x[0].y", "x[2]" })
            paths.add(pathOf(path));
        QVERIFY(!paths.isEmpty());
        const auto found = JsonLookup::read("{\"a\":{\"b\":{\"c\":1}},\"x\":[{\"y\":2},3,4]}", paths);
        QVERIFY(found);
        QVERIFY(found->kind() == JsonValue::Kind::Object);
        QVERIFY(found->value(pathOf("a")).kind == JsonValue::Kind::Object);
        QVERIFY(found->value(pathOf("a.b")).kind == JsonValue::Kind::Object);
        QVERIFY(found->value(pathOf("a.b.c")).text() == "1");
        QVERIFY(found->value(pathOf("x[0].y")).text() == "2");
        QVERIFY(found->value(pathOf("x[2]")).text() == "4");
        QVERIFY(found->value(pathOf("x[1]")).kind == JsonValue::Kind::Absent); // not in the set
        QVERIFY(found->value(pathOf("[1]")).kind == JsonValue::Kind::Absent);
        QVERIFY(JsonLookup::read("[]", paths)->kind() == JsonValue::Kind::Array);
        QVERIFY(JsonLookup::read("7", {})->kind() == JsonValue::Kind::Number);
    }

    void theLastOfANameCountsWithAllInsideOfIt()
    {
        QVERIFY(at("a", "{\"a\":1,\"a\":2,\"b\":0,\"a\":3}").text() == "3");
        QVERIFY(at("a.b", "{\"a\":{\"b\":1},\"a\":{\"c\":2}}").kind == JsonValue::Kind::Absent);
        QVERIFY(at("a.b", "{\"a\":{\"b\":1},\"a\":7}").kind == JsonValue::Kind::Absent);
        QVERIFY(at("a.b.c", "{\"a\":{\"b\":{\"c\":1}},\"a\":{\"b\":{}}}").kind == JsonValue::Kind::Absent);
        QVERIFY(at("a.b.c", "{\"a\":{\"b\":{}},\"a\":{\"b\":{\"c\":2}}}").text() == "2");
        QVERIFY(at("a[0]", "{\"a\":[1],\"a\":[]}").kind == JsonValue::Kind::Absent);
        QVERIFY(at("a", "{\"a\":1,\"\\u0061\":2}").text() == "2");
    }

    void whatIsNoJsonHasNothing()
    {
        for (const char *json :
             { "", "{\"a\":1", "{\"a\":1}x", "{\"a\":1,}", "{\"a\":1,\"b\":[}", "{\"a\":1,\"b\":\"\377\"}" })
            QVERIFY2(at("a", json).kind == JsonValue::Kind::Absent, json);
    }

    void longTextIsNotKept()
    {
        const auto text = [](qsizetype size, const char *c) {
            return "{\"a\":\"" + QByteArray(c).repeated(size) + "\"}";
        };
        QVERIFY(at("a", text(JsonLookup::LongestText, "x")).text()->size() == JsonLookup::LongestText);
        QVERIFY(at("a", text(JsonLookup::LongestText, "\\n")).text()->size() == JsonLookup::LongestText);
        for (const char *c : { "x", "\\u0041" }) {
            const JsonValue tooLong = at("a", text(JsonLookup::LongestText + 1, c));
            QVERIFY(tooLong.kind == JsonValue::Kind::String);
            QVERIFY(tooLong.isTooLong);
            QVERIFY(!tooLong.text());
            QVERIFY(tooLong.bytes.isEmpty());
        }
        const JsonValue number = at("a", "{\"a\":" + QByteArray(JsonLookup::LongestText + 1, '1') + '}');
        QVERIFY(number.kind == JsonValue::Kind::Number);
        QVERIFY(number.isTooLong);
    }

    /// The same values as in Qt's tree, wherever a path leads.
    void findsWhatQJsonDocumentHas()
    {
        RandomJson random(7);
        int texts = 0;
        for (int i = 0; i < 5'000; ++i) {
            const QByteArray json = random.next(i % 5 != 0);
            JsonPathSet set;
            std::vector<JsonPath> paths;
            for (unsigned count = 1 + random.below(6); count > 0; --count) {
                QByteArray path;
                for (unsigned steps = 1 + random.below(3); steps > 0; --steps) {
                    constexpr std::array Names{ "a", "b", "\xc3\xa4", "a\\.b" };
                    if (random.below(2) == 0)
                        path += '[' + QByteArray::number(random.below(3)) + ']';
                    else
                        path += (path.isEmpty() ? "" : ".") + QByteArray(Names[random.below(Names.size())]);
                }
                paths.push_back(pathOf(path));
                set.add(paths.back());
            }
            const QJsonDocument document = QJsonDocument::fromJson(json);
            const auto found = JsonLookup::read(json, set);
            if (!found || document.isNull())
                continue; // JsonReaderTest has which of them are valid
            const QJsonValue whole = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
            for (const JsonPath &path : paths) {
                const QJsonValue expected = valueIn(whole, path);
                const JsonValue value = found->value(path);
                QVERIFY2(value.kind == kindOf(expected), json.constData());
                if (expected.isString() || expected.isDouble()) {
                    QCOMPARE(value.bytes, textOf(expected));
                    ++texts;
                }
            }
        }
        QVERIFY(texts > 200);
    }

    /// However often a text says the same, and however many paths begin there, what came before costs nothing.
    void namesThatComeAgainAreCheap()
    {
        JsonPathSet paths;
        for (int i = 0; i < 1'000; ++i)
            paths.add(pathOf("a.b" + QByteArray::number(i)));
        QByteArray json = "{";
        for (int i = 0; i < 1'000'000; ++i)
            json += "\"a\":{},";
        json += "\"a\":{\"b7\":1}}";
        const auto found = JsonLookup::read(json, paths);
        QVERIFY(found);
        QVERIFY(found->value(pathOf("a.b7")).text() == "1");
        QVERIFY(found->value(pathOf("a.b8")).kind == JsonValue::Kind::Absent);
    }

    /// The text that took QJsonDocument 1.9 GB.
    void manyBracketsTakeNoMemory()
    {
        QByteArray json = "[";
        for (int i = 0; i < 12'000; ++i)
            json += QByteArray(1'000, '[') + QByteArray(1'000, ']') + ',';
        json += "0]";
        QVERIFY(at("[12000]", json).text() == "0");
        QVERIFY(at("[0][0][0]", json).kind == JsonValue::Kind::Array);
    }
};

HOOKBOT_TEST(JsonLookupTest)
#include "jsonlookup_test.moc"
