#include "broker/http/headrules.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

/// Rules that Beast has too are tested here, since behind the parser it cannot be seen which of both refused.
class HeadRulesTest : public QObject
{
    Q_OBJECT

    using Fields = QList<QByteArray>;

    /// 0 if the rules accept these fields and a Host.
    static int statusOf(const Fields &fields, bool isHttp11 = true)
    {
        Headers headers;
        headers.append("Host", "x");
        for (const QByteArray &field : fields)
            headers.append(field.left(field.indexOf(": ")), field.mid(field.indexOf(": ") + 2));
        const auto fault = faultOfFields(headers, isHttp11);
        return fault ? fault->status : 0;
    }

private Q_SLOTS:
    void aLineFeedAloneIsFound()
    {
        using Result = HeadScanner::Result;
        QVERIFY(HeadScanner().scan("GET /a HTTP/1.1\r\nHost: x\r\n") == Result::Incomplete);
        QVERIFY(HeadScanner().scan("GET /a HTTP/1.1\r\nHost: x\r\n\r\n") == Result::Complete);
        for (const char *head : { "GET /a HTTP/1.1\n", "GET /a HTTP/1.1\r\nHost: x\n", "GET /a HTTP/1.1\r\n\n", "\n" })
            QVERIFY(HeadScanner().scan(head) == Result::BareLineFeed);
    }

    void lengthAndEncodingTogetherAreRefused()
    {
        QCOMPARE(statusOf({ "Content-Length: 5" }), 0);
        QCOMPARE(statusOf({ "Transfer-Encoding: chunked" }), 0);
        QCOMPARE(statusOf({ "Content-Length: 5", "Transfer-Encoding: chunked" }), 400);
        QCOMPARE(statusOf({ "Transfer-Encoding: chunked", "Content-Length: 5" }), 400);
    }

    void twoLengthsMustBeEqual()
    {
        QCOMPARE(statusOf({ "Content-Length: 5", "Content-Length: 5" }), 0);
        QCOMPARE(statusOf({ "Content-Length: 5", "Content-Length: 6" }), 400);
        QCOMPARE(statusOf({ "Content-Length: 5", "content-length: 05" }), 400);
    }

    void aLengthIsANumber()
    {
        for (const char *length : { "", "+5", "-5", "0x5", "5.0", "5, 5" })
            QCOMPARE(statusOf({ QByteArray("Content-Length: ") + length }), 400);
    }

    void theOnlyEncodingIsChunked()
    {
        QCOMPARE(statusOf({ "Transfer-Encoding: CHUNKED" }), 0);
        QCOMPARE(statusOf({ "Transfer-Encoding: gzip, chunked" }), 400);
        QCOMPARE(statusOf({ "Transfer-Encoding: chunked", "Transfer-Encoding: chunked" }), 400);
        QCOMPARE(statusOf({ "Transfer-Encoding: chunked" }, false), 400);
    }

    void someFieldsComeOnce()
    {
        QCOMPARE(statusOf({ "Host: x" }), 400);
        QCOMPARE(statusOf({ "Authorization: Bearer a", "Authorization: Bearer b" }), 400);
    }
};

HOOKBOT_TEST(HeadRulesTest)
#include "headrules_test.moc"
