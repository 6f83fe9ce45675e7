#include "broker/stream/eventjson.h"
#include "tests/support/suite.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

#include <random>

using namespace hookbot;
using namespace std::chrono_literals;

class EventJsonTest : public QObject
{
    Q_OBJECT

private:
    static QJsonObject parsed(const Event &event)
    {
        QJsonParseError error;
        const auto document = QJsonDocument::fromJson(eventJson(event), &error);
        if (error.error != QJsonParseError::NoError)
            qFatal("%s: %s", qUtf8Printable(error.errorString()), eventJson(event).constData());
        return document.object();
    }

private Q_SLOTS:
    void isWhatTheProtocolShows()
    {
        Event event;
        event.id = { 42 };
        event.time = std::chrono::system_clock::time_point(1'795'551'303s + 123ms);
        event.channel = "a/b";
        event.method = "POST";
        event.query = "x=1";
        event.headers.append("X-GitHub-Event", "push");
        event.headers.append("X-Empty", "");
        event.remote = "192.0.2.7";
        event.body = "body";
        QCOMPARE(
            eventJson(event),
            QByteArray(R"({"id":"42","time":"2026-11-24T20:15:03.123Z","channel":"a/b","method":"POST","query":"x=1",)"
                       R"("headers":[["X-GitHub-Event","push"],["X-Empty",""]],"remote":"192.0.2.7","body":"body"})"));
        event.replayOf = { 17 };
        QVERIFY(eventJson(event).endsWith(R"(,"replay_of":"17"})"));
    }

    void aGapNamesBothEnds()
    {
        QCOMPARE(gapJson({ 17 }, { 40 }), QByteArray(R"({"gap":{"after":"17","oldest":"40"}})"));
        QCOMPARE(gapJson({ 17 }, {}), QByteArray(R"({"gap":{"after":"17","oldest":null}})"));
    }

    void textIsEscaped()
    {
        Event event;
        event.body = QByteArray("\"\\/\b\f\n\r\t\0\x1f\x7f", 11) + "ä€😀\u2028";
        QCOMPARE(parsed(event)[u"body"].toString().toUtf8(), event.body);
        QVERIFY(!eventJson(event).contains('\n'));
    }

    void whatIsNotUtf8IsBase64()
    {
        for (const QByteArray body : { "\xff", "\xc3", "a\xed\xa0\x80", "\xc0\xaf", "\xf4\x90\x80\x80" }) {
            Event event;
            event.body = body;
            const QJsonObject object = parsed(event);
            QVERIFY(!object.contains(u"body"));
            QCOMPARE(QByteArray::fromBase64(object[u"body_base64"].toString().toLatin1()), body);
        }
    }

    /// Whatever bytes anybody sends: it is JSON, on one line, and the body is in it.
    void randomBytesComeBack()
    {
        std::mt19937 random(1);
        for (int i = 0; i < 20'000; ++i) {
            const auto bytes = [&random](int most, unsigned range) {
                QByteArray made;
                for (int n = int(random() % unsigned(most)); n > 0; --n)
                    made.append(char(random() % range));
                return made;
            };
            Event event;
            event.body = bytes(40, random() % 2 ? 128 : 256);
            event.query = bytes(10, 256);
            event.headers.append("X-Any", bytes(10, 256).replace('\r', ' ').replace('\n', ' ').replace('\0', ' '));
            const QJsonObject object = parsed(event);
            QVERIFY(!eventJson(event).contains('\n'));
            QCOMPARE(object.contains(u"body") ? object[u"body"].toString().toUtf8()
                                              : QByteArray::fromBase64(object[u"body_base64"].toString().toLatin1()),
                     event.body);
            QCOMPARE(object[u"headers"].toArray().size(), 1);
        }
    }
};

HOOKBOT_TEST(EventJsonTest)
#include "eventjson_test.moc"
