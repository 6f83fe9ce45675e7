#include "listen/record.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot::listen;

namespace {

/// An event with these fields in addition to the required ones, or instead of them.
QByteArray record(const QByteArray &fields, const QByteArray &must = R"("id":"42","channel":"a/b","body":"x")")
{
    return '{' + must + (must.isEmpty() || fields.isEmpty() ? "" : ",") + fields + '}';
}

Event eventIn(const QByteArray &json)
{
    const auto parsed = parseRecord(json);
    if (const auto *event = std::get_if<Event>(&parsed))
        return *event;
    const auto *malformed = std::get_if<Malformed>(&parsed);
    Event none;
    none.id = "no event: " + (malformed ? malformed->why.toUtf8() : QByteArray("a gap"));
    return none;
}

} // namespace

class RecordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEventHasAllThatTheServerTells()
    {
        const Event event =
            eventIn(R"({"id":"42","time":"2026-11-23T20:15:03.123Z","channel":"a/b","method":"POST","query":"x=1",)"
                    R"("headers":[["X-GitHub-Event","push"],["X-Two","1"],["X-Two","2"]],"remote":"192.0.2.7",)"
                    R"("body":"gr\u00fc\u00dfe","replay_of":"17"})");
        QCOMPARE(event.id, QByteArray("42"));
        QCOMPARE(event.time, QDateTime(QDate(2026, 11, 23), QTime(20, 15, 3, 123), Qt::UTC));
        QCOMPARE(event.time.timeSpec(), Qt::UTC);
        QCOMPARE(event.channel, QByteArray("a/b"));
        QCOMPARE(event.method, QByteArray("POST"));
        QCOMPARE(event.query, QByteArray("x=1"));
        const QList<QPair<QByteArray, QByteArray>> headers{ { "X-GitHub-Event", "push" },
                                                            { "X-Two", "1" },
                                                            { "X-Two", "2" } };
        QCOMPARE(event.headers, headers);
        QCOMPARE(event.remote, QByteArray("192.0.2.7"));
        QCOMPARE(event.body, QByteArray("gr\xC3\xBC\xC3\x9F"
                                        "e"));
        QCOMPARE(event.replayOf, QByteArray("17"));
    }

    void timeIsInUtc()
    {
        const Event event = eventIn(record(R"("time":"2026-11-23T22:15:03.123+02:00")"));
        QCOMPARE(event.time.timeSpec(), Qt::UTC);
        QCOMPARE(event.time.time(), QTime(20, 15, 3, 123));
    }

    /// The last byte before a body's end, the first of it, and what an encoding may mean by itself.
    void bodiesAreByteForByte_data()
    {
        QTest::addColumn<QByteArray>("quoted");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("nul") << QByteArray(R"(a\u0000b\u0000)") << QByteArray("a\0b\0", 4);
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBFx") << QByteArray("\xEF\xBB\xBFx");
        QTest::newRow("two of them") << QByteArray("\xEF\xBB\xBF\xEF\xBB\xBF")
                                     << QByteArray("\xEF\xBB\xBF\xEF\xBB\xBF");
        QTest::newRow("escaped mark") << QByteArray(R"(\uFEFFx)") << QByteArray("\xEF\xBB\xBFx");
        QTest::newRow("mark after a backslash") << QByteArray("\\\\\xEF\xBB\xBF") << QByteArray("\\\xEF\xBB\xBF");
        QTest::newRow("no characters") << QByteArray("\xEF\xBF\xBE\xEF\xBF\xBF")
                                       << QByteArray("\xEF\xBF\xBE\xEF\xBF\xBF");
        QTest::newRow("beyond the first plane") << QByteArray(R"(\uD83D\uDE00)") << QByteArray("\xF0\x9F\x98\x80");
        QTest::newRow("line ends") << QByteArray(R"(\r\n\n\r)") << QByteArray("\r\n\n\r");
        QTest::newRow("delete") << QByteArray("\x7F") << QByteArray("\x7F");
        QTest::newRow("quotes") << QByteArray(R"(\"\\\/)") << QByteArray("\"\\/");
        QTest::newRow("blanks around") << QByteArray(R"(\u0020\tx )") << QByteArray(" \tx ");
    }

    void bodiesAreByteForByte()
    {
        QFETCH(QByteArray, quoted);
        QFETCH(QByteArray, body);
        const Event event = eventIn(record("", R"("id":"42","channel":"a","body":")" + quoted + '"'));
        QCOMPARE(event.id, QByteArray("42"));
        QCOMPARE(event.body, body);
    }

    void otherBytesComeAsBase64()
    {
        QByteArray all;
        for (int byte = 0; byte < 256; ++byte)
            all += char(byte);
        const Event event = eventIn(record("", R"("id":"42","channel":"a","body_base64":")" + all.toBase64() + '"'));
        QCOMPARE(event.id, QByteArray("42"));
        QCOMPARE(event.body, all);
    }

    void largeBodiesAreWhole()
    {
        const QByteArray body(30LL * 1024 * 1024, 'x');
        const Event event = eventIn(record("", R"("id":"42","channel":"a","body":")" + body + '"'));
        QCOMPARE(event.body.size(), body.size());
        QVERIFY(event.body == body);
    }

    /// The channel of POST /pub/ is empty.
    void aChannelMayHaveAnEmptyName()
    {
        const Event event = eventIn(record("", R"("id":"42","channel":"","body":"x")"));
        QCOMPARE(event.id, QByteArray("42"));
        QCOMPARE(event.channel, QByteArray());
    }

    void whatIsNotNeededMayBeMissingOrWrong()
    {
        for (const char *fields : { "", R"("time":7,"method":null,"query":[],"headers":{},"remote":{},"replay_of":17)",
                                    R"("time":"yesterday","headers":"x")", R"("unknown":{"gap":1})" }) {
            const Event event = eventIn(record(fields));
            QCOMPARE(event.id, QByteArray("42"));
            QVERIFY(!event.time.isValid());
            QVERIFY(event.method.isEmpty() && event.query.isEmpty() && event.headers.isEmpty());
            QVERIFY(event.remote.isEmpty() && event.replayOf.isEmpty());
        }
    }

    void headersThatAreNoPairsAreNoHeaders()
    {
        const Event event = eventIn(record(R"("headers":[[],"x",7,null,["a"],[7,"b"],["c",null],["d","e","f"]])"));
        QCOMPARE(event.headers.size(), 1);
        QCOMPARE(event.headers.first().first, QByteArray("d"));
        QCOMPARE(event.headers.first().second, QByteArray("e"));
    }

    /// A field that the next recipient would read as two fields, or as none.
    void headersThatCouldNotBeSentOnAreLeftOut()
    {
        const Event event = eventIn(
            record("\"headers\":[[\"A\",\"x\\r\\nB: y\"],[\"B\\r\\nC: "
                   "z\",\"x\"],[\"C\",\"\\n\"],[\"D\",\"\\r\"],[\"E\",\"a\\u0000b\"],[\"\",\"x\"],[\"F G\",\"x\"],"
                   "[\"H:\",\"x\"],[\"\\u00e9\",\"x\"],[\"I\",\"\\u00e9\"],[\"J\",\"\"]]"));
        QCOMPARE(event.id, QByteArray("42"));
        const QList<QPair<QByteArray, QByteArray>> headers{ { "I", "\xC3\xA9" }, { "J", "" } };
        QCOMPARE(event.headers, headers);
    }

    void whatCannotBeIsEmpty_data()
    {
        QTest::addColumn<QByteArray>("fields");
        int number = 0;
        const auto row = [&number](const QByteArray &fields) { QTest::addRow("%d", ++number) << fields; };
        row("\"method\":\"GET / HTTP/1.1\\r\\nX: y\"");
        row("\"method\":\"A B\"");
        row("\"query\":\"a\\r\\nb\"");
        row("\"query\":\"a b\"");
        row("\"remote\":\"1.2.3.4\\n5.6.7.8\"");
        row("\"remote\":\"\\u0000\"");
        row("\"time\":\"9999-12-31T23:59:59.999Z\"");
        row("\"time\":\"1969-12-31T23:59:59.999Z\"");
        row("\"time\":\"-4713-01-01T00:00:00Z\"");
        for (const char *id : { "0", "-1", "x", "1e3", "9223372036854775808", "99999999999999999999999", " 1", "1 " })
            row(QByteArray("\"replay_of\":\"") + id + "\"");
    }

    void whatCannotBeIsEmpty()
    {
        QFETCH(QByteArray, fields);
        const Event event = eventIn(record(fields));
        QCOMPARE(event.id, QByteArray("42"));
        QVERIFY(!event.time.isValid());
        QVERIFY(event.method.isEmpty() && event.query.isEmpty() && event.remote.isEmpty() && event.replayOf.isEmpty());
    }

    void gapsAreTold()
    {
        const auto parsed = parseRecord(R"({"gap":{"after":"17","oldest":"40"}})");
        const auto *gap = std::get_if<Gap>(&parsed);
        QVERIFY(gap);
        QCOMPARE(gap->after, QByteArray("17"));
        QCOMPARE(gap->oldest, QByteArray("40"));
    }

    void aGapMayHaveNothingBehindIt()
    {
        for (const char *json : { R"({"gap":{"after":"17","oldest":null}})", R"({"gap":{"after":"17"}})" }) {
            const auto parsed = parseRecord(json);
            const auto *gap = std::get_if<Gap>(&parsed);
            QVERIFY(gap);
            QCOMPARE(gap->after, QByteArray("17"));
            QCOMPARE(gap->oldest, QByteArray());
        }
    }

    void anythingElseIsMalformed_data()
    {
        QTest::addColumn<QByteArray>("json");
        int number = 0;
        const auto row = [&number](const QByteArray &json) { QTest::addRow("%d", ++number) << json; };
        row("");
        row("null");
        row("42");
        row("\"x\"");
        row("[]");
        row("{}");
        row("{");
        row("{} {}");
        row(record("") + '\0');
        row(record("").chopped(1));
        row(QByteArray(100'000, '['));
        row(R"({"gap":17})");
        row(R"({"gap":null})");
        row(record("", R"("channel":"a","body":"x")"));
        row(record("", R"("id":"","channel":"a","body":"x")"));
        row(record("", R"("id":42,"channel":"a","body":"x")"));
        row(record("", R"("id":"42","body":"x")"));
        row(record("", R"("id":"42","channel":null,"body":"x")"));
        row(record("", R"("id":"42","channel":["a"],"body":"x")"));
        row(record("", R"("id":"42","channel":"a")"));
        row(record("", R"("id":"42","channel":"a","body":null)"));
        row(record("", R"("id":"42","channel":"a","body":{"x":1})"));
        row(record("", R"("id":"42","channel":"a","body_base64":7)"));
        row(record("", R"("id":"42","channel":"a","body_base64":"?")"));
        row(record("", R"("id":"42","channel":"a","body_base64":"AA A=")"));
        row(record("", R"("id":"42","channel":"a","body_base64":"AAA\u0441")"));
        row(record("", "\"id\":\"42\",\"channel\":\"a\",\"body\":\"\xFF\xFE\""));
        for (const char *id : { "0", "-1", "x", "1.5", "9223372036854775808", "99999999999999999999999", " 1", "1&x" })
            row(record("", QByteArray("\"channel\":\"a\",\"body\":\"x\",\"id\":\"") + id + "\""));
        row(record("", "\"id\":\"42\",\"channel\":\"a\\u0000b\",\"body\":\"x\""));
        row(record("", "\"id\":\"42\",\"channel\":\"a\\r\\nb\",\"body\":\"x\""));
        row(record("", "\"id\":\"42\",\"channel\":\"a\\u001b[2J\",\"body\":\"x\""));
    }

    void anythingElseIsMalformed()
    {
        QFETCH(QByteArray, json);
        const auto parsed = parseRecord(json);
        const auto *malformed = std::get_if<Malformed>(&parsed);
        QVERIFY(malformed);
        QVERIFY(malformed->why.startsWith(u"the server sent "));
    }
};

HOOKBOT_TEST(RecordTest)
#include "record_test.moc"
