#include "broker/routers/routesfile.h"
#include "broker/routers/rulerouter.h"
#include "tests/routers/routing.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

namespace {

/// A value of each kind.
const QByteArray EveryValue =
    R"({"type":"invoice.paid","n":7,"ok":true,"list":[0,"second"],"null":null,"empty":"",)"
    R"("slashes":"../../secret","dots":"..","dot":".","control":"\u0000\r\n","slash":"/unsafe/a","long":"LONG"})";

/// Routes that take the hooks of two services from one channel.
const QByteArray TwoServices =
    R"({"from":"/unsafe/a","where":["header:X-From=gl"],"to":"gl","verify":{"scheme":"gitlab","secret-env":"S"}},)"
    R"({"from":"/unsafe/a","where":["header:X-From=other"],"to":"other","verify":"none"})";

/// Two that sign each with its own secret, and one that does not sign at all.
const QByteArray TwoByJson =
    R"({"routes":[)"
    R"({"from":"/unsafe/a","where":["json:of=one"],"to":"one","verify":{"scheme":"github","secret-env":"A"}},)"
    R"({"from":"/unsafe/a","where":["json:of=two"],"to":"two","verify":{"scheme":"github","secret-env":"B"}}]})";
const QByteArray OneOpenByJson =
    R"({"from":"/unsafe/a","where":["json:of=gl"],"to":"gl","verify":{"scheme":"gitlab","secret-env":"S"}},)"
    R"({"from":"/unsafe/a","where":["json:of=open"],"to":"open","verify":"none"})";

/// A router of this table, whose secret is "secret" wherever it is said to be.
std::unique_ptr<RuleRouter> routerOf(const QByteArray &table)
{
    const auto secrets = [](const QString &) { return std::vector<QByteArray>{ "old secret", "secret" }; };
    auto routes = parseRoutes("{\"routes\":[" + table + "]}", { secrets, secrets });
    if (!routes)
        qFatal("%s", qPrintable(routes.error()));
    return std::make_unique<RuleRouter>(std::move(*routes));
}

/// The text with what stands in place of its @.
QByteArray with(QByteArray text, const QByteArray &what)
{
    return text.replace('@', what);
}

} // namespace

class RuleRouterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesOnWhatFits()
    {
        const auto router = routerOf(R"({"from":"a/","where":["header:X-Kind=push","json:ref=**"],"to":"b"})");
        const Headers push = fields({ { "X-Kind", "push" } });
        const auto routed = router->route(eventOf("a/x", R"({"ref":"refs/heads/main"})", push));
        QCOMPARE(channelsOf(routed), QByteArrayList({ "b" }));
        QCOMPARE(routed.drafts[0].body, QByteArray(R"({"ref":"refs/heads/main"})"));
        QCOMPARE(routed.drafts[0].headers.bytes(), QByteArray("X-Kind: push\r\nX-Hookbot-Routed-By: routes\r\n"));
        for (const Event &other :
             { eventOf("a", R"({"ref":"refs/x"})", push), eventOf("ab/x", R"({"ref":"refs/x"})", push),
               eventOf("a/x", R"({"ref":"refs/x"})"), eventOf("a/x", R"({"other":"x"})", push) }) {
            QVERIFY(router->route(other).drafts.empty());
            QCOMPARE(kindOf(router->route(other)), None);
        }
    }

    void whatIsPassedOnIsNoReplay()
    {
        const auto router = routerOf(R"({"from":"a/","to":"b"})");
        Event replay = eventOf("a/x", "body");
        replay.replayOf = { 7 };
        const auto routed = router->route(replay);
        QCOMPARE(routed.drafts.size(), size_t(1));
        QCOMPARE(routed.drafts[0].replayOf.value, EventId().value);
    }

    void fillsPlaceholders_data()
    {
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("channel"); // empty if there is none
        const auto row = [](const char *to, const char *channel) {
            QTest::newRow(to) << QByteArray(to) << QByteArray(channel);
        };
        row("x/{json:type}", "x/invoice.paid");
        row("x/{json:n}-{json:ok}/y", "x/7-true/y");
        row("{header:X-Kind}/{json:list[1]}", "push/second");
        row("x/{rest}", "x/deep/er");
        row("{rest}/y", "deep/er/y");
        row("x/{json:slashes}/y", "x/..%2F..%2Fsecret/y");
        row("x/{json:dots}", "x/%2E%2E");
        row("x/.{json:dot}", "x/.%2E");
        row("x/{json:control}", "x/%00%0D%0A");
        row("{json:slash}", "%2Funsafe%2Fa");
        row("x/{json:empty}", "");
        row("x/a{json:empty}", "");
        row("x/{json:absent}", "");
        row("x/{json:null}", "");
        row("x/{json:list}", "");
        row("x/{json:long}", "");
        row("x/{header:X-Absent}", "");
        row("x/{header:X-Latin}", "");
    }

    void fillsPlaceholders()
    {
        QFETCH(const QByteArray, to);
        QFETCH(const QByteArray, channel);
        const Event event = eventOf("a/deep/er", QByteArray(EveryValue).replace("LONG", QByteArray(5'000'000, 'x')),
                                    fields({ { "X-Kind", "push" }, { "X-Latin", "\xe4" } }));
        const auto routed = routerOf(with(R"({"from":"a/","to":"@"})", to))->route(event);
        QCOMPARE(channelsOf(routed), channel.isEmpty() ? QByteArrayList() : QByteArrayList{ channel });
        QCOMPARE(kindOf(routed), channel.isEmpty() ? Channel : None);
        QVERIFY(channel.isEmpty() == routed.refusal.has_value());
        QVERIFY(!routed.refusal || routed.refusal->message.size() < 200);
    }

    void verifies_data()
    {
        QTest::addColumn<QByteArray>("verify");
        QTest::addColumn<int>("scheme");
        QTest::addColumn<bool>("hasTime");
        const auto row = [](const char *name, SignatureScheme scheme, bool hasTime, const char *more = "") {
            QTest::newRow(name) << with(R"({"scheme":"@","secret-file":"f"MORE})", name).replace("MORE", more)
                                << int(scheme) << hasTime;
        };
        row("github", SignatureScheme::GitHub, false);
        row("gitlab", SignatureScheme::GitLab, false);
        row("stripe", SignatureScheme::Stripe, true, ",\"tolerance\":\"60s\"");
        row("slack", SignatureScheme::Slack, true, ",\"tolerance\":\"1m\"");
        row("standard-webhooks", SignatureScheme::StandardWebhooks, true, ",\"tolerance\":\"60s\"");
        row("hmac", SignatureScheme::Hmac, false, ",\"header\":\"X-Sign\"");
    }

    void verifies()
    {
        QFETCH(const QByteArray, verify);
        QFETCH(const int, scheme);
        QFETCH(const bool, hasTime);
        const auto router = routerOf(with(R"({"from":"/unsafe/a","to":"b","verify":@})", verify));
        SignatureRule rule;
        rule.scheme = SignatureScheme(scheme);
        rule.secrets = { "secret" };
        rule.header = "X-Sign";
        const Event unsigned_ = eventOf("/unsafe/a", "{}");
        const auto signedAt = [&](std::chrono::seconds ago) {
            const auto headers = sign(rule, "{}", unsigned_.time - ago);
            return eventOf("/unsafe/a", "{}", *headers);
        };
        QCOMPARE(channelsOf(router->route(signedAt(std::chrono::seconds(30)))), QByteArrayList({ "b" }));
        QCOMPARE(kindOf(router->route(signedAt(std::chrono::seconds(30)))), None);
        QCOMPARE(kindOf(router->route(signedAt(std::chrono::seconds(90)))), hasTime ? Signature : None);
        QCOMPARE(kindOf(router->route(unsigned_)), Signature);
        QVERIFY(router->route(unsigned_).drafts.empty());
        rule.secrets = { "another" };
        QCOMPARE(kindOf(router->route(signedAt({}))), Signature);
        Event other = signedAt({});
        other.body = "[]";
        QCOMPARE(kindOf(router->route(other)), Signature);
    }

    /// One channel may take the hooks of two services: of each is asked what is its own.
    void asksForTheSignatureOfWhatFits()
    {
        const auto router = routerOf(TwoServices);
        const auto route = [&](const char *from, const QByteArray &token) {
            return router->route(
                eventOf("/unsafe/a", "x", fields({ { "X-From", from }, { "X-Gitlab-Token", token } })));
        };
        QCOMPARE(channelsOf(route("gl", "secret")), QByteArrayList({ "gl" }));
        QCOMPARE(route("gl", "secret").drafts[0].headers.bytes(), // without the secret
                 QByteArray("X-From: gl\r\nX-Hookbot-Routed-By: routes\r\n"));
        QCOMPARE(kindOf(route("gl", "wrong")), Signature);
        QVERIFY(route("gl", "wrong").refusal->message.startsWith(QStringLiteral("route 1: ")));
        QCOMPARE(channelsOf(route("other", "wrong")), QByteArrayList({ "other" }));
        QCOMPARE(kindOf(route("other", "wrong")), None);
    }

    /// Two services on one channel that the JSON tells apart, each with its own secret.
    void asksForTheSignatureBeforeTheJson()
    {
        const auto secrets = [](const QString &name) { return std::vector<QByteArray>{ name.toUtf8() }; };
        const auto routes = parseRoutes(TwoByJson, { secrets, secrets });
        QVERIFY2(routes, routes ? "" : qPrintable(routes.error()));
        const RuleRouter router(*routes);
        const auto route = [&router](const QByteArray &body, const QByteArray &secret) {
            SignatureRule rule;
            rule.secrets = { secret };
            return router.route(eventOf("/unsafe/a", body, secret.isEmpty() ? Headers() : *sign(rule, body, {})));
        };
        // What is another route's is no refusal of this one.
        QCOMPARE(channelsOf(route("{\"of\":\"one\"}", "A")), QByteArrayList({ "one" }));
        QCOMPARE(kindOf(route("{\"of\":\"one\"}", "A")), None);
        QCOMPARE(channelsOf(route("{\"of\":\"two\"}", "B")), QByteArrayList({ "two" }));
        QCOMPARE(kindOf(route("{\"of\":\"two\"}", "B")), None);
        // Signed, and of neither.
        QVERIFY(route("{\"of\":\"three\"}", "B").drafts.empty());
        QCOMPARE(kindOf(route("{\"of\":\"three\"}", "B")), None);
        // It says that it is of the one, and is signed as the other's.
        QVERIFY(route("{\"of\":\"one\"}", "B").drafts.empty());
        // It is not signed, whatever it contains.
        for (const char *body : { "{\"of\":\"one\"}", "{\"of\":\"three\"}", "no JSON" }) {
            for (const char *secret : { "C", "" }) {
                QVERIFY(route(body, secret).drafts.empty());
                QCOMPARE(kindOf(route(body, secret)), Signature);
                QVERIFY(route(body, secret).refusal->message.startsWith(QStringLiteral("route 1: ")));
            }
        }
    }

    /// Where one route reads the JSON of anybody, it is known what the other would have said.
    void judgesBySignatureWhatTheJsonSaysIsIts()
    {
        const auto router = routerOf(OneOpenByJson);
        const auto route = [&](const QByteArray &body) { return router->route(eventOf("/unsafe/a", body)); };
        QCOMPARE(channelsOf(route("{\"of\":\"open\"}")), QByteArrayList({ "open" }));
        QCOMPARE(kindOf(route("{\"of\":\"open\"}")), None);
        QCOMPARE(kindOf(route("{\"of\":\"gl\"}")), Signature);
        QCOMPARE(kindOf(route("{}")), None);
    }

    /// What took QJsonDocument 1.9 GB and seconds.
    void readsHostileJsonToo()
    {
        QByteArray body = "[";
        for (int i = 0; i < 12'000; ++i)
            body += QByteArray(1'000, '[') + QByteArray(1'000, ']') + ',';
        body += "0]";
        const auto router =
            routerOf("{\"from\":\"/unsafe/a\",\"verify\":\"none\",\"where\":[\"json:[12000]=0\"],\"to\":\"b\"}");
        QCOMPARE(channelsOf(router->route(eventOf("/unsafe/a", body))), QByteArrayList({ "b" }));
    }

    void hearsEachOfItsChannelsOnce()
    {
        const auto router = routerOf(R"({"from":"a","to":"x"},{"from":"b/","to":"y"},{"from":"a","to":"z"})");
        QCOMPARE(router->channels(), std::vector<Filter>({ { "a" }, { "b/" } }));
        QCOMPARE(channelsOf(router->route(eventOf("a", ""))), QByteArrayList({ "x", "z" }));
    }

    /// Two that feed each other, and one that feeds itself, come to rest after one step.
    void loopsComeToRest()
    {
        const auto router =
            routerOf(R"({"from":"a/","to":"b/{rest}"},{"from":"b/","to":"a/{rest}"},{"from":"c/","to":"c/c"})");
        for (const char *channel : { "a/x", "b/x", "c/x" }) {
            const auto routed = router->route(eventOf(channel, ""));
            QCOMPARE(routed.drafts.size(), size_t(1));
            Event again;
            static_cast<Draft &>(again) = routed.drafts[0];
            QVERIFY(router->route(again).drafts.empty());
        }
    }
};

HOOKBOT_TEST(RuleRouterTest)
#include "rulerouter_test.moc"
