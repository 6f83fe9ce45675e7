#include "broker/signing/signature.h"
#include "tests/signing/fields.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <limits>

using namespace hookbot;

namespace {

constexpr qint64 Furthest = std::numeric_limits<qint64>::max();

/// The same fields with one of them changed by the function; left out where that gives nothing.
template<typename Change>
Headers changed(const Headers &headers, QByteArrayView field, Change change)
{
    Headers result;
    for (const auto &[name, value] : headers) {
        if (!equalIgnoringCase(name, field))
            result.append(name, value);
        else if (const std::optional<QByteArray> text = change(value.toByteArray()))
            result.append(name, *text);
    }
    return result;
}

/// Why a rule refuses; empty where it does not.
QString refusal(const SignatureRule &wanted, const Headers &headers, QByteArrayView body = "body", qint64 now = Now)
{
    const auto verdict = verifySignature(wanted, headers, body, at(now));
    return verdict ? QString() : verdict.error();
}

} // namespace

/// What strangers send, and rules that are no good: nothing of it may pass, and nothing may tell a secret.
class SignatureHostileTest : public QObject
{
    Q_OBJECT

private:
    static constexpr auto Secret = "the-secret";

    /// For each field that a scheme needs a row with its name.
    static void eachNeededField()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char *name, const char *field) {
            QTest::addRow("%s %s", name, field) << QByteArray(name) << QByteArray(field);
        };
        row("github", "X-Hub-Signature-256");
        row("gitlab", "X-Gitlab-Token");
        row("stripe", "Stripe-Signature");
        row("slack", "X-Slack-Signature");
        row("slack", "X-Slack-Request-Timestamp");
        row("standard-webhooks", "webhook-id");
        row("standard-webhooks", "webhook-timestamp");
        row("standard-webhooks", "webhook-signature");
        row("hmac", "X-Signature");
    }

private Q_SLOTS:
    void missingDoubleEmptyAndHugeFields_data() { eachNeededField(); }
    void missingDoubleEmptyAndHugeFields()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, field);
        const SignatureRule wanted = rule(*signatureSchemeOf(name), { Secret });
        const Headers good = *sign(wanted, "body", at(Now));
        QCOMPARE(refusal(wanted, good), QString());
        const QByteArray value = good.value(field)->toByteArray();

        using Text = std::optional<QByteArray>;
        const auto refuses = [&](const Headers &headers) {
            const QString why = refusal(wanted, headers);
            return !why.isEmpty() && !why.contains(QLatin1String(Secret)) && why.size() < 300 &&
                   (value.size() < 16 || !why.contains(QString::fromLatin1(value)));
        };
        QVERIFY(refuses(changed(good, field, [](const QByteArray &) { return Text(); })));
        QVERIFY(refuses(changed(good, field, [](const QByteArray &) { return Text(""); })));
        QVERIFY(refuses(changed(good, field, [](const QByteArray &text) { return Text(text + '\0'); })));
        QVERIFY(refuses(changed(good, field, [](const QByteArray &text) { return Text(text.chopped(2)); })));
        QVERIFY(refuses(changed(good, field, [](const QByteArray &) { return Text("\xff\xfe\0x"); })));
        for (const char c : { ' ', ',', '=', '0', 'v', '\xff' })
            QVERIFY(refuses(changed(good, field, [c](const QByteArray &) { return Text(QByteArray(60'000, c)); })));
        if (field != "webhook-signature") // which is a list
            QVERIFY(refuses(changed(good, field, [](const QByteArray &text) { return Text(text + ", " + text); })));

        Headers twice = good;
        twice.append(field.toLower(), value);
        QVERIFY2(refuses(twice), "the same twice");
        Headers before;
        before.append(field, "x");
        for (const auto &[key, text] : good)
            before.append(key, text);
        QVERIFY2(refuses(before), "another one before it");
        QVERIFY(!refusal(wanted, Headers()).isEmpty());
    }

    void badTimes_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("time");
        for (const char *name : { "stripe", "slack", "standard-webhooks" }) {
            for (const char *time :
                 { "0", "-1", "-1700000000", "9223372036854775807", "9223372036854775808", "18446744073709551615",
                   "99999999999999999999999999", "-9223372036854775808", "1.7e9", "1700000000.0", "0x6553f100",
                   " 1700000000", "+1700000000", "now", "", "1" })
                QTest::addRow("%s at %s", name, time) << QByteArray(name) << QByteArray(time);
        }
    }

    /// They do not pass with the right secret either.
    void badTimes()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, time);
        const auto scheme = *signatureSchemeOf(name);
        const auto mac = [](const QByteArray &text) {
            return QByteArray::fromHex(
                sign(rule(SignatureScheme::Hmac, { Secret }), text, at(Now))->value("X-Signature")->toByteArray());
        };
        Headers headers;
        if (scheme == SignatureScheme::Stripe) {
            headers = fields({ { "Stripe-Signature", "t=" + time + ",v1=" + mac(time + ".body").toHex() } });
        } else if (scheme == SignatureScheme::Slack) {
            headers = fields({ { "X-Slack-Request-Timestamp", time },
                               { "X-Slack-Signature", "v0=" + mac("v0:" + time + ":body").toHex() } });
        } else {
            headers = fields({ { "webhook-id", "msg_1" },
                               { "webhook-timestamp", time },
                               { "webhook-signature", "v1," + mac("msg_1." + time + ".body").toBase64() } });
        }
        SignatureRule wanted = rule(scheme, { Secret });
        for (const qint64 now : { Now, qint64(0), qint64(-Now) })
            QVERIFY(!refusal(wanted, headers, "body", now).isEmpty() || (time == "1" && now == 0));
    }

    void farTimesPassOnlyWithAFarTolerance()
    {
        SignatureRule slack = rule(SignatureScheme::Slack, { Secret });
        const Headers old = *sign(slack, "body", at(1));
        QVERIFY(!refusal(slack, old).isEmpty());
        slack.tolerance = std::chrono::seconds(Furthest);
        QCOMPARE(refusal(slack, old), QString());
        slack.tolerance = std::chrono::seconds(-Furthest);
        QVERIFY(!refusal(slack, old).isEmpty());
    }

    void stripeHasOneTime()
    {
        const SignatureRule stripe = rule(SignatureScheme::Stripe, { Secret });
        const QByteArray value = sign(stripe, "body", at(Now))->value("Stripe-Signature")->toByteArray();
        for (const QByteArray &text : { "t=1," + value, value + ",t=1", value + ",t=" + QByteArray::number(Now) })
            QVERIFY2(!refusal(stripe, fields({ { "Stripe-Signature", text } })).isEmpty(), text);
    }

    /// The test signatures of Stripe's own v0 are none.
    void otherVersionsAreNoSignatures()
    {
        for (const char *name : { "stripe", "slack", "standard-webhooks" }) {
            const SignatureRule wanted = rule(*signatureSchemeOf(name), { Secret });
            const Headers good = *sign(wanted, "body", at(Now));
            for (const char *version : { "v0", "v1", "v2", "V1", "V0" }) {
                Headers headers;
                for (const auto &[key, text] : good)
                    headers.append(key,
                                   text.toByteArray().replace("v0=", "v=").replace("v1", "v").replace("v", version));
                if (headers != good)
                    QVERIFY2(!refusal(wanted, headers).isEmpty(), headers.bytes());
            }
        }
    }

    /// "a.1" at 2 would sign what "a" at 1 signs with a body that begins with "2.".
    void standardIdsHaveNoFullStop()
    {
        const SignatureRule standard = rule(SignatureScheme::StandardWebhooks, { Secret });
        const Headers good = *sign(standard, "1700000300.body", at(Now));
        const QByteArray id = good.value("webhook-id")->toByteArray();
        Headers moved;
        moved.append("webhook-id", id + ".1700000000");
        moved.append("webhook-timestamp", "1700000300");
        moved.append("webhook-signature", *good.value("webhook-signature"));
        QCOMPARE(refusal(standard, good, "1700000300.body"), QString());
        QVERIFY(!refusal(standard, moved, "body").isEmpty());
    }

    void badDigits_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("prefix");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("github") << QByteArray("github") << QByteArray("sha256=") << QByteArray("X-Hub-Signature-256");
        QTest::newRow("slack") << QByteArray("slack") << QByteArray("v0=") << QByteArray("X-Slack-Signature");
        QTest::newRow("hmac") << QByteArray("hmac") << QByteArray() << QByteArray("X-Signature");
    }

    void badDigits()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, prefix);
        QFETCH(QByteArray, field);
        const SignatureRule wanted = rule(*signatureSchemeOf(name), { Secret });
        const Headers good = *sign(wanted, "body", at(Now));
        const QByteArray digits = good.value(field)->toByteArray().sliced(prefix.size());
        for (const QByteArray &text :
             { digits.chopped(2), digits + "00", digits.chopped(1) + 'g', digits.chopped(2) + "\xc3\xa9", "0x" + digits,
               digits.first(32) + ' ' + digits.sliced(32), QByteArray(64, 'x'), digits.first(40) }) {
            const Headers headers =
                changed(good, field, [&](const QByteArray &) { return std::optional(prefix + text); });
            QVERIFY2(!refusal(wanted, headers).isEmpty(), text);
        }
        for (const char *other : { "sha1=", "sha512=", "SHA256=", "v1=", "=" }) {
            const Headers headers =
                changed(good, field, [&](const QByteArray &) { return std::optional(other + digits); });
            QVERIFY2(!refusal(wanted, headers).isEmpty(), other);
        }
    }

    /// Everybody can sign with nothing.
    void rulesWithoutAGoodSecretLetNothingPass_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const QByteArray &name : signatureSchemeNames())
            QTest::newRow(name) << name;
    }

    void rulesWithoutAGoodSecretLetNothingPass()
    {
        QFETCH(QByteArray, name);
        const auto scheme = *signatureSchemeOf(name);
        const Headers good = *sign(rule(scheme, { Secret }), "body", at(Now));
        for (const auto &secrets : { std::vector<QByteArray>(), { "" }, { "", "" }, { Secret, "" } }) {
            QVERIFY(!refusal(rule(scheme, secrets), good).isEmpty());
            QVERIFY(!sign(rule(scheme, secrets), "body", at(Now)));
        }
        if (scheme == SignatureScheme::GitLab)
            QVERIFY(!refusal(rule(scheme, { "" }), fields({ { "X-Gitlab-Token", "" } })).isEmpty());
    }

    void badSecretsOfStandardWebhooks()
    {
        for (const char *secret : { "whsec_", "whsec_???", "whsec_AP8\n" }) {
            const auto headers = sign(rule(SignatureScheme::StandardWebhooks, { secret }), "body", at(Now));
            QVERIFY2(!headers && !headers.error().contains(QLatin1String(secret)), secret);
        }
        // To the others these are bytes like any.
        QVERIFY(sign(rule(SignatureScheme::Stripe, { "whsec_???" }), "body", at(Now)));
    }

    void aSecretCannotAddFields()
    {
        for (const char *secret : { "a\r\nX-Other: b", "a\n", "a\x7f" })
            QVERIFY2(!sign(rule(SignatureScheme::GitLab, { secret }), "body", at(Now)), secret);
        QVERIFY(!sign(rule(SignatureScheme::GitLab, { QByteArray("a\0", 2) }), "body", at(Now)));
    }

    void bodiesAreBytes()
    {
        for (const QByteArray &body : { QByteArray(), QByteArray(1, '\0'), QByteArray("\xc3\x28\xff"),
                                        QByteArray(1'000'000, '\xff'), QByteArray("\r\n.\r\n") }) {
            for (const QByteArray &name : signatureSchemeNames()) {
                const SignatureRule wanted = rule(*signatureSchemeOf(name), { Secret });
                const Headers headers = *sign(wanted, body, at(Now));
                QCOMPARE(refusal(wanted, headers, body), QString());
                if (name != "gitlab")
                    QVERIFY(!refusal(wanted, headers, body + '\0').isEmpty());
            }
        }
    }
};

HOOKBOT_TEST(SignatureHostileTest)
#include "signature_hostile_test.moc"
