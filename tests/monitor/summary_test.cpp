#include "broker/monitor/jsonskim.h"
#include "broker/monitor/summary.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <array>
#include <random>

using namespace hookbot;

class SummaryTest : public QObject
{
    Q_OBJECT

private:
    static Event eventOf(const QByteArray &field, const QByteArray &value, const QByteArray &body)
    {
        Event event;
        event.method = "POST";
        if (!field.isEmpty())
            event.headers.append(field, value);
        event.body = body;
        return event;
    }

    static EventSummary summary(const Event &event) { return summaryOf(event, event.body.size()); }

private Q_SLOTS:
    void knowsServices_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("service");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *field, const char *value, const char *body, const char *service,
                            const char *kind, const char *text) {
            QTest::addRow("%s %s: %s", service, kind, text)
                << QByteArray(field) << QByteArray(value) << QByteArray(body) << QString::fromUtf8(service)
                << QString::fromUtf8(kind) << QString::fromUtf8(text);
        };
        const auto github = [&](const char *event, const char *body, const char *kind, const char *text) {
            row("X-GitHub-Event", event, body, "GitHub", kind, text);
        };
        github("pull_request",
               "{\"action\":\"opened\",\"number\":12,\"pull_request\":{\"number\":12,\"title\":\"Fly\",\"user\":{"
               "\"login\":\"x\"}},"
               "\"sender\":{\"login\":\"octo\"}}",
               "pull_request opened", "octo opened #12: Fly");
        github("pull_request",
               "{\"action\":\"closed\",\"number\":12,\"pull_request\":{\"title\":\"Fly\",\"merged\":true},\"sender\":{"
               "\"login\":\"octo\"}}",
               "pull_request closed", "octo merged #12: Fly");
        github("pull_request",
               "{\"action\":\"closed\",\"number\":12,\"pull_request\":{\"title\":\"Fly\",\"body\":\"cut he",
               "pull_request closed", "#12 closed: Fly");
        github("push",
               "{\"ref\":\"refs/heads/"
               "main\",\"commits\":[{\"id\":\"1\",\"x\":[1,2]},{\"id\":\"2\"}],\"sender\":{\"login\":\"octo\"}}",
               "push", "octo pushed 2 commits to main");
        github("push", "{\"ref\":\"refs/heads/main\",\"commits\":[{\"id\":\"1\"}],\"pusher\":{\"name\":\"octo\"}}",
               "push", "octo pushed 1 commit to main");
        github("push", "{\"ref\":\"refs/heads/main\",\"pusher\":{\"name\":\"octo\"},\"commits\":[{\"id\":\"1\"},",
               "push", "octo pushed to main");
        github("push", "{\"ref\":\"refs/heads/old\",\"deleted\":true,\"commits\":[],\"pusher\":{\"name\":\"octo\"}}",
               "push", "octo deleted old");
        github("push", "{\"ref\":\"refs/tags/v1\",\"commits\":[],\"pusher\":{\"name\":\"octo\"}}", "push",
               "octo pushed tag v1");
        github(
            "issues",
            "{\"action\":\"closed\",\"issue\":{\"number\":3,\"title\":\"It\\nfails\"},\"sender\":{\"login\":\"octo\"}}",
            "issues closed", "octo closed #3: It fails");
        github("issue_comment",
               "{\"action\":\"created\",\"issue\":{\"number\":3,\"title\":\"T\"},\"sender\":{\"login\":\"octo\"}}",
               "issue_comment created", "octo commented on #3: T");
        github("pull_request_review",
               "{\"action\":\"submitted\",\"review\":{\"state\":\"approved\"},\"pull_request\":{\"number\":4,\"title\":"
               "\"T\"},"
               "\"sender\":{\"login\":\"octo\"}}",
               "pull_request_review submitted", "octo approved #4: T");
        github("release",
               "{\"action\":\"published\",\"release\":{\"tag_name\":\"v1\",\"name\":\"One\"},\"sender\":{\"login\":"
               "\"octo\"}}",
               "release published", "octo published v1: One");
        github("create", "{\"ref\":\"topic\",\"ref_type\":\"branch\",\"sender\":{\"login\":\"octo\"}}", "create",
               "octo created branch topic");
        github("workflow_run",
               "{\"action\":\"completed\",\"workflow_run\":{\"name\":\"CI\",\"head_branch\":\"main\",\"conclusion\":"
               "\"failure\"}}",
               "workflow_run completed", "CI failure on main");
        github("ping", "{\"zen\":\"Keep it logically awesome.\"}", "ping", "Keep it logically awesome.");
        github("team_add", "{\"sender\":{\"login\":\"octo\"},\"repository\":{\"full_name\":\"o/r\"}}", "team_add",
               "octo o/r");
        github("push",
               "payload=%7B%22ref%22%3A%22refs%2Fheads%2Fmain%22%2C%22pusher%22%3A%7B%22name%22%3A%22a+b%22%7D%7D",
               "push", "a b pushed to main");
        github("push", "", "push", "pushed");
        row("X-Gitlab-Event", "Push Hook",
            "{\"object_kind\":\"push\",\"ref\":\"refs/heads/"
            "main\",\"checkout_sha\":\"1\",\"user_username\":\"ann\",\"total_commits_count\":4}",
            "GitLab", "push", "ann pushed 4 commits to main");
        row("X-Gitlab-Event", "Merge Request Hook",
            "{\"object_kind\":\"merge_request\",\"user\":{\"username\":\"ann\"},\"object_attributes\":{\"iid\":7,"
            "\"title\":\"T\","
            "\"action\":\"open\"}}",
            "GitLab", "merge_request open", "ann opened !7: T");
        row("X-Gitlab-Event", "Pipeline Hook", "{", "GitLab", "pipeline", "");
        row("Stripe-Signature", "t=1",
            "{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"livemode\":false,\"data\":{\"object\":{\"id\":\"in_1\","
            "\"customer_email\":\"a@b.c\"}}}",
            "Stripe", "invoice.paid", "in_1 · a@b.c · test mode");
        row("X-Slack-Signature", "v0=1",
            "{\"type\":\"event_callback\",\"event\":{\"type\":\"message\",\"user\":\"U1\",\"channel\":\"C1\",\"text\":"
            "\"hello\"}}",
            "Slack", "message", "U1 in C1: hello");
        row("X-Slack-Signature", "v0=1", "command=%2Fdeploy&user_name=ann&text=now+please", "Slack", "/deploy",
            "ann: now please");
        row("X-Slack-Signature", "v0=1",
            "payload=%7B%22type%22%3A%22block_actions%22%2C%22user%22%3A%7B%22username%22%3A%22ann%22%7D%7D", "Slack",
            "block_actions", "ann");
        row("webhook-id", "msg_1", "{\"type\":\"user.created\",\"data\":{\"id\":\"u_1\"}}", "Standard Webhooks",
            "user.created", "u_1");
        row("webhook-id", "msg_1", "no json", "Standard Webhooks", "POST text", "");
    }

    void knowsServices()
    {
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, body);
        const EventSummary found = summary(eventOf(field, value, body));
        QTEST(found.service, "service");
        QTEST(found.kind, "kind");
        QTEST(found.text, "text");
    }

    void namesTheFormOfOthers_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("contentType");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *method, const char *type, const QByteArray &body, const char *kind) {
            QTest::addRow("%s %s %s", method, type, kind)
                << QByteArray(method) << QByteArray(type) << body << QString::fromLatin1(kind);
        };
        row("POST", "application/json", "{}", "POST json");
        row("POST", "application/cloudevents+json; charset=utf-8", "{}", "POST json");
        row("POST", "application/x-www-form-urlencoded", "a=b", "POST form");
        row("POST", "application/x-www-form-urlencoded", "{\"a\":1}", "POST json");
        row("PUT", "text/plain", "hello", "PUT text");
        row("POST", "text/xml", "<a/>", "POST xml");
        row("POST", "image/png", "\x89PNG", "POST image");
        row("POST", "multipart/form-data; boundary=x", "--x", "POST multipart");
        row("POST", "", "[1]", "POST json");
        row("POST", "", "hello", "POST text");
        row("POST", "", "", "POST empty");
        row("POST", "", QByteArray("\0\1\2", 3), "POST binary");
        row("POST", "application/octet-stream", "hello", "POST binary");
    }

    void namesTheFormOfOthers()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, contentType);
        QFETCH(QByteArray, body);
        Event event = eventOf(contentType.isEmpty() ? "" : "Content-Type", contentType, body);
        event.method = method;
        QTEST(summary(event).kind, "kind");
        QVERIFY(summary(event).service.isEmpty());
    }

    void saysWhatAStrangerCallsIt()
    {
        QCOMPARE(
            summary(eventOf("", "", "{\"event\":\"build.done\",\"message\":\"all is well\",\"secret\":\"x\"}")).text,
            QStringLiteral("build.done · all is well"));
        QCOMPARE(summary(eventOf("", "", "just text")).text, QString());
    }

    void keepsWhatTheEventSays()
    {
        Event event = eventOf("Content-Type", "text/plain", "cut");
        event.id = { 17 };
        event.channel = "a/b";
        event.remote = "192.0.2.7";
        event.replayOf = { 5 };
        const EventSummary found = summaryOf(event, 1'000'000);
        QCOMPARE(found.id, qint64(17));
        QCOMPARE(found.channel, QByteArray("a/b"));
        QCOMPARE(found.contentType, QByteArray("text/plain"));
        QCOMPARE(found.remote, QByteArray("192.0.2.7"));
        QCOMPARE(found.replayOf, qint64(5));
        QCOMPARE(found.size, qint64(1'000'000));
        QVERIFY(!found.deliveredTo);
    }

    /// Wrapped up by ?extra-metadata=.
    void looksIntoAnEnvelope()
    {
        const QByteArray posted = "{\"zen\":\"Speak like a human.\"}";
        Event event = eventOf("X-GitHub-Event", "ping",
                              "{\"Delivery\":\"1\",\"Event\":\"ping\",\"Payload\":\"" + posted.toBase64() +
                                  "\",\"Signature\":\"\"}");
        event.query = "extra-metadata=github";
        QCOMPARE(summary(event).text, QStringLiteral("Speak like a human."));
        event.body.truncate(event.body.indexOf("Payload") + 48); // the end is cut off
        event.query = "extra-metadata=github";
        QCOMPARE(summary(event).kind, QStringLiteral("ping"));
        QVERIFY(QStringLiteral("Speak like a human.").startsWith(summary(event).text.chopped(1)));
        event.body = "{\"Body\":\"" + posted.toBase64() + "\",\"Header\":{}}";
        event.query = "extra-metadata=headers";
        QCOMPARE(summary(event).text, QStringLiteral("Speak like a human."));
        event.body = posted; // a router has taken it out
        QCOMPARE(summary(event).text, QStringLiteral("Speak like a human."));
    }

    void boundsWhatItTakesOver()
    {
        const QByteArray endless(100'000, 'x');
        for (const char *field : { "X-GitHub-Event", "X-Gitlab-Event", "Content-Type" }) {
            const EventSummary found =
                summary(eventOf(field, endless, "{\"action\":\"" + endless + "\",\"type\":\"" + endless + "\"}"));
            QVERIFY(found.kind.size() <= 80);
            QVERIFY(found.text.size() <= 200);
            QVERIFY(found.contentType.size() <= 200);
        }
    }

    /// Whatever comes: it ends, is bounded and in one line.
    void takesAnything()
    {
        std::mt19937 random(20261125);
        const QByteArray good = "{\"action\":\"op\\u00e9\\ud83d\\ude00ned\",\"number\":12,\"pull_request\":{\"title\":"
                                "\"T\\\"x\",\"a\":[[{}]]},"
                                "\"commits\":[{\"a\":{\"b\":{\"c\":{}}}}],\"sender\":{\"login\":\"octo\"}}";
        QList<QByteArray> bodies{ QByteArray(200'000, '['),
                                  QByteArray(200'000, '{'),
                                  QByteArray(200'000, '"'),
                                  QByteArray("{\"a\":").repeated(50'000),
                                  QByteArray("[{\"a\":").repeated(50'000),
                                  QByteArray("{\"action\":\"\\"),
                                  QByteArray("{\"action\":\"\\u12"),
                                  "{\"action\":\"\\ud800\"}",
                                  "{\"action\":{\"action\":[}]}",
                                  "{\"action\":\"\xff\xfe\xc3\"}",
                                  "}}}}",
                                  "{]{]{]" };
        for (qsizetype i = 0; i <= good.size(); ++i)
            bodies.append(good.first(i));
        for (int i = 0; i < 2000; ++i) {
            QByteArray body = good;
            for (int change = 0; change < 4; ++change)
                body[qsizetype(random() % size_t(body.size()))] = char(random() % 256);
            bodies.append(body);
        }
        for (const QByteArray &body : bodies) {
            for (const char *field : { "X-GitHub-Event", "X-Gitlab-Event", "Stripe-Signature", "X-Slack-Signature",
                                       "webhook-id", "X-Other" }) {
                const EventSummary found = summary(eventOf(field, "pull_request", body));
                QVERIFY(!found.kind.isEmpty());
                QVERIFY(found.kind.size() <= 80 && found.text.size() <= 200);
                QVERIFY(!found.kind.contains(u'\n') && !found.text.contains(u'\n'));
            }
        }
    }

    void skimsMembers()
    {
        static constexpr std::array<std::string_view, 8> wanted{ "a", "b.c", "b.d.e", "n", "list", "t", "x", "empty" };
        const QByteArray json =
            " {\"list\":[{\"a\":\"no\"},[1,2],\"a\",\"b\"], "
            "\"b\":{\"c\":\"C\",\"d\":{\"e\":-1.5e3,\"f\":{\"g\":\"no\"}}},"
            "\"a\":\"A\\u00e9\\/\\\"\",\"n\":null,\"t\":true,\"empty\":[],\"a\":\"second\"} {\"x\":\"after\"}";
        const JsonSkim skim(json, wanted);
        QVERIFY(skim.isObject());
        QCOMPARE(skim.text("a"), QStringLiteral("Aé/\""));
        QCOMPARE(skim.text("b.c"), QStringLiteral("C"));
        QCOMPARE(skim.text("b.d.e"), QStringLiteral("-1.5e3"));
        QCOMPARE(skim.text("n"), QString());
        QVERIFY(skim.isTrue("t"));
        QVERIFY(!skim.has("x"));
        QCOMPARE(skim.elements("list").value_or(-1), qint64(4));
        QCOMPARE(skim.elements("empty").value_or(-1), qint64(0));
        QVERIFY(!JsonSkim("[1]", wanted).isObject());
        QCOMPARE(JsonSkim("{\"a\":\"cut off he", wanted).text("a"), QStringLiteral("cut off he…"));
        QCOMPARE(JsonSkim("{\"a\":\"0123456789\"}", wanted).text("a", 5), QStringLiteral("0123…"));
    }
};

HOOKBOT_TEST(SummaryTest)
#include "summary_test.moc"
