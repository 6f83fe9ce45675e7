#include "tests/listen/listener.h"
#include "tests/listen/scriptedserver.h"
#include "tests/support/suite.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRegularExpression>
#include <QtCore/QTimer>
#include <QtTest/QTest>

using namespace hookbot::listen;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(Watch::Options)

class WatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsEventsInOrder();
    void tellsTheBytesOfAServerWithoutALog();
    void tellsTheChannelsThatAreInFrontOfBytes();
    void sendsItsHeadersAndDialsIPv6();
    void tellsALargeEvent_data();
    void tellsALargeEvent();

    void goesOnAfterTheLastEvent();
    void countsBackToItsBeginningBeforeAnyEvent();
    void tellsGaps();
    void anEventThatWasCutInTwoComesOnce();
    void dialsAgainWhereNobodyListens();
    void tellsTheWordsOfAClose();
    void hangsUpOnWhatIsNoRecord();

    void endsWhereItIsRefused_data();
    void endsWhereItIsRefused();
    void dialsAgainWhereAProxyHasNoServer();
    void waitsForNoEndOfAnExplanation_data();
    void waitsForNoEndOfAnExplanation();
    void dialsAgainAfterWhatIsNoHandshake_data();
    void dialsAgainAfterWhatIsNoHandshake();
    void takesAHandshakeInPieces();
    void endsWithWrongOptions_data();
    void endsWithWrongOptions();

    void hangsUpOnSilence();
    void waitsForAnEventThatComesSlowly();
};

void WatchTest::tellsEventsInOrder()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    listener.watch->start();
    QVERIFY(listener.said.isEmpty());
    QVERIFY(server.opens());
    QCOMPARE(server.target(), QByteArray("/sub/a?format=json"));
    QCOMPARE(server.field("Authorization"), "Basic " + QByteArray("s3cret:").toBase64());
    server.send(server.event("1", "first") + server.event("2", "second"));
    SAYS(Connected, Event1, Event2);
    QCOMPARE(listener.last.channel, QByteArray("a"));
    QCOMPARE(listener.last.body, QByteArray("second"));
    QCOMPARE(listener.watch->lastId(), QByteArray("2"));
}

void WatchTest::tellsTheBytesOfAServerWithoutALog()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a/b")));
    listener.watch->start();
    QVERIFY(server.opens());
    const QByteArray body("x\0\xFF", 3);
    server.send(server.frame(ScriptedServer::Binary, body));
    SAYS(Connected, SomeEvent);
    QCOMPARE(listener.last.channel, QByteArray("a/b"));
    QCOMPARE(listener.last.body, body);
    QVERIFY(listener.last.time.isValid());
    QCOMPARE(listener.watch->lastId(), QByteArray());
}

void WatchTest::tellsTheChannelsThatAreInFrontOfBytes()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a/")));
    listener.watch->start();
    QVERIFY(server.opens());
    server.send(server.frame(ScriptedServer::Binary, QByteArray("a/b\0x\0y", 7)));
    SAYS(Connected, SomeEvent);
    QCOMPARE(listener.last.channel, QByteArray("a/b"));
    QCOMPARE(listener.last.body, QByteArray("x\0y", 3));
}

void WatchTest::sendsItsHeadersAndDialsIPv6()
{
    ScriptedServer server(QHostAddress::LocalHostIPv6);
    if (server.url("").port() <= 0)
        QSKIP("this machine has no IPv6");
    Watch::Options options = optionsFor(server.url("/sub/a"));
    options.headers = { { "X-One", "1" } };
    Listener listener(options);
    listener.watch->start();
    QVERIFY(server.opens());
    QCOMPARE(server.field("X-One"), QByteArray("1"));
    QCOMPARE(server.field("Host"), "[::1]:" + QByteArray::number(options.url.port()));
    SAYS(Connected);
}

void WatchTest::tellsALargeEvent_data()
{
    QTest::addColumn<bool>("isText");
    QTest::newRow("text") << true;
    QTest::newRow("bytes") << false;
}

void WatchTest::tellsALargeEvent()
{
    QFETCH(bool, isText);
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    listener.watch->start();
    QVERIFY(server.opens());
    const QByteArray body(25LL * 1024 * 1024, 'x');
    server.send(isText ? server.event("1", body) : server.frame(ScriptedServer::Binary, body));
    SAYS(Connected, isText ? Event1 : SomeEvent);
    QVERIFY(listener.last.body == body);
}

void WatchTest::goesOnAfterTheLastEvent()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a?since=all")));
    listener.watch->start();
    QVERIFY(server.opens());
    QCOMPARE(server.target(), QByteArray("/sub/a?format=json&since=all"));
    server.send(server.event("1"));
    SAYS(Connected, Event1);
    QVERIFY(server.cuts());
    QVERIFY(server.opens());
    QCOMPARE(server.target(), QByteArray("/sub/a?format=json&since=1"));
    server.send(server.event("2"));
    SAYS(Connected, Event1, Disconnected, Connected, Event2);
    QVERIFY(!listener.reason.isEmpty());
}

void WatchTest::countsBackToItsBeginningBeforeAnyEvent()
{
    ScriptedServer server;
    Watch::Options options = optionsFor(server.url("/sub/a"));
    options.since = "10m";
    Listener listener(options);
    listener.watch->start();
    QVERIFY(server.opens());
    QCOMPARE(server.target(), QByteArray("/sub/a?format=json&since=10m"));
    SAYS(Connected);
    QVERIFY(server.cuts());
    QVERIFY(server.opens());
    const auto since = QRegularExpression(QStringLiteral("since=(\\d+)s$"))
                           .match(QString::fromLatin1(server.target()))
                           .captured(1)
                           .toInt();
    QVERIFY2(since > 600, server.target().constData());
}

void WatchTest::tellsGaps()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a?since=17")));
    listener.watch->start();
    QVERIFY(server.opens());
    server.send(server.frame(ScriptedServer::Text, R"({"gap":{"after":"17","oldest":"40"}})") +
                server.frame(ScriptedServer::Text, R"({"gap":{"after":"40","oldest":null}})"));
    SAYS(Connected, QStringLiteral("gap 17-40"), QStringLiteral("gap 40-"));
}

void WatchTest::anEventThatWasCutInTwoComesOnce()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    listener.watch->start();
    QVERIFY(server.opens());
    server.send(server.event("1") + server.event("2").chopped(3));
    SAYS(Connected, Event1);
    QVERIFY(server.cuts());
    QVERIFY(server.opens());
    QCOMPARE(server.target(), QByteArray("/sub/a?format=json&since=1"));
    server.send(server.event("2"));
    SAYS(Connected, Event1, Disconnected, Connected, Event2);
}

void WatchTest::dialsAgainWhereNobodyListens()
{
    auto server = std::make_unique<ScriptedServer>();
    Listener listener(optionsFor(server->url("/sub/a")));
    server.reset();
    listener.watch->start();
    QVERIFY(waitFor([&] { return listener.said.size() >= 2; }));
    QCOMPARE(listener.said.first(2), QStringList({ Disconnected, Disconnected }));
    QCOMPARE(listener.pauses.at(0), 0);
    QVERIFY(listener.pauses.at(1) >= 500 && listener.pauses.at(1) <= 1000);
    QVERIFY(!listener.reason.isEmpty());
}

void WatchTest::tellsTheWordsOfAClose()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    listener.watch->start();
    QVERIFY(server.opens());
    SAYS(Connected);
    server.send(server.frame(ScriptedServer::Close, QByteArray("\x03\xE9server goes down", 18)));
    SAYS(Connected, Disconnected);
    QVERIFY2(listener.reason.contains(u"server goes down (1001)"), qPrintable(listener.reason));
}

void WatchTest::hangsUpOnWhatIsNoRecord()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    listener.watch->start();
    QVERIFY(server.opens());
    server.send(server.event("1") + server.frame(ScriptedServer::Text, "hello") + server.event("2"));
    SAYS(Connected, Event1, Disconnected);
    QVERIFY2(listener.reason.contains(u"not JSON"), qPrintable(listener.reason));
    QVERIFY(server.opens());
    QCOMPARE(server.target(), QByteArray("/sub/a?format=json&since=1"));
}

void WatchTest::endsWhereItIsRefused_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    QTest::newRow("400") << QByteArray("400 Bad Request") << QByteArray("400 Bad Request (bad ?since=)\n")
                         << QStringLiteral("the server answered: 400 Bad Request (bad ?since=)");
    QTest::newRow("401") << QByteArray("401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"hookbot\"")
                         << QByteArray("401 Unauthorized\n") << QStringLiteral("the server answered: 401 Unauthorized");
    QTest::newRow("403") << QByteArray("403 Forbidden") << QByteArray("not from here\nnor there\n")
                         << QStringLiteral("the server answered: 403 not from here");
    QTest::newRow("404") << QByteArray("404 Not Found") << QByteArray()
                         << QStringLiteral("the server answered: 404 Not Found");
}

void WatchTest::endsWhereItIsRefused()
{
    QFETCH(QByteArray, status);
    QFETCH(QByteArray, body);
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a?since=all")));
    listener.watch->start();
    QVERIFY(server.answers());
    server.refuse(status, body);
    QVERIFY(server.answers()); // it asks why, with the same request
    QCOMPARE(server.target(), QByteArray("/sub/a?format=json&since=all"));
    QCOMPARE(server.field("Authorization"), "Basic " + QByteArray("s3cret:").toBase64());
    QCOMPARE(server.field("Upgrade"), QByteArray("websocket"));
    server.refuse(status, body);
    SAYS(Ended);
    QTEST(listener.reason, "words");
    QVERIFY(server.isLeftAlone());
}

void WatchTest::dialsAgainWhereAProxyHasNoServer()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    listener.watch->start();
    for (int i = 0; i < 2; ++i) {
        QVERIFY(server.answers());
        server.refuse("503 Service Unavailable", "<html>\n<h1>come back later</h1></html>", "text/html");
    }
    SAYS(Disconnected);
    QCOMPARE(listener.reason, QStringLiteral("the server answered: 503 Service Unavailable"));
    QVERIFY(server.opens());
    SAYS(Disconnected, Connected);
}

void WatchTest::waitsForNoEndOfAnExplanation_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("a WebSocket, now") << QByteArray();
    QTest::newRow("a long page") << "HTTP/1.1 503 Unavailable\r\nContent-Length: 1000000\r\n\r\n" +
                                        QByteArray(999, 'x');
}

void WatchTest::waitsForNoEndOfAnExplanation()
{
    QFETCH(QByteArray, answer);
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    listener.watch->start();
    QVERIFY(server.answers());
    server.refuse("503 Unavailable", "");
    QVERIFY(server.answers());
    server.send(answer.isEmpty() ? server.acceptance() : answer);
    SAYS(Disconnected);
    QVERIFY(server.isLeft());
    QVERIFY(server.opens());
    SAYS(Disconnected, Connected);
}

void WatchTest::dialsAgainAfterWhatIsNoHandshake_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a greeting") << QByteArray("220 mail.example ESMTP\r\n");
    QTest::newRow("bytes") << QByteArray("\x15\x03\x01\x00\x02\x02\x28\r\n\r\n", 11);
    QTest::newRow("half a head") << QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n");
    QTest::newRow("another's key") << QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                                 "Connection: Upgrade\r\n"
                                                 "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
    QTest::newRow("no WebSocket") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nOK\n");
    QTest::newRow("a head without end") << "HTTP/1.1 101 Switching Protocols\r\n" +
                                               QByteArray("X-Field: value\r\n").repeated(6'000);
}

void WatchTest::dialsAgainAfterWhatIsNoHandshake()
{
    QFETCH(QByteArray, answer);
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    listener.watch->start();
    while (listener.said.isEmpty()) { // it calls, and asks why
        QVERIFY(server.answers());
        server.send(answer);
        (void)server.cuts();
        QVERIFY(waitFor([&] { return !listener.said.isEmpty() || server.isCalled(); }));
    }
    SAYS(Disconnected);
    QVERIFY(!listener.reason.isEmpty());
    QVERIFY(server.opens());
    SAYS(Disconnected, Connected);
}

void WatchTest::takesAHandshakeInPieces()
{
    ScriptedServer server;
    Listener listener(optionsFor(server.url("/sub/a")));
    listener.watch->start();
    QVERIFY(server.answers());
    const QByteArray answer = server.acceptance() + server.event("1");
    for (const char byte : answer) {
        server.send(QByteArray(1, byte));
        QVERIFY(server.isTaken());
    }
    SAYS(Connected, Event1);
}

void WatchTest::endsWithWrongOptions_data()
{
    QTest::addColumn<Watch::Options>("options");
    const Watch::Options good = optionsFor(QUrl(QStringLiteral("ws://s3cret@localhost/sub/a")));
    Watch::Options bad = good;
    bad.url = QUrl(QStringLiteral("s3cret@localhost/sub/a"));
    QTest::newRow("no URL") << bad;
    bad = good;
    bad.since = "yesterday";
    QTest::newRow("since") << bad;
    bad = good;
    bad.headers = { { "X One", "1" } };
    QTest::newRow("headers") << bad;
    bad = good;
    bad.caFile = QFINDTESTDATA("watch_test.cpp");
    QTest::newRow("no certificate") << bad;
    bad = good;
    bad.pingInterval = 0ms;
    QTest::newRow("pings without end") << bad;
    bad = good;
    bad.longestSilence = bad.pingInterval;
    QTest::newRow("no time to answer a ping") << bad;
}

void WatchTest::endsWithWrongOptions()
{
    QFETCH(Watch::Options, options);
    Listener listener(options);
    listener.watch->start();
    QVERIFY(listener.said.isEmpty()); // the caller may not have connected all of its slots
    SAYS(Ended);
    QVERIFY(!listener.reason.isEmpty());
    QVERIFY(!listener.reason.contains(u"s3cret"));
}

void WatchTest::hangsUpOnSilence()
{
    ScriptedServer server;
    Watch::Options options = optionsFor(server.url("/sub/a"));
    options.pingInterval = 50ms;
    options.longestSilence = 150ms;
    Listener listener(options);
    listener.watch->start();
    QVERIFY(server.opens());
    SAYS(Connected, Disconnected);
    QVERIFY2(listener.reason.contains(u"the server sent nothing"), qPrintable(listener.reason));
    QVERIFY(server.isLeft());
    QVERIFY(server.received().startsWith(char(0x80 | ScriptedServer::Ping)));
    QVERIFY(server.opens());
    QVERIFY(waitFor([&] { return listener.said.size() >= 3; }));
    QCOMPARE(listener.said.at(2), Connected);
}

void WatchTest::waitsForAnEventThatComesSlowly()
{
    ScriptedServer server;
    Watch::Options options = optionsFor(server.url("/sub/a"));
    options.pingInterval = 400ms;
    options.longestSilence = 1s;
    Listener listener(options);
    listener.watch->start();
    QVERIFY(server.opens());
    SAYS(Connected);

    QByteArray left = server.event("1", QByteArray(100'000, 'x'));
    QElapsedTimer begun;
    begun.start();
    QTimer drip;
    connect(&drip, &QTimer::timeout, this, [&] {
        const bool isLong = begun.elapsed() > 2 * options.longestSilence.count();
        const qsizetype some = isLong ? left.size() : 1;
        server.send(left.first(some));
        left.remove(0, some);
    });
    drip.start(20);
    QVERIFY(waitFor([&] { return left.isEmpty(); }));
    drip.stop();
    SAYS(Connected, Event1);
}

HOOKBOT_TEST(WatchTest)
#include "watch_test.moc"
