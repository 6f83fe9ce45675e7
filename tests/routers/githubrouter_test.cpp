#include "broker/routers/githubrouter.h"
#include "tests/routers/routing.h"
#include "tests/support/suite.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace hookbot;

namespace {

const QByteArray Secret = "a secret of the test's";

QByteArray envelopeOf(const QByteArray &payload, const QString &event, const QByteArray &signature)
{
    return QJsonDocument(QJsonObject{ { QStringLiteral("Delivery"), QStringLiteral("1-2-3") },
                                      { QStringLiteral("Event"), event },
                                      { QStringLiteral("Payload"), QString::fromLatin1(payload.toBase64()) },
                                      { QStringLiteral("Signature"), QString::fromLatin1(signature) } })
        .toJson(QJsonDocument::Compact);
}

QByteArray signedEnvelope(const QByteArray &payload, const QString &event = QStringLiteral("push"))
{
    SignatureRule rule;
    rule.secrets = { Secret };
    const auto headers = sign(rule, payload, {});
    return envelopeOf(payload, event, headers->value("X-Hub-Signature-256")->toByteArray());
}

QByteArray pushTo(const QByteArray &ref, const QByteArray &repository = "octo/repo")
{
    return R"({"ref":")" + ref + R"(","after":"0123abc","repository":{"full_name":")" + repository +
           R"("},"pusher":{"name":"octocat","email":"o@example.com"}})";
}

} // namespace

class GitHubRouterTest : public QObject
{
    Q_OBJECT

private:
    static Router::Routed route(const QByteArray &body, const Headers &headers = {})
    {
        SignatureRule rule;
        rule.secrets = { "the one before", Secret };
        return GitHubRouter(rule).route(eventOf("/unsafe/github.com/octo", body, headers));
    }

private Q_SLOTS:
    /// The channel, and byte for byte the body, of the Go program's router.
    void aPushGoesToItsRepositoryAndItsBranch()
    {
        const QByteArray envelope = signedEnvelope(pushTo("refs/heads/main"));
        const auto routed = route(envelope, fields({ { "X-GitHub-Event", "push" },
                                                     { "Content-Length", "123" },
                                                     { "content-type", "application/json; charset=x" },
                                                     { "X-Hub-Signature-256", "sha256=0" } }));
        QCOMPARE(kindOf(routed), None);
        QCOMPARE(channelsOf(routed),
                 QByteArrayList({ "github.com/repo/octo/repo", "github.com/repo/octo/repo/branch/main" }));
        QCOMPARE(routed.drafts[0].body, envelope);
        QCOMPARE(
            routed.drafts[0].headers.bytes(),
            QByteArray("X-GitHub-Event: push\r\nContent-Length: 123\r\ncontent-type: application/json; charset=x\r\n"
                       "X-Hub-Signature-256: sha256=0\r\nX-Hookbot-Routed-By: github\r\n"));
        QCOMPARE(routed.drafts[1].body,
                 QByteArray(R"({"Branch":"main","Repo":"octo/repo","SHA":"0123abc","Type":"push","Who":"octocat"})"));
        QCOMPARE(routed.drafts[1].headers.bytes(), QByteArray("X-GitHub-Event: push\r\nX-Hookbot-Routed-By: github\r\n"
                                                              "Content-Type: application/json\r\n"));
        for (const Draft &draft : routed.drafts) {
            QCOMPARE(draft.method, QByteArray("POST"));
            QCOMPARE(draft.remote, QByteArray("192.0.2.7"));
            QVERIFY(draft.time == eventOf({}, {}).time);
        }
    }

    void otherEventsGoToTheirRepository()
    {
        const QByteArray envelope =
            signedEnvelope(R"({"action":"opened","repository":{"full_name":"octo/repo"}})", QStringLiteral("issues"));
        const auto routed = route(envelope);
        QCOMPARE(channelsOf(routed), QByteArrayList({ "github.com/repo/octo/repo" }));
        QCOMPARE(routed.drafts[0].body, envelope);
    }

    void whatIsOfNoRepositoryIsLeftAlone()
    {
        for (const char *payload : { R"({"zen":"Design for failure."})", R"({"repository":null})" }) {
            const auto routed = route(signedEnvelope(payload, QStringLiteral("ping")));
            QVERIFY(routed.drafts.empty());
            QCOMPARE(kindOf(routed), None);
        }
    }

    void aFormsPayloadIsReadToo()
    {
        const auto routed = route(signedEnvelope("payload=" + pushTo("refs/heads/main").toPercentEncoding()));
        QCOMPARE(routed.drafts.size(), size_t(2));
    }

    void branchesKeepTheirSlashes_data()
    {
        QTest::addColumn<QByteArray>("ref"); // as in JSON
        QTest::addColumn<QByteArray>("branch");
        QTest::newRow("of parts") << QByteArray("refs/heads/feature/x") << QByteArray("feature/x");
        QTest::newRow("a tag, as in Go") << QByteArray("refs/tags/v1") << QByteArray("refs/tags/v1");
        QTest::newRow("odd, but good") << QByteArray("refs/heads/fix-#1+2 (ä)") << QByteArray("fix-#1+2 (ä)");
        QTest::newRow("an escape") << QByteArray("refs/heads/a%2Fb") << QByteArray("a%252Fb");
        QTest::newRow("dots") << QByteArray("refs/heads/../../secret") << QByteArray("%2E%2E/%2E%2E/secret");
        QTest::newRow("control characters") << QByteArray(R"(refs/heads/a\u0000\nb)") << QByteArray("a%00%0Ab");
    }

    void branchesKeepTheirSlashes()
    {
        QFETCH(const QByteArray, ref);
        QFETCH(const QByteArray, branch);
        const auto routed = route(signedEnvelope(pushTo(ref)));
        QCOMPARE(channelsOf(routed),
                 QByteArrayList({ "github.com/repo/octo/repo", "github.com/repo/octo/repo/branch/" + branch }));
    }

    void aBranchThatIsNoneCostsItsOwnChannelAlone_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("kind");
        QTest::newRow("empty") << pushTo("refs/heads/") << Channel;
        QTest::newRow("an empty part") << pushTo("refs/heads/a//b") << Channel;
        QTest::newRow("a slash at its end") << pushTo("refs/heads/a/") << Channel;
        QTest::newRow("too long") << pushTo("refs/heads/" + QByteArray(5'000'000, 'b')) << Channel;
        QTest::newRow("a number") << QByteArray(R"({"ref":1,"after":"0","repository":{"full_name":"octo/repo"}})")
                                  << Malformed;
        QTest::newRow("no commit") << QByteArray(R"({"ref":"refs/heads/a","repository":{"full_name":"octo/repo"}})")
                                   << Malformed;
    }

    void aBranchThatIsNoneCostsItsOwnChannelAlone()
    {
        QFETCH(const QByteArray, payload);
        QFETCH(const int, kind);
        const auto routed = route(signedEnvelope(payload));
        QCOMPARE(channelsOf(routed), QByteArrayList({ "github.com/repo/octo/repo" }));
        QCOMPARE(kindOf(routed), kind);
    }

    void aRepositoryThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QByteArray>("name"); // as in JSON
        for (const char *name :
             { "", "/", "octo", "octo/", "/repo", "octo/repo/x", "../repo", "octo/..", "./repo", "../x/repo",
               "octo/re po", "octo/re%2Fpo", R"(octo/re\u0000po)", "octo/rep\u00f6", R"(octo/re\npo)" })
            QTest::newRow(name) << QByteArray(name);
        QTest::newRow("long") << "octo/" + QByteArray(5'000'000, 'r');
    }

    void aRepositoryThatIsNoneIsRefused()
    {
        QFETCH(const QByteArray, name);
        const auto routed = route(signedEnvelope(pushTo("refs/heads/main", name)));
        QVERIFY(routed.drafts.empty());
        QCOMPARE(kindOf(routed), Channel);
        QVERIFY(routed.refusal->message.size() < 200);
    }

    void repositoriesOfOtherTypesAreRefused()
    {
        for (const char *payload :
             { R"({"repository":[]})", R"({"repository":"octo/repo"})", R"({"repository":{"full_name":["octo/repo"]}})",
               R"({"repository":{"full_name":7}})", R"({"repository":{}})" })
            QCOMPARE(kindOf(route(signedEnvelope(payload))), Channel);
    }

    void whatIsNotSignedIsRefused_data()
    {
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("none") << QByteArray();
        QTest::newRow("another's") << QByteArray("sha256=") + QByteArray(64, '0');
        QTest::newRow("cut short") << QByteArray("sha256=00");
        QTest::newRow("SHA-1") << "sha1=" + QByteArray(40, '0');
        QTest::newRow("another kind") << QByteArray("md5=0");
        QTest::newRow("with another field behind it") << QByteArray("sha256=0\r\nX-Hub-Signature-256: sha256=0");
    }

    void whatIsNotSignedIsRefused()
    {
        QFETCH(const QByteArray, signature);
        const auto routed = route(envelopeOf(pushTo("refs/heads/main"), QStringLiteral("push"), signature));
        QVERIFY(routed.drafts.empty());
        QCOMPARE(kindOf(routed), Signature);
        QVERIFY(signature.isEmpty() || !routed.refusal->message.contains(QString::fromLatin1(signature)));
    }

    void sha1IsTakenWhereAllowed()
    {
        const QByteArray body = "Hello, World!";
        // Made with: printf 'Hello, World!' | openssl dgst -sha1 -hmac "It's a Secret to Everybody"
        const QByteArray envelope =
            envelopeOf(body, QStringLiteral("push"), "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59");
        SignatureRule rule;
        rule.secrets = { "It's a Secret to Everybody" };
        QVERIFY(GitHubRouter(rule).outputsOf(envelope).refusal->kind == RoutingRefusal::Kind::Signature);
        rule.allowSha1 = true;
        // Well signed, and then no JSON.
        QVERIFY(GitHubRouter(rule).outputsOf(envelope).refusal->kind == RoutingRefusal::Kind::Malformed);
    }

    void whatIsNoEnvelopeIsRefused()
    {
        for (const char *body : { "", "x", "{}", "[]", "null", "{\"Payload\":7,\"Event\":\"\",\"Signature\":\"\"}",
                                  "{\"Payload\":\"!\",\"Event\":\"\",\"Signature\":\"\"}", "\xff\xfe" }) {
            const auto routed = route(body);
            QVERIFY(routed.drafts.empty());
            QCOMPARE(kindOf(routed), Malformed);
        }
    }

    void signedPayloadsThatAreNoObjectAreRefused()
    {
        for (const char *payload : { "", "x", "[]", "[{\"repository\":{}}]", "7", "{\"repository\":", "\xff" })
            QCOMPARE(kindOf(route(signedEnvelope(payload))), Malformed);
    }

    void doesNotHearItself()
    {
        const QByteArray envelope = signedEnvelope(pushTo("refs/heads/main"));
        for (const char *name : { "X-Hookbot-Routed-By", "x-hookbot-routed-by" }) {
            const auto routed = route(envelope, fields({ { name, "routes" }, { name, "github" } }));
            QVERIFY(routed.drafts.empty());
            QCOMPARE(kindOf(routed), None);
        }
        QCOMPARE(route(envelope, fields({ { "X-Hookbot-Routed-By", "routes" } })).drafts.size(), size_t(2));
    }
};

HOOKBOT_TEST(GitHubRouterTest)
#include "githubrouter_test.moc"
