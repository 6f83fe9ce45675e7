#include "broker/requests/githubenvelope.h"
#include "tests/support/suite.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

#include <random>

using namespace hookbot;

class GithubEnvelopeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isWhatGoWrites()
    {
        Headers headers;
        headers.append("X-GitHub-Event", "push");
        headers.append("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958");
        headers.append("X-Hub-Signature", "sha1=7d38cdd689735b008b3c702edd92eea23791c5f6");
        headers.append("X-Hub-Signature-256",
                       "sha256=d57c68ca6f92289e6987922ff26938930f6e66a2d161ef06abdf1859230aa23c");
        QCOMPARE(
            githubEnvelope(headers, "Hello, World!"),
            QByteArray(R"({"Delivery":"72d3162e-cc78-11e3-81ab-4c9367dc0958","Event":"push",)"
                       R"("Payload":"SGVsbG8sIFdvcmxkIQ==",)"
                       R"("Signature":"sha256=d57c68ca6f92289e6987922ff26938930f6e66a2d161ef06abdf1859230aa23c"})"));
    }

    void fallsBackToTheOldSignature()
    {
        Headers headers;
        headers.append("X-Hub-Signature", "sha1=abc");
        QVERIFY(githubEnvelope(headers, "").contains(R"("Signature":"sha1=abc")"));
    }

    /// Its base64 is made in pieces.
    void aLargePayloadIsWhole_data()
    {
        QTest::addColumn<qsizetype>("size");
        for (const qsizetype size : { 48 * 1024 - 1, 48 * 1024, 48 * 1024 + 1, 96 * 1024, 1'000'000 })
            QTest::addRow("%d", int(size)) << size;
    }

    void aLargePayloadIsWhole()
    {
        QFETCH(const qsizetype, size);
        QByteArray payload(size, 'x');
        for (qsizetype i = 0; i < size; ++i)
            payload[i] = char(i * 7 % 251);
        Headers headers;
        headers.append("X-GitHub-Event", R"("Payload":"")");
        const QByteArray envelope = githubEnvelope(headers, payload);
        QVERIFY(envelope.contains("\"Payload\":\"" + payload.toBase64() + "\","));
        QCOMPARE(QJsonDocument::fromJson(envelope).object().value(QLatin1String("Event")).toString(),
                 QStringLiteral(R"("Payload":"")"));
    }

    void absentHeadersAreEmpty()
    {
        QCOMPARE(githubEnvelope({}, ""), QByteArray(R"({"Delivery":"","Event":"","Payload":"","Signature":""})"));
    }

    void escapesAsGoDoes()
    {
        Headers headers;
        headers.append("X-GitHub-Event", "<a>&\"\\\t\xe2\x80\xa8\xe2\x80\xa9\xc3\xa4");
        QVERIFY(githubEnvelope(headers, "")
                    .contains(R"("Event":"\u003ca\u003e\u0026\"\\\t\u2028\u2029)"
                              "\xc3\xa4\""));
    }

    void bytesThatAreNotUtf8BecomeReplacements()
    {
        Headers headers;
        headers.append("X-GitHub-Event", "a\xff");
        QVERIFY(githubEnvelope(headers, "").contains("a\xef\xbf\xbd"));
    }

    /// Random bytes in every place: always JSON, and the payload comes out as it went in.
    void roundTrip()
    {
        std::mt19937 random(7);
        const auto bytes = [&random](size_t most) {
            QByteArray result;
            for (size_t i = random() % most; i > 0; --i)
                result.append(char(random()));
            return result;
        };
        for (int i = 0; i < 20'000; ++i) {
            Headers headers;
            QByteArray value = bytes(40);
            value.replace('\r', "").replace('\n', "").replace('\0', "");
            headers.append("X-GitHub-Event", value.trimmed());
            const QByteArray payload = bytes(200);
            QJsonParseError error;
            const QJsonObject json = QJsonDocument::fromJson(githubEnvelope(headers, payload), &error).object();
            QCOMPARE(error.error, QJsonParseError::NoError);
            QCOMPARE(QByteArray::fromBase64(json.value(u"Payload").toString().toLatin1()), payload);
            QCOMPARE(json.value(u"Event").toString(), QString::fromUtf8(value.trimmed()));
        }
    }
};

HOOKBOT_TEST(GithubEnvelopeTest)
#include "githubenvelope_test.moc"
