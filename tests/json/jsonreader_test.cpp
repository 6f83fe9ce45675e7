#include "broker/json/jsonreader.h"
#include "tests/json/randomjson.h"
#include "tests/support/suite.h"

#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace hookbot;

namespace {

using Token = JsonReader::Token;

/// The tokens of a text in short, up to its end or its fault, which is a `!` and its offset.
QByteArray tokensOf(QByteArrayView text)
{
    constexpr QByteArrayView Signs = "?{}[]nsdtf0.!";
    JsonReader reader(text);
    QByteArray tokens;
    do {
        tokens += Signs[qsizetype(reader.next())];
        if (reader.token() == Token::Name || reader.token() == Token::String || reader.token() == Token::Number)
            tokens += '(' + (reader.token() == Token::Number ? reader.raw().toByteArray() : reader.text()) + ')';
    } while (reader.token() != Token::End && reader.token() != Token::Error);
    return reader.token() == Token::Error ? tokens + QByteArray::number(reader.offset()) : tokens;
}

/// It is wrong by the RFC in a way that QJsonDocument allows.
bool isLeftToTheReader(QByteArrayView text)
{
    JsonReader reader(text);
    while (reader.next() != Token::Error) {
    }
    using Fault = JsonReader::Fault;
    return reader.fault() == Fault::Number || reader.fault() == Fault::Escape ||
           reader.fault() == Fault::ControlCharacter || text[reader.offset()] == '.';
}

bool isValid(QByteArrayView text)
{
    JsonReader reader(text);
    while (reader.token() != Token::End && reader.token() != Token::Error)
        reader.next();
    return reader.token() == Token::End;
}

} // namespace

class JsonReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTokens()
    {
        QCOMPARE(tokensOf(" { \"a\" : [ 1 , \"x\" , { } ] , \"b\":true,\"c\":false,\"d\":null,\"e\":[]} "),
                 QByteArray("{n(a)[d(1)s(x){}]n(b)tn(c)fn(d)0n(e)[]}."));
        QCOMPARE(tokensOf("\xef\xbb\xbf[]"), QByteArray("[]."));
        QCOMPARE(tokensOf("7"), QByteArray("d(7)."));
        QCOMPARE(tokensOf("\"\""), QByteArray("s()."));
        QCOMPARE(tokensOf("\t\r\n null"), QByteArray("0."));
    }

    void readsWhatIsValid_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : { "[0]",
                                  "[-0]",
                                  "[-0.0]",
                                  "[10]",
                                  "[1.5]",
                                  "[1e5]",
                                  "[1E+5]",
                                  "[1e-5]",
                                  "[0e0]",
                                  "[1e400]",
                                  "[-1.25e-400]",
                                  "[123456789012345678901234567890]",
                                  "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uFFFF\\uabcd\"]",
                                  "[\"\177\"]",
                                  "[\"\\ud800\"]",
                                  "[\"\\udc00\\ud800\"]",
                                  "[\"\\ud83d\\ude00\"]",
                                  "[\"\xc2\x80\xdf\xbf\"]",
                                  "[\"\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf\"]",
                                  "[\"\xf0\x90\x80\x80\xf4\x8f\xbf\xbf\"]",
                                  "{\"\":0}",
                                  "{\"a\":1,\"a\":2}",
                                  "true",
                                  "\"x\"",
                                  " [ ] " })
            QTest::newRow(text) << QByteArray(text);
    }

    void readsWhatIsValid()
    {
        QFETCH(const QByteArray, text);
        QVERIFY2(isValid(text), tokensOf(text).constData());
        for (qsizetype length = 0; length < text.size(); ++length) { // and never reads behind its end
            const QByteArray part(text.constData(), length);
            isValid(part);
        }
    }

    void saysWhereItIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text"); // a ^ stands before what is wrong
        QTest::addColumn<int>("fault");
        const auto rows = [](JsonReader::Fault fault, std::initializer_list<const char *> texts) {
            for (const char *text : texts)
                QTest::newRow(text) << QByteArray(text) << int(fault);
        };
        using Fault = JsonReader::Fault;
        rows(Fault::TextEnds, { "^", " ^", "[^", "[1^", "[1,^", "{^", "{\"a\"^", "{\"a\":^", "{\"a\":1^", "{\"a\":1,^",
                                "[\"a^", "[\"a\\^", "[tr^", "[-^", "[1.^", "[1e^", "[1e+^", "\xef\xbb\xbf^", "{\"a^" });
        rows(Fault::NotExpected, { "^x",
                                   "[^,1]",
                                   "[1,^]",
                                   "[1,^,2]",
                                   "[1 ^2]",
                                   "{^1:2}",
                                   "{^,}",
                                   "{\"a\"^,1}",
                                   "{\"a\" ^\"b\"}",
                                   "{\"a\":^}",
                                   "{\"a\":1,^}",
                                   "{\"a\":1^]",
                                   "[1^}",
                                   "{^]",
                                   "[^}",
                                   "^]",
                                   "^}",
                                   "^,",
                                   "^:",
                                   "[t^x]",
                                   "[nul^]",
                                   "[^True]",
                                   "[^'a']",
                                   "[^.5]",
                                   "[^+1]",
                                   "[^NaN]",
                                   "[^Infinity]",
                                   "[1^/*x*/]",
                                   "^\xff\xfe[\0",
                                   "[^\x0c]",
                                   "{\"a\":1 ^\"b\":2}",
                                   "[1^:2]",
                                   "[\"a\"^\"b\"]" });
        rows(Fault::Number,
             { "[0^1]", "[-0^0]", "[1.^]", "[1.^e5]", "[1e^]", "[1e^x]", "[-^]", "[-^Infinity]", "[-^a]", "[1e+^]" });
        rows(Fault::Escape, { "[\"^\\x41\"]", "[\"^\\u12\"]", "[\"^\\u12G4\"]", "[\"^\\U0041\"]", "[\"^\\ \"]",
                              "[\"^\\\n\"]", "[\"^\\'\"]", "{\"^\\q\":1}", "[\"^\\u-123\"]" });
        rows(Fault::ControlCharacter, { "[\"a^\nb\"]", "[\"^\t\"]", "[\"^\x01\"]",
                                        "{\"^\x1f"
                                        "\":1}" });
        rows(Fault::Utf8, { "[\"^\x80\"]", "[\"^\xff\"]", "[\"^\xc0\x80\"]", "[\"^\xc1\xbf\"]", "[\"^\xe0\x80\x80\"]",
                            "[\"^\xe0\x9f\xbf\"]", "[\"^\xed\xa0\x80\"]", "[\"^\xf0\x8f\xbf\xbf\"]",
                            "[\"^\xf4\x90\x80\x80\"]", "[\"^\xf5\x80\x80\x80\"]", "[\"^\xc3\"]", "[\"^\xe2\x82\"]",
                            "[\"^\xf0\x9f\x98\"]", "[\"x^\xe4x\"]", "[\"^\xc3" });
        rows(Fault::MoreText, { "[]^x", "[] ^[]", "1 ^2", "{}^}", "[1]^,", "null ^ull", "\"\"^\"" });
    }

    void saysWhereItIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(const int, fault);
        const qsizetype mark = text.indexOf('^');
        text.remove(mark, 1);
        JsonReader reader(text);
        while (reader.token() != Token::End && reader.token() != Token::Error)
            reader.next();
        QVERIFY2(reader.token() == Token::Error, tokensOf(text).constData());
        QCOMPARE(int(reader.fault()), fault);
        QCOMPARE(reader.offset(), mark);
        QVERIFY(reader.next() == Token::Error); // for good
        QVERIFY(!reader.skip());
        QVERIFY(!faultText(reader.fault()).isEmpty());
        QVERIFY(!isJsonObjectOrArray(text));
    }

    void aNulIsNoEnd()
    {
        QVERIFY(!isValid(QByteArray("[]\0", 3)));
        QVERIFY(!isValid(QByteArray("[\0]", 3)));
        QVERIFY(!isValid(QByteArray("[\"\0\"]", 5)));
    }

    void decodesText_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *json, const QByteArray &text) {
            QTest::newRow(json) << QByteArray(json) << text;
        };
        row("\"plain\"", "plain");
        row("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t");
        row("\"a\\u0000b\"", QByteArray("a\0b", 3));
        row("\"\\u00e4\\u20ac\\u007f\\u0080\\u07ff\\u0800\\uffff\"",
            "\xc3\xa4\xe2\x82\xac\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf");
        row("\"\\ud83d\\ude00!\"", "\xf0\x9f\x98\x80!");
        row("\"\\uD800\\uDC00\\udbff\\udfff\"", "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf");
        row("\"\\ud83d\"", "\xef\xbf\xbd");
        row("\"\\ud83dx\"", "\xef\xbf\xbdx");
        row("\"\\ud83d\\n\"", "\xef\xbf\xbd\n");
        row("\"\\ude00\\ud83d\"", "\xef\xbf\xbd\xef\xbf\xbd");
        row("\"\\ud83d\\ud83d\\ude00\"", "\xef\xbf\xbd\xf0\x9f\x98\x80");
        row("\"\\ud83d\\u0041\"", "\xef\xbf\xbd\x41");
        row("\"\xc3\xa4\\u00e4\xf0\x9f\x98\x80"
            "\"",
            "\xc3\xa4\xc3\xa4\xf0\x9f\x98\x80");
    }

    void decodesText()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, text);
        JsonReader reader(json);
        QVERIFY(reader.next() == Token::String);
        QCOMPARE(reader.text(), text);
        QVERIFY(reader.text().isValidUtf8());
        QVERIFY(reader.textUpTo(text.size()) == text);
        QVERIFY(!reader.textUpTo(text.size() - 1));
        QVERIFY(reader.next() == Token::End);
    }

    void saysWhereATokenIs()
    {
        const QByteArray text = " {\"a\" : [12, \"x\"]} ";
        JsonReader reader(text);
        QList<qsizetype> offsets;
        QList<qsizetype> ends;
        QList<int> depths;
        while (reader.next() != Token::End) {
            offsets.append(reader.offset());
            ends.append(reader.end());
            depths.append(reader.depth());
        }
        QCOMPARE(offsets, QList<qsizetype>({ 1, 2, 8, 9, 13, 16, 17 }));
        QCOMPARE(ends, QList<qsizetype>({ 2, 7, 9, 11, 16, 17, 18 }));
        QCOMPARE(depths, QList<int>({ 1, 1, 2, 2, 2, 1, 0 }));
    }

    void skipsValues()
    {
        const QByteArray text = "{\"a\":[1,{\"b\":[]},\"]\"],\"c\":{\"d\":{}},\"e\":5}";
        JsonReader reader(text);
        QByteArray names;
        reader.next();
        while (reader.next() == Token::Name) {
            names += reader.text();
            reader.next();
            QVERIFY(reader.skip());
        }
        QCOMPARE(names, QByteArray("ace"));
        QVERIFY(reader.token() == Token::EndObject);
        QVERIFY(reader.next() == Token::End);
        JsonReader broken(QByteArrayView("[[[1,2]"));
        broken.next();
        QVERIFY(!broken.skip());
    }

    void isAsDeepAsItMayBe()
    {
        const auto nested = [](qsizetype depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
        QVERIFY(isValid(nested(JsonReader::Deepest)));
        JsonReader reader(QByteArrayView("")); // of the next text
        const QByteArray tooDeep = nested(JsonReader::Deepest + 1);
        reader = JsonReader(tooDeep);
        reader.next();
        QVERIFY(!reader.skip());
        QVERIFY(reader.fault() == JsonReader::Fault::TooDeep);
        QCOMPARE(reader.offset(), qsizetype(JsonReader::Deepest));
        QVERIFY(!isValid(QByteArray(25'000'000, '[')));
        QByteArray objects;
        for (int i = 0; i <= JsonReader::Deepest; ++i)
            objects += "{\"a\":";
        QVERIFY(!isValid(objects));
    }

    /// What QJsonDocument reads is read, but for what the RFC does not allow, and the other way round.
    void judgesLikeQJsonDocument()
    {
        RandomJson random(42);
        int valid = 0;
        for (int i = 0; i < 20'000; ++i) {
            const QByteArray text = random.next(i % 3 != 0);
            const bool isGood = isJsonObjectOrArray(text);
            valid += isGood ? 1 : 0;
            if (isGood != !QJsonDocument::fromJson(text).isNull())
                QVERIFY2(isGood ? text.contains("E+300") : isLeftToTheReader(text), text.constData());
        }
        QVERIFY(valid > 10'000);
        QVERIFY(valid < 19'000);
    }
};

HOOKBOT_TEST(JsonReaderTest)
#include "jsonreader_test.moc"
