#include "broker/signing/signature.h"
#include "tests/signing/fields.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;
using std::chrono::seconds;

namespace {

const QByteArray Body("{\"a\": \"\xff\0\r\n\"}", 13); // neither text nor UTF-8

const QByteArray GitHubSecret = "It's a Secret to Everybody";
const QByteArray GitHubBody = "Hello, World!";

/// What a scheme's fields say, to be looked into.
QByteArray valueOf(const tl::expected<Headers, QString> &headers, QByteArrayView name)
{
    return headers->value(name).value_or("").toByteArray();
}

} // namespace

class SignatureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesEachScheme()
    {
        const QByteArrayList names{ "github", "gitlab", "stripe", "slack", "standard-webhooks", "hmac" };
        QCOMPARE(signatureSchemeNames(), names);
        QVERIFY(signatureSchemeOf("github") == SignatureScheme::GitHub);
        QVERIFY(signatureSchemeOf("hmac") == SignatureScheme::Hmac);
        QCOMPARE(QSet<int>({ int(*signatureSchemeOf(names[0])), int(*signatureSchemeOf(names[1])),
                             int(*signatureSchemeOf(names[2])), int(*signatureSchemeOf(names[3])),
                             int(*signatureSchemeOf(names[4])), int(*signatureSchemeOf(names[5])) })
                     .size(),
                 6);
        for (const char *other : { "", "GitHub", "github ", "shopify" })
            QVERIFY(!signatureSchemeOf(other));
    }

    // The examples that the services themselves have published.

    /// docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries, "Testing the webhook payload
    /// validation".
    void gitHubsExample()
    {
        const QByteArray value = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        const SignatureRule github = rule(SignatureScheme::GitHub, { GitHubSecret });
        QVERIFY(verifySignature(github, fields({ { "X-Hub-Signature-256", value } }), GitHubBody, at(Now)));
        QVERIFY(!verifySignature(github, fields({ { "X-Hub-Signature-256", value } }), "Hello, World?", at(Now)));
        QCOMPARE(valueOf(sign(github, GitHubBody, at(Now)), "X-Hub-Signature-256"), value);
    }

    /// docs.slack.dev/authentication/verifying-requests-from-slack, the worked example.
    void slacksExample()
    {
        const QByteArray body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
                                "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
                                "&command=%2Fwebhook-collect&text="
                                "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
                                "%2F96rGlfmibIGlgcZRskXaIFfN"
                                "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        const Headers headers =
            fields({ { "X-Slack-Request-Timestamp", "1531420618" },
                     { "X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503" } });
        const SignatureRule slack = rule(SignatureScheme::Slack, { "8f742231b10e8888abcd99yyyzzz85a5" });
        QVERIFY(verifySignature(slack, headers, body, at(1531420618)));
        QVERIFY(!verifySignature(slack, headers, body + ' ', at(1531420618)));
        QCOMPARE(sign(slack, body, at(1531420618)), (tl::expected<Headers, QString>(headers)));
    }

    /// The example that the reference libraries of github.com/standard-webhooks/standard-webhooks are tested with.
    void theExampleOfStandardWebhooks()
    {
        const QByteArray body = R"({"test": 2432232314})";
        const Headers headers = fields({ { "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek" },
                                         { "webhook-timestamp", "1614265330" },
                                         { "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" } });
        const SignatureRule standard =
            rule(SignatureScheme::StandardWebhooks, { "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" });
        QVERIFY(verifySignature(standard, headers, body, at(1614265330)));
        QVERIFY(!verifySignature(standard, headers, body + '\n', at(1614265330)));
        QVERIFY(!verifySignature(rule(SignatureScheme::StandardWebhooks, { "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }),
                                 headers, body, at(1614265330))); // its bytes as they are: another key
    }

    /// Stripe publishes no example with its secret. This one is ours; the digits are from
    /// `printf '1700000000.{}' | openssl dgst -sha256 -hmac whsec_test`.
    void stripesForm()
    {
        const Headers headers =
            fields({ { "Stripe-Signature",
                       "t=1700000000,v1=35495024f4ef3f94e5a93e22221544c4b75e9a42300cd965ab81cb85cd994e91,v0=00" } });
        QVERIFY(verifySignature(rule(SignatureScheme::Stripe, { "whsec_test" }), headers, "{}", at(Now)));
    }

    // Each scheme

    void eachSchemeVerifiesWhatItSigns_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const QByteArray &name : signatureSchemeNames())
            QTest::newRow(name) << name;
    }

    void eachSchemeVerifiesWhatItSigns()
    {
        QFETCH(QByteArray, name);
        const auto scheme = *signatureSchemeOf(name);
        const auto headers = sign(rule(scheme, { "current", "next" }), Body, at(Now));
        QVERIFY(headers);
        QVERIFY(verifySignature(rule(scheme, { "current" }), *headers, Body, at(Now)));
        QVERIFY2(verifySignature(rule(scheme, { "last", "current" }), *headers, Body, at(Now)), "any of its secrets");
        QVERIFY2(verifySignature(rule(scheme, { "current", "last" }), *headers, Body, at(Now)), "any of its secrets");
        QVERIFY2(!verifySignature(rule(scheme, { "next" }), *headers, Body, at(Now)), "signed with the first");
        QVERIFY2(!verifySignature(rule(scheme, { "curren", "current " }), *headers, Body, at(Now)), "the whole secret");
        if (scheme != SignatureScheme::GitLab)
            QVERIFY2(!verifySignature(rule(scheme, { "current" }), *headers, Body.chopped(1), at(Now)), "the body");
    }

    void theTimeIsPartOfWhatIsSigned_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("stripe") << QByteArray("stripe") << QByteArray("Stripe-Signature");
        QTest::newRow("slack") << QByteArray("slack") << QByteArray("X-Slack-Request-Timestamp");
        QTest::newRow("standard") << QByteArray("standard-webhooks") << QByteArray("webhook-timestamp");
        QTest::newRow("its id") << QByteArray("standard-webhooks") << QByteArray("webhook-id");
    }

    void theTimeIsPartOfWhatIsSigned()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, field);
        const SignatureRule wanted = rule(*signatureSchemeOf(name), { "secret" });
        const auto headers = sign(wanted, Body, at(Now));
        Headers changed;
        for (const auto &[key, value] : *headers) {
            QByteArray text = value.toByteArray();
            if (key == field)
                text = field == "webhook-id" ? text + 'x' : text.replace("1700000000", "1700000001");
            changed.append(key, text);
        }
        QVERIFY(verifySignature(wanted, *headers, Body, at(Now)));
        QVERIFY(*headers != changed);
        QVERIFY(!verifySignature(wanted, changed, Body, at(Now)));
    }

    void toleranceReachesBothWays_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : { "stripe", "slack", "standard-webhooks" })
            QTest::newRow(name) << QByteArray(name);
    }

    void toleranceReachesBothWays()
    {
        QFETCH(QByteArray, name);
        SignatureRule wanted = rule(*signatureSchemeOf(name), { "secret" });
        const auto headers = sign(wanted, Body, at(Now));
        QCOMPARE(wanted.tolerance, seconds(300));
        for (const int offset : { -300, 0, 300 })
            QVERIFY(verifySignature(wanted, *headers, Body, at(Now + offset)));
        for (const int offset : { -301, 301 })
            QVERIFY(!verifySignature(wanted, *headers, Body, at(Now + offset)));
        wanted.tolerance = seconds(0);
        QVERIFY(verifySignature(wanted, *headers, Body, at(Now)));
        QVERIFY(!verifySignature(wanted, *headers, Body, at(Now + 1)));
        wanted.tolerance = seconds(-5);
        QVERIFY(verifySignature(wanted, *headers, Body, at(Now)));
        QVERIFY(!verifySignature(wanted, *headers, Body, at(Now + 1)));
    }

    void schemesWithoutATimeTakeAnyAge()
    {
        for (const char *name : { "github", "gitlab", "hmac" }) {
            const SignatureRule wanted = rule(*signatureSchemeOf(name), { "secret" });
            QVERIFY2(verifySignature(wanted, *sign(wanted, Body, at(Now)), Body, at(Now * 2)), name);
        }
    }

    void gitHubsSha1IsTakenOnlyWhereAllowedAndAlone()
    {
        // printf 'Hello, World!' | openssl dgst -sha1 -hmac "It's a Secret to Everybody"
        const QByteArray sha1 = "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59";
        const Headers alone = fields({ { "X-Hub-Signature", sha1 } });
        SignatureRule github = rule(SignatureScheme::GitHub, { GitHubSecret });
        QVERIFY(!verifySignature(github, alone, GitHubBody, at(Now)));
        github.allowSha1 = true;
        QVERIFY(verifySignature(github, alone, GitHubBody, at(Now)));
        QVERIFY(!verifySignature(github, alone, "Hello, World?", at(Now)));
        QCOMPARE(valueOf(sign(github, GitHubBody, at(Now)), "X-Hub-Signature"), sha1);

        for (const QByteArray &wrong :
             { QByteArray(), QByteArray("nonsense"), sha1, "sha256=" + QByteArray(64, '0') }) {
            const Headers both = fields({ { "X-Hub-Signature", sha1 }, { "x-hub-signature-256", wrong } });
            QVERIFY2(!verifySignature(github, both, GitHubBody, at(Now)), "there is no falling back");
        }
    }

    void stripeSignsWithEachSecretThatIsInUse()
    {
        const auto with = [](const char *secret) {
            return valueOf(sign(rule(SignatureScheme::Stripe, { secret }), Body, at(Now)), "Stripe-Signature");
        };
        const Headers headers =
            fields({ { "Stripe-Signature", with("old") + ", v1=tooshort," + with("new").mid(13) + ",v9=x" } });
        QVERIFY(verifySignature(rule(SignatureScheme::Stripe, { "old" }), headers, Body, at(Now)));
        QVERIFY(verifySignature(rule(SignatureScheme::Stripe, { "new" }), headers, Body, at(Now)));
        QVERIFY(!verifySignature(rule(SignatureScheme::Stripe, { "other" }), headers, Body, at(Now)));
    }

    void standardWebhooksSignsWithEachSecretThatIsInUse()
    {
        const auto headers = sign(rule(SignatureScheme::StandardWebhooks, { "new" }), Body, at(Now));
        const QByteArray right = valueOf(headers, "webhook-signature");
        const QByteArray wrong = "v1," + QByteArray(32, '\0').toBase64();
        for (const QByteArray &value : { wrong + ' ' + right, right + "  " + wrong, "v1a," + right.mid(3) + ' ' + right,
                                         "v1, v1,??? " + right }) {
            const Headers several = fields({ { "Webhook-Id", valueOf(headers, "webhook-id") },
                                             { "Webhook-Timestamp", valueOf(headers, "webhook-timestamp") },
                                             { "Webhook-Signature", value } });
            QVERIFY2(verifySignature(rule(SignatureScheme::StandardWebhooks, { "new" }), several, Body, at(Now)),
                     value);
        }
        const Headers asymmetric = fields({ { "Webhook-Id", valueOf(headers, "webhook-id") },
                                            { "Webhook-Timestamp", valueOf(headers, "webhook-timestamp") },
                                            { "Webhook-Signature", "v1a," + right.mid(3) } });
        QVERIFY(!verifySignature(rule(SignatureScheme::StandardWebhooks, { "new" }), asymmetric, Body, at(Now)));
    }

    void eachEventOfStandardWebhooksHasAnIdOfItsOwn()
    {
        const SignatureRule standard = rule(SignatureScheme::StandardWebhooks, { "secret" });
        QVERIFY(valueOf(sign(standard, Body, at(Now)), "webhook-id") !=
                valueOf(sign(standard, Body, at(Now)), "webhook-id"));
    }

    void hmacTakesEachUsualFormInAnyHeader()
    {
        // printf 'Hello, World!' | openssl dgst -sha256 -hmac "It's a Secret to Everybody"
        const QByteArray hex = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        const QByteArray base64 = QByteArray::fromHex(hex).toBase64();
        SignatureRule mine = rule(SignatureScheme::Hmac, { GitHubSecret });
        mine.header = "X-Shopify-Hmac-Sha256";
        for (const QByteArray &value :
             { hex, hex.toUpper(), base64, base64.chopped(1), "sha256=" + hex, "sha256=" + base64 }) {
            QVERIFY2(verifySignature(mine, fields({ { "x-shopify-hmac-sha256", value } }), GitHubBody, at(Now)), value);
            QVERIFY2(!verifySignature(mine, fields({ { "X-Signature", value } }), GitHubBody, at(Now)), value);
        }
        QCOMPARE(valueOf(sign(mine, GitHubBody, at(Now)), mine.header), hex);
    }
};

HOOKBOT_TEST(SignatureTest)
#include "signature_test.moc"
