#include "broker/http/requestparser.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <random>

using namespace hookbot;
using State = RequestParser::State;

namespace {

/// What a parser makes of a stream of bytes: the requests it holds, and how it ended.
struct Verdict
{
    QList<QByteArray> requests;
    int status = 0;
    State state = State::Head;

    bool operator==(const Verdict &) const = default;
};

QByteArray shown(const Request &request)
{
    return request.method + ' ' + request.target + '\n' + request.headers.bytes() + '\n' + request.body +
           (request.keepAlive ? "\nkeep" : "\nclose") + (request.asksForWebSocket ? " websocket" : "") +
           (request.expectsContinue ? " continue" : "");
}

/// Feeds the pieces as they would come from a connection.
Verdict verdictOn(const QList<QByteArray> &pieces, RequestParser::Limits limits = {})
{
    RequestParser parser(limits);
    Verdict verdict;
    for (const QByteArray &piece : pieces) {
        QByteArrayView rest = piece;
        while (!rest.isEmpty() && parser.state() != State::Failed) {
            rest = rest.sliced(parser.feed(rest));
            if (parser.state() == State::HeadComplete)
                rest = rest.sliced(parser.feed(rest));
            if (parser.state() == State::Complete)
                verdict.requests.append(shown(parser.takeRequest()));
        }
    }
    verdict.state = parser.state();
    if (verdict.state == State::Failed)
        verdict.status = parser.refusal().status;
    return verdict;
}

QList<QByteArray> bytewise(const QByteArray &bytes)
{
    QList<QByteArray> pieces;
    for (const char c : bytes)
        pieces.append(QByteArray(1, c));
    return pieces;
}

const QByteArray Post = "POST /pub/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello";
const QByteArray Chunked = "POST /pub/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                           "3\r\nhel\r\n2;x=\"y\"\r\nlo\r\n0\r\nX-Trailer: 1\r\n\r\n";

} // namespace

class RequestParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsARequest()
    {
        RequestParser parser({});
        QVERIFY(parser.isIdle());
        const QByteArray bytes =
            "POST /pub/a?x=1 HTTP/1.1\r\nHost: x:80\r\nX-Two: \t b \r\nContent-Length: 5\r\n\r\nhello";
        const qsizetype head = parser.feed(bytes);
        QCOMPARE(parser.state(), State::HeadComplete);
        QCOMPARE(head, bytes.size() - 5);
        QCOMPARE(parser.request().method, QByteArray("POST"));
        QCOMPARE(parser.request().target, QByteArray("/pub/a?x=1"));
        QCOMPARE(parser.request().headers.value("x-two")->toByteArray(), QByteArray("b"));
        QCOMPARE(*parser.announcedLength(), 5);
        QVERIFY(parser.request().keepAlive);
        QCOMPARE(parser.feed(bytes.sliced(head)), 5);
        QCOMPARE(parser.state(), State::Complete);
        QCOMPARE(parser.takeRequest().body, QByteArray("hello"));
        QVERIFY(parser.isIdle());
    }

    void aRequestWithoutABodyIsCompleteAtOnce()
    {
        RequestParser parser({});
        parser.feed("GET /status HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(parser.state(), State::HeadComplete);
        parser.feed({});
        QCOMPARE(parser.state(), State::Complete);
    }

    void joinsChunksAndDropsTrailers()
    {
        const Verdict verdict = verdictOn({ Chunked });
        QCOMPARE(verdict.requests.size(), 1);
        QVERIFY(verdict.requests[0].contains("\nhello\nkeep"));
        QVERIFY(!verdict.requests[0].contains("Trailer"));
    }

    void trailersChangeNothing()
    {
        const QByteArray sneaky = "POST /pub/a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "0\r\nAuthorization: Bearer x\r\nHost: y\r\n\r\n";
        const Verdict verdict = verdictOn({ sneaky });
        QCOMPARE(verdict.requests.size(), 1);
        QVERIFY(!verdict.requests[0].contains("Authorization"));
    }

    /// The verdict must not depend on how the network cuts the bytes.
    void splitsDoNotMatter_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("post") << Post;
        QTest::newRow("chunked") << Chunked;
        QTest::newRow("two") << Post + Chunked +
                                    "GET /sub/a HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\n"
                                    "Upgrade: websocket\r\n\r\n";
        QTest::newRow("empty line between") << Post + "\r\n" + Post;
        QTest::newRow("two empty lines between") << Post + "\r\n\r\n" + Post;
        QTest::newRow("1.0") << QByteArray("POST /a HTTP/1.0\r\nContent-Length: 1\r\n\r\nx");
        QTest::newRow("bare line feed") << QByteArray("GET /a HTTP/1.1\r\nHost: x\n\r\n");
        QTest::newRow("bare carriage return") << QByteArray("GET /a HTTP/1.1\r\nHost: x\rY: z\r\n\r\n");
        QTest::newRow("bad chunk") << QByteArray(Chunked).replace("3\r\nhel", "g\r\nhel");
        QTest::newRow("bad last chunk") << QByteArray(Chunked).replace("X-Trailer: 1\r\n", "\r\r");
        QTest::newRow("chunk without its end") << QByteArray(Chunked).replace("hel\r\n", "helx\r\n");
        QTest::newRow("tls") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01", 8);
        QTest::newRow("http/2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        QTest::newRow("unfinished") << Post.chopped(1);
    }

    void splitsDoNotMatter()
    {
        QFETCH(QByteArray, bytes);
        const Verdict whole = verdictOn({ bytes });
        QCOMPARE(verdictOn(bytewise(bytes)), whole);
        for (qsizetype split = 1; split < bytes.size(); ++split)
            QCOMPARE(verdictOn({ bytes.first(split), bytes.sliced(split) }), whole);
    }

    /// The same for bytes that nobody thought of.
    void splitsDoNotMatterForMutations()
    {
        std::mt19937 random(20261124);
        const QByteArray alphabet = QByteArray("\r\n \t:;,/%0aFgx\"", 15) + char(0) + char(0x7f) + char(0xff);
        for (int i = 0; i < 20'000; ++i) {
            QByteArray bytes = random() % 2 ? Chunked + Post : Post + Chunked;
            for (size_t n = 1 + random() % 3; n > 0; --n) {
                const auto at = qsizetype(random() % size_t(bytes.size()));
                const char c = alphabet[qsizetype(random() % size_t(alphabet.size()))];
                switch (random() % 3) {
                case 0:
                    bytes[at] = c;
                    break;
                case 1:
                    bytes.insert(at, c);
                    break;
                default:
                    bytes.remove(at, 1);
                    break;
                }
            }
            const auto split = qsizetype(random() % size_t(bytes.size()));
            const Verdict whole = verdictOn({ bytes });
            QVERIFY2(verdictOn({ bytes.first(split), bytes.sliced(split) }) == whole, bytes.constData());
            if (i % 10 == 0)
                QVERIFY2(verdictOn(bytewise(bytes)) == whole, bytes.constData());
        }
    }

    void hundredPipelined()
    {
        const Verdict verdict = verdictOn({ (Post + Chunked).repeated(50) });
        QCOMPARE(verdict.requests.size(), 100);
        QCOMPARE(verdict.state, State::Head);
    }

    void stopsAtTheEndOfAMessage()
    {
        RequestParser parser({});
        const QByteArray bytes = Chunked + "GET / HTTP/1.1\r\n";
        qsizetype taken = parser.feed(bytes);
        taken += parser.feed(QByteArrayView(bytes).sliced(taken));
        QCOMPARE(parser.state(), State::Complete);
        QCOMPARE(taken, Chunked.size());
    }

    void headLimit()
    {
        const QByteArray start = "GET /a HTTP/1.1\r\nHost: x\r\nX: ";
        const auto headOf = [&start](qsizetype size) {
            return start + QByteArray(size - start.size() - 4, 'y') + "\r\n\r\n";
        };
        const RequestParser::Limits limits{ .head = 1000 };
        QCOMPARE(verdictOn({ headOf(1000) }, limits).status, 0);
        QCOMPARE(verdictOn({ headOf(1001) }, limits).status, 431);
        QCOMPARE(verdictOn(bytewise(headOf(1000)), limits).status, 0);
        QCOMPARE(verdictOn(bytewise(headOf(1001)), limits).status, 431);
        QCOMPARE(verdictOn({ QByteArray(200'000, 'x') }).status, 431);
    }

    void bodyLimit()
    {
        const RequestParser::Limits limits{ .body = 5 };
        QCOMPARE(verdictOn({ Post }, limits).requests.size(), 1);
        QCOMPARE(verdictOn({ QByteArray(Post).replace("hello", "hello!").replace(": 5", ": 6") }, limits).status, 413);
        QCOMPARE(verdictOn({ Chunked }, limits).requests.size(), 1);
        QCOMPARE(verdictOn({ QByteArray(Chunked).replace("3\r\nhel", "4\r\nhell") }, limits).status, 413);
        // As soon as a chunk is announced, also where sizes add up to more than a number holds.
        const QByteArray head = Chunked.first(Chunked.indexOf("3\r\nhel"));
        QCOMPARE(verdictOn({ head + "6\r\n" }, limits).status, 413);
        QCOMPARE(verdictOn({ head + "1\r\nx\r\nffffffffffffffff\r\n" }, limits).status, 413);
    }

    /// Authentication comes before the refusal of a length.
    void announcedLengthIsToldFirst()
    {
        RequestParser parser({ .body = 5 });
        parser.feed("POST /pub/a HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n");
        QCOMPARE(parser.state(), State::HeadComplete);
        QCOMPARE(*parser.announcedLength(), 99'999'999'999);
        parser.feed({});
        QCOMPARE(parser.state(), State::Failed);
        QCOMPARE(parser.refusal().status, 413);
    }

    void announcedBytesAreNotReserved()
    {
        RequestParser parser({ .body = 1LL << 40 });
        parser.feed("POST /pub/a HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000000\r\n\r\n");
        parser.feed("x");
        QCOMPARE(parser.state(), State::Body);
        QVERIFY(parser.request().body.capacity() <= 1024LL * 1024);
    }

    void floodOfChunkFraming()
    {
        const QByteArray head = "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        QCOMPARE(verdictOn({ head, "1;" + QByteArray(100'000, 'x') }).status, 400);
        QCOMPARE(verdictOn({ head, "0\r\nX: " + QByteArray(100'000, 'x') }).status, 400);
        QCOMPARE(verdictOn({ head, QByteArray(100'000, '0') }).status, 400);
        // Also where the line is whole; in one piece as in many.
        const QByteArray extension = "1;x=" + QByteArray(20'000, 'x') + "\r\ny\r\n0\r\n\r\n";
        const QByteArray trailer = "0\r\n" + QByteArray("X: y\r\n").repeated(3'000) + "\r\n";
        for (const QByteArray &framing : { extension, trailer }) {
            QCOMPARE(verdictOn({ head, framing }).status, 400);
            QCOMPARE(verdictOn(bytewise(head + framing)).status, 400);
        }
        // Much of it in all, but each within its limit, is a body like any other.
        const QByteArray many = ("1;x=" + QByteArray(8'000, 'x') + "\r\ny\r\n").repeated(20) + "0\r\n\r\n";
        QCOMPARE(verdictOn({ head, many }).requests.size(), 1);
        QCOMPARE(verdictOn(bytewise(head + many)).requests.size(), 1);
    }

    /// RFC 9112, section 3.2.2: what a proxy may be sent, and some clients send to everybody.
    void absoluteForm_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<QByteArray>("origin");
        const auto row = [](const char *target, const char *host, const char *origin) {
            QTest::newRow(target) << QByteArray(target) << QByteArray(host) << QByteArray(origin);
        };
        row("http://x/pub/a?b=c", "x", "/pub/a?b=c");
        row("HTTP://hooks.Example:8080/a", "HOOKS.example:8080", "/a");
        row("https://x/", "x", "/");
        row("http://x", "x", "/");
        row("http://x?b", "x", "/?b");
        row("http://[::1]:80/a", "[::1]:80", "/a");
        row("http://x//a", "x", "//a");
        row("/http://x/a", "x", "/http://x/a");
    }

    void absoluteForm()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, host);
        RequestParser parser({});
        parser.feed("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        QCOMPARE(parser.state(), State::HeadComplete);
        QTEST(parser.request().target, "origin");
    }

    /// It may have a token in it, and what is refused is logged.
    void aForeignUrlIsNotKept()
    {
        RequestParser parser({});
        parser.feed("GET http://0123456789@x/a HTTP/1.1\r\nHost: x\r\n\r\n");
        QCOMPARE(parser.state(), State::Failed);
        QVERIFY(parser.request().target.isEmpty());
    }

    void keepAlive_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<bool>("keepAlive");
        QTest::newRow("1.1") << QByteArray("GET /a HTTP/1.1\r\nHost: x\r\n\r\n") << true;
        QTest::newRow("1.1 close") << QByteArray("GET /a HTTP/1.1\r\nHost: x\r\nConnection: x, Close\r\n\r\n") << false;
        QTest::newRow("1.0") << QByteArray("GET /a HTTP/1.0\r\n\r\n") << false;
        QTest::newRow("1.0 keep") << QByteArray("GET /a HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n") << true;
    }

    void keepAlive()
    {
        QFETCH(QByteArray, head);
        RequestParser parser({});
        parser.feed(head);
        QTEST(parser.request().keepAlive, "keepAlive");
    }

    void asksForWebSocket()
    {
        const auto asks = [](const QByteArray &fields) {
            RequestParser parser({});
            parser.feed("GET /a HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n");
            return parser.request().asksForWebSocket;
        };
        QVERIFY(asks("Connection: Upgrade\r\nUpgrade: websocket\r\n"));
        QVERIFY(asks("connection: keep-alive, upgrade\r\nupgrade: WebSocket\r\n"));
        QVERIFY(asks("Connection: keep-alive\r\nConnection: Upgrade\r\nUpgrade: h2c, websocket\r\n"));
        QVERIFY(!asks("Connection: Upgrade\r\n"));
        QVERIFY(!asks("Upgrade: websocket\r\n"));
        QVERIFY(!asks("Connection: Upgrade\r\nUpgrade: websockets\r\n"));
    }
};

HOOKBOT_TEST(RequestParserTest)
#include "requestparser_test.moc"
