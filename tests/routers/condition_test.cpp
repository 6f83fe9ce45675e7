#include "broker/routers/condition.h"
#include "broker/routers/envelope.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class ConditionTest : public QObject
{
    Q_OBJECT

private:
    static bool holds(const QByteArray &condition, const QByteArray &body)
    {
        Headers headers;
        headers.append("X-GitHub-Event", "push");
        headers.append("X-Tag", "one");
        headers.append("x-tag", "two");
        const auto parsed = Condition::parse(condition);
        if (!parsed)
            qFatal("%s", qPrintable(parsed.error()));
        return parsed->matches(Message("github.com/me/x", headers, body));
    }

private Q_SLOTS:
    void ofTheChannel()
    {
        QVERIFY(holds("channel=github.com/*/x", ""));
        QVERIFY(holds("channel=github.com/me/x", ""));
        QVERIFY(!holds("channel=github.com/*", ""));
        QVERIFY(!holds("channel=", ""));
    }

    void ofAHeader()
    {
        QVERIFY(holds("header:x-github-event=push", ""));
        QVERIFY(holds("header:X-GitHub-Event=p*", ""));
        QVERIFY(!holds("header:X-GitHub-Event=Push", ""));
        QVERIFY(holds("header:X-Tag=two", ""));
        QVERIFY(!holds("header:X-Absent=**", ""));
    }

    void ofTheBodysJson()
    {
        QVERIFY(holds("json:pull_request.base.ref=main", R"( {"pull_request":{"base":{"ref":"main"}}})"));
        QVERIFY(holds("json:[0].n=1", R"([{"n":1}])"));
        QVERIFY(holds("json:ok=true", R"({"ok":true})"));
        QVERIFY(holds("json:ref=refs/heads/*", R"({"ref":"refs/heads/main"})"));
        QVERIFY(!holds("json:ref=refs/heads/*", R"({"ref":"refs/heads/a/b"})"));
        QVERIFY(holds(R"(json:a\=b=c=d)", R"({"a=b":"c=d"})"));
        QVERIFY(!holds("json:a=**", R"({"a":null})"));
        QVERIFY(!holds("json:a=**", "{\"a\":"));
        QVERIFY(!holds("json:a=**", "\xff\xfe"));
        QVERIFY(!holds("json:a=**", ""));
    }

    void ofJsonInAForm()
    {
        QVERIFY(holds("json:a=x y+z", "payload=%7B%22a%22%3A%22x+y%2Bz%22%7D"));
        QVERIFY(holds("json:a=b", "token=1&payload=%7B%22a%22:%22b%22%7D"));
        QVERIFY(!holds("json:a=b", "xpayload=%7B%22a%22:%22b%22%7D"));
        QVERIFY(!holds("json:a=b", "payload=%7B%22a%22"));
    }

    void ofJsonInAnEnvelope()
    {
        const QByteArray posted = QByteArray(R"({"a":"b"})").toBase64();
        QByteArray github = R"({"Delivery":"","Event":"push","Payload":"POSTED","Signature":""})";
        QByteArray headers = R"({"Body":"POSTED","Header":{},"Method":"POST","Query":"","RemoteAddr":""})";
        github.replace("POSTED", posted);
        headers.replace("POSTED", posted);
        for (const QByteArray &envelope : { github, headers }) {
            QVERIFY(holds("json:a=b", envelope));
            QCOMPARE(unwrapped(envelope), QByteArray(R"({"a":"b"})"));
        }
        QVERIFY(!unwrapped(R"({"Payload":"e30="})"));
        QVERIFY(!unwrapped(R"({"Delivery":"","Event":"push","Payload":"!","Signature":""})"));
        QVERIFY(holds("json:Payload=!", R"({"Delivery":"","Event":"push","Payload":"!","Signature":""})"));
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("word");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("needs a =");
        QTest::newRow("no =") << QByteArray("json:a") << QStringLiteral("needs a =");
        QTest::newRow("no subject") << QByteArray("=x") << QStringLiteral("begins with");
        QTest::newRow("unknown") << QByteArray("body:x=y") << QStringLiteral("begins with");
        QTest::newRow("channel with a name") << QByteArray("channel:a=b") << QStringLiteral("begins with");
        QTest::newRow("no header") << QByteArray("header:=b") << QStringLiteral("header field");
        QTest::newRow("two names") << QByteArray("header:a b=c") << QStringLiteral("header field");
        QTest::newRow("no path") << QByteArray("json:=b") << QStringLiteral("names nothing");
        QTest::newRow("bad path") << QByteArray("json:a[=b") << QStringLiteral("JSON path");
    }

    void saysWhatIsWrong()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, word);
        const auto parsed = Condition::parse(text);
        QVERIFY(!parsed);
        QVERIFY2(parsed.error().contains(word), qPrintable(parsed.error()));
        QVERIFY(parsed.error().contains(QString::fromUtf8(text)));
    }
};

HOOKBOT_TEST(ConditionTest)
#include "condition_test.moc"
