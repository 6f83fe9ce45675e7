#include "broker/http/requestparser.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;
using State = RequestParser::State;

/// Heads that two parsers might read differently, and other bad syntax: each is refused, and nothing of what follows is
/// taken for a request.
class SmugglingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &bytes, int status = 400) {
            QTest::newRow(name) << bytes << status;
        };
        /// A request with these lines behind its Host.
        const auto with = [](const QByteArray &fields, const QByteArray &body = {}) {
            return "POST /pub/a HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n" + body;
        };
        const QByteArray chunks = "5\r\nhello\r\n0\r\n\r\n";

        row("length and chunked", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunks));
        row("chunked and length", with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunks));
        row("lengths that differ", with("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!"));
        row("a list of lengths", with("Content-Length: 5, 5\r\n", "hello"));
        row("length with a sign", with("Content-Length: +5\r\n", "hello"));
        row("negative length", with("Content-Length: -5\r\n", "hello"));
        row("length in hexadecimal", with("Content-Length: 0x5\r\n", "hello"));
        row("length with a blank inside", with("Content-Length: 5 5\r\n", "hello"));
        row("length with a point", with("Content-Length: 5.0\r\n", "hello"));
        row("empty length", with("Content-Length:\r\n", "hello"));
        row("length beyond 64 bits", with("Content-Length: 99999999999999999999999\r\n"));
        row("length beyond 63 bits", with("Content-Length: 18446744073709551615\r\n"), 413);
        row("huge length", with("Content-Length: 9223372036854775807\r\n"), 413);
        row("length with an underscore", with("Content_Length: 5\r\nContent-Length: 1_0\r\n"));
        row("blank before the colon", with("Content-Length : 5\r\n", "hello"));
        row("tab before the colon", with("Content-Length\t: 5\r\n", "hello"));
        row("chunked twice", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", chunks));
        row("chunked in a list", with("Transfer-Encoding: chunked, chunked\r\n", chunks));
        row("gzip, chunked", with("Transfer-Encoding: gzip, chunked\r\n", chunks));
        row("chunked, identity", with("Transfer-Encoding: chunked, identity\r\n", chunks));
        row("identity", with("Transfer-Encoding: identity\r\n", chunks));
        row("gzip", with("Transfer-Encoding: gzip\r\n", chunks));
        row("xchunked", with("Transfer-Encoding: xchunked\r\n", chunks));
        row("chunkedx", with("Transfer-Encoding: chunkedx\r\n", chunks));
        row("quoted chunked", with("Transfer-Encoding: \"chunked\"\r\n", chunks));
        row("vertical tab before chunked", with("Transfer-Encoding: \x0b"
                                                "chunked\r\n",
                                                chunks));
        row("empty encoding", with("Transfer-Encoding:\r\n", chunks));
        row("folded encoding", with("Transfer-Encoding:\r\n chunked\r\n", chunks));
        row("folded field", with("X: a\r\n b\r\n"));
        row("folded with a tab", with("X: a\r\n\tb\r\n"));
        row("first field begins with a blank", "GET /a HTTP/1.1\r\n Host: x\r\n\r\n");
        row("chunked on 1.0", "POST /a HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
        row("no host", "GET /a HTTP/1.1\r\n\r\n");
        row("two hosts", with("Host: y\r\n"));
        row("two equal hosts", with("Host: x\r\n"));
        row("host with a path", "GET /a HTTP/1.1\r\nHost: x/y\r\n\r\n");
        row("host with a blank", "GET /a HTTP/1.1\r\nHost: x y\r\n\r\n");
        row("host with an at", "GET /a HTTP/1.1\r\nHost: a@x\r\n\r\n");
        row("two authorizations", with("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n"));
        row("line feed alone", "GET /a HTTP/1.1\nHost: x\n\n");
        row("line feed alone after a field", "GET /a HTTP/1.1\r\nHost: x\nX: y\r\n\r\n");
        row("carriage return alone", with("X: a\rContent-Length: 5\r\n"));
        row("two carriage returns", "GET /a HTTP/1.1\r\r\nHost: x\r\n\r\n");
        row("NUL in a value", with(QByteArray("X: a\0b\r\n", 8)));
        row("NUL in a name", with(QByteArray("X\0Y: a\r\n", 8)));
        row("escape in a value", with("X: \x1b[2J\r\n"));
        row("delete in a value", with("X: \x7f\r\n"));
        row("no colon", with("Hello\r\n"));
        row("empty name", with(": x\r\n"));
        row("name with a blank", with("X Y: z\r\n"));
        row("name with a slash", with("X/Y: z\r\n"));
        row("name with a high byte", with("X\xff: z\r\n"));
        row("two blanks after the method", "GET  /a HTTP/1.1\r\nHost: x\r\n\r\n");
        row("two blanks before the version", "GET /a  HTTP/1.1\r\nHost: x\r\n\r\n");
        row("blank in the target", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n");
        row("tab instead of a blank", "GET\t/a\tHTTP/1.1\r\nHost: x\r\n\r\n");
        row("blank behind the version", "GET /a HTTP/1.1 \r\nHost: x\r\n\r\n");
        row("blank before the method", " GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
        row("no version", "GET /a\r\nHost: x\r\n\r\n");
        row("no target", "GET HTTP/1.1\r\nHost: x\r\n\r\n");
        row("version in lower case", "GET /a http/1.1\r\nHost: x\r\n\r\n");
        row("version without a point", "GET /a HTTP/11\r\nHost: x\r\n\r\n");
        row("version with more", "GET /a HTTP/1.10\r\nHost: x\r\n\r\n");
        row("HTTP/1.2", "GET /a HTTP/1.2\r\nHost: x\r\n\r\n", 505);
        row("HTTP/2.0", "GET /a HTTP/2.0\r\nHost: x\r\n\r\n", 505);
        row("HTTP/0.9", "GET /a HTTP/0.9\r\nHost: x\r\n\r\n", 505);
        row("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
        row("method with a colon", "GE:T /a HTTP/1.1\r\nHost: x\r\n\r\n");
        row("long method", QByteArray(100, 'A') + " /a HTTP/1.1\r\nHost: x\r\n\r\n");
        for (const char *target : { "http://y/a", "http://x:80/a", "http://xy/a", "http://x.y/a", "http://u@x/a",
                                    "http://x@y/a", "http:///a", "http:/x/a", "http:x/a", "http://", "ftp://x/a",
                                    "ws://x/a", "://x/a", "http://x#a", "http://x\\a" })
            row(target, QByteArray("GET ") + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
        row("absolute-form without a host", "GET http:///a HTTP/1.1\r\nHost:\r\n\r\n");
        row("absolute-form on 1.0 without Host", "GET http://x/a HTTP/1.0\r\n\r\n");
        row("absolute-form and two hosts", "GET http://x/a HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n");
        row("asterisk-form", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n");
        row("authority-form", "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n");
        row("fragment", "GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n");
        row("high byte in the target", "GET /\xc3\xa4 HTTP/1.1\r\nHost: x\r\n\r\n");
        row("NUL in the target", QByteArray("GET /a\0 HTTP/1.1\r\nHost: x\r\n\r\n", 29));
        row("expects something else", with("Expect: 200-ok\r\n"), 417);
        row("TLS", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11));
        row("three empty lines first", "\r\n\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n");

        const QByteArray chunked = with("Transfer-Encoding: chunked\r\n");
        row("no chunk size", chunked + "\r\nhello\r\n0\r\n\r\n");
        row("chunk size with 0x", chunked + "0x5\r\nhello\r\n0\r\n\r\n");
        row("chunk size with a sign", chunked + "+5\r\nhello\r\n0\r\n\r\n");
        row("negative chunk size", chunked + "-5\r\nhello\r\n0\r\n\r\n");
        row("blank before the chunk size", chunked + " 5\r\nhello\r\n0\r\n\r\n");
        row("chunk size that overflows", chunked + "fffffffffffffffff\r\nhello\r\n0\r\n\r\n");
        row("chunk data too long", chunked + "4\r\nhello\r\n0\r\n\r\n");
        row("chunk data too short", chunked + "6\r\nhello\r\n0\r\n\r\n");
        row("chunk size line ends in a line feed", chunked + "5\nhello\r\n0\r\n\r\n");
        row("chunk data ends in a line feed", chunked + "5\r\nhello\n0\r\n\r\n");
        row("chunk size line ends in a carriage return", chunked + "5\rhello\r\n0\r\n\r\n");
        row("the input that Beast 1.81 asserts on", chunked + "0\r\n\r\r\n\r\n");
        row("bad trailer", chunked + "0\r\nX Y: 1\r\n\r\n");
    }

    void refused()
    {
        QFETCH(QByteArray, bytes);
        RequestParser parser({});
        int requests = 0;
        const auto feedAll = [&](QByteArrayView rest) {
            while (!rest.isEmpty() && parser.state() != State::Failed) {
                rest = rest.sliced(parser.feed(rest));
                if (parser.state() == State::HeadComplete)
                    rest = rest.sliced(parser.feed(rest));
                if (parser.state() == State::Complete) {
                    parser.takeRequest();
                    ++requests;
                }
            }
        };
        feedAll(bytes);
        feedAll("GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(parser.state(), State::Failed);
        QTEST(parser.refusal().status, "status");
        QCOMPARE(requests, 0);
        QVERIFY(parser.refusal().message.startsWith(QByteArray::number(parser.refusal().status)));
    }

    void leniencyThatIsHarmless_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("equal lengths") << QByteArray(
            "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nhi");
        QTest::newRow("one empty line first") << QByteArray("\r\nPOST /a HTTP/1.1\r\nHost: x\r\n\r\n");
        QTest::newRow("chunked in capitals")
            << QByteArray("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n");
        QTest::newRow("empty host") << QByteArray("GET /a HTTP/1.1\r\nHost:\r\n\r\n");
        QTest::newRow("no host on 1.0") << QByteArray("GET /a HTTP/1.0\r\n\r\n");
        QTest::newRow("high bytes in a value") << QByteArray("GET /a HTTP/1.1\r\nHost: x\r\nX: \xff\r\n\r\n");
        QTest::newRow("zeros before a length")
            << QByteArray("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 0002\r\n\r\nhi");
    }

    void leniencyThatIsHarmless()
    {
        QFETCH(QByteArray, bytes);
        RequestParser parser({});
        QByteArrayView rest = bytes;
        while (!rest.isEmpty() && parser.state() != State::Failed) {
            rest = rest.sliced(parser.feed(rest));
            if (parser.state() == State::HeadComplete)
                rest = rest.sliced(parser.feed(rest));
        }
        QCOMPARE(parser.state(), State::Complete);
    }
};

HOOKBOT_TEST(SmugglingTest)
#include "smuggling_test.moc"
