#include "broker/http/endpoint.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class EndpointTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The table of the protocol, section 1, row by row.
    void followsTheTable_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<Endpoint::Kind>("kind");
        QTest::addColumn<QByteArray>("channel");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("allow");
        using Kind = Endpoint::Kind;
        const auto row = [](const char *method, const char *path, Kind kind, const char *channel, int status = 0,
                            const char *allow = "") {
            QTest::addRow("%s %s", method, path)
                << QByteArray(method) << QByteArray(path) << kind << QByteArray(channel) << status << QByteArray(allow);
        };
        row("POST", "/pub/a/b", Kind::Publish, "a/b");
        row("GET", "/pub/a/b", Kind::Refused, "", 405, "POST");
        row("PUT", "/pub/a/b", Kind::Refused, "", 405, "POST");
        row("HEAD", "/pub/a", Kind::Refused, "", 405, "POST");
        row("GET", "/sub/a/b", Kind::Subscribe, "a/b");
        row("GET", "/sub/a/", Kind::Subscribe, "a/");
        row("GET", "/sub/", Kind::Subscribe, "");
        row("POST", "/sub/a", Kind::Refused, "", 405, "GET");
        row("PUT", "/sub/a", Kind::Refused, "", 405, "GET");
        row("POST", "/unsafe/pub/a", Kind::Publish, "/unsafe/a");
        row("GET", "/unsafe/pub/a", Kind::Refused, "", 405, "POST");
        row("GET", "/unsafe/sub/a", Kind::Subscribe, "/unsafe/a");
        row("GET", "/unsafe/sub/", Kind::Subscribe, "/unsafe/");
        row("POST", "/unsafe/sub/a", Kind::Refused, "", 405, "GET");
        row("POST", "/a/b", Kind::Publish, "a/b");
        row("GET", "/a/b", Kind::Subscribe, "a/b");
        row("PUT", "/a/b", Kind::Refused, "", 501);
        row("get", "/a/b", Kind::Refused, "", 501);
        row("DELETE", "/a", Kind::Refused, "", 501);
        row("POST", "/unsafe/a", Kind::Publish, "unsafe/a");
        row("POST", "/pub", Kind::Publish, "pub");
        row("GET", "/status", Kind::Status, "");
        row("HEAD", "/status", Kind::Status, "");
        row("POST", "/status", Kind::Refused, "", 405, "GET, HEAD");
        row("GET", "/metrics", Kind::Metrics, "");
        row("GET", "/status/x", Kind::Subscribe, "status/x");
    }

    void followsTheTable()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        const Endpoint endpoint = Endpoint::of(method, path);
        QTEST(endpoint.kind, "kind");
        QTEST(endpoint.channel, "channel");
        QTEST(endpoint.refusal.status, "status");
        QFETCH(QByteArray, allow);
        QCOMPARE(endpoint.refusal.fields, allow.isEmpty() ? QByteArray() : "Allow: " + allow + "\r\n");
        QCOMPARE(endpoint.isUnsafe, endpoint.kind != Endpoint::Kind::Refused &&
                                        (path.startsWith("/unsafe/pub/") || path.startsWith("/unsafe/sub/")));
    }

    void bodyOf501IsAsEver() { QCOMPARE(Endpoint::of("PUT", "/a").refusal.message, QByteArray("Not Implemented")); }
};

HOOKBOT_TEST(EndpointTest)
#include "endpoint_test.moc"
