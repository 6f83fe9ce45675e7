#include "broker/requests/subscriberequest.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

using Over = SubscribeRequest::Transport;

class SubscribeRequestTest : public QObject
{
    Q_OBJECT

private:
    static tl::expected<SubscribeRequest, Refusal> parsed(const QByteArray &query, bool webSocket,
                                                          const QByteArray &accept = {}, const QByteArray &lastId = {})
    {
        Request request;
        request.asksForWebSocket = webSocket;
        if (!accept.isEmpty())
            request.headers.append("accept", accept);
        if (!lastId.isEmpty())
            request.headers.append("Last-Event-ID", lastId);
        return SubscribeRequest::of(request, { "/sub/a", query },
                                    std::chrono::system_clock::time_point(1'700'000'000s));
    }

private Q_SLOTS:
    void transports()
    {
        QCOMPARE(parsed("", true)->transport, Over::WebSocket);
        QCOMPARE(parsed("poll=1", false)->transport, Over::Poll);
        for (const char *accept : { "text/event-stream", "Text/Event-Stream;q=0.5", "text/html, text/event-stream" })
            QCOMPARE(parsed("", false, accept)->transport, Over::EventStream);
        QCOMPARE(parsed("", true, "text/event-stream")->transport, Over::WebSocket);
        QCOMPARE(parsed("", false, "text/*").error().status, 400);
        QCOMPARE(parsed("", false).error().status, 400);
        QCOMPARE(parsed("poll=1", true).error().status, 400);
    }

    void withoutSinceOnlyAPollLooksBack()
    {
        QVERIFY(!parsed("", true)->since.after);
        QVERIFY(!parsed("", false, "text/event-stream")->since.after);
        QCOMPARE(parsed("poll=1", false)->since.after->value, 0);
        QCOMPARE(parsed("poll=1", false)->limit, 1000);
    }

    void aBrowserThatComesAgainSaysWhereItWas()
    {
        const auto resumed = parsed("since=all", false, "text/event-stream", "17");
        QCOMPARE(resumed->since.after->value, 17);
        QVERIFY(resumed->since.isExact);
        QCOMPARE(parsed("", false, "text/event-stream", "x").error().status, 400);
        QVERIFY(!parsed("", true, {}, "17")->since.after); // of a WebSocket the field says nothing
    }

    void faultsNameTheirParameter()
    {
        for (const char *query : { "since=x", "since=", "since=1&since=2", "since" })
            QVERIFY(parsed(query, true).error().message.contains("?since="));
        for (const char *query : { "format=xml", "format=", "format=json&format=json" })
            QVERIFY(parsed(query, true).error().message.contains("?format="));
        for (const char *query : { "limit=5", "poll=1&limit=0", "poll=1&limit=-1", "poll=1&limit=x", "poll=1&limit=" })
            QVERIFY(parsed(query, false, "text/event-stream").error().message.contains("?limit="));
        for (const char *query : { "poll=2", "poll", "poll=1&poll=1" })
            QVERIFY(parsed(query, false).error().message.contains("?poll="));
    }

    void othersAreNobodysBusiness() { QVERIFY(parsed("colour=blue&sinc=1&x", true)); }
};

HOOKBOT_TEST(SubscribeRequestTest)
#include "subscriberequest_test.moc"
