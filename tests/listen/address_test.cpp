#include "listen/address.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot::listen;

namespace {

Watch::Options optionsFor(const char *url)
{
    Watch::Options options;
    options.url = QUrl::fromEncoded(url, QUrl::StrictMode);
    return options;
}

/// The request for this URL; empty if it is refused.
QNetworkRequest requestOf(const Watch::Options &options)
{
    const auto address = Address::from(options);
    const auto *good = std::get_if<Address>(&address);
    return good ? good->request(good->since()) : QNetworkRequest();
}

QByteArray targetOf(const char *url)
{
    return requestOf(optionsFor(url)).url().toEncoded();
}

QByteArray credentialsOf(const char *url)
{
    const QByteArray field = requestOf(optionsFor(url)).rawHeader("Authorization");
    return field.startsWith("Basic ") ? QByteArray::fromBase64(field.sliced(6)) : field;
}

/// Why the options are refused; empty if they are accepted.
QString refusalOf(const Watch::Options &options)
{
    const auto address = Address::from(options);
    const auto *fault = std::get_if<QString>(&address);
    return fault ? *fault : QString();
}

} // namespace

class AddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anySchemeOfAServerWillDo()
    {
        QCOMPARE(targetOf("ws://h/sub/a"), QByteArray("ws://h/sub/a?format=json"));
        QCOMPARE(targetOf("http://h/sub/a"), QByteArray("ws://h/sub/a?format=json"));
        QCOMPARE(targetOf("wss://h/sub/a"), QByteArray("wss://h/sub/a?format=json"));
        QCOMPARE(targetOf("https://h/sub/a"), QByteArray("wss://h/sub/a?format=json"));
        QCOMPARE(targetOf("HTTPS://H:8443/sub/a"), QByteArray("wss://h:8443/sub/a?format=json"));
    }

    void hostsAreNamesOrNumbers()
    {
        QCOMPARE(targetOf("ws://192.0.2.7:8080/sub/a"), QByteArray("ws://192.0.2.7:8080/sub/a?format=json"));
        QCOMPARE(targetOf("ws://T@[2001:db8::1]:8080/sub/a"), QByteArray("ws://[2001:db8::1]:8080/sub/a?format=json"));
        QCOMPARE(targetOf("wss://[::1]/sub/a"), QByteArray("wss://[::1]/sub/a?format=json"));
    }

    /// URLs are written to logs, headers are not.
    void theTokenGoesIntoAHeaderAlone()
    {
        QCOMPARE(targetOf("wss://s3cret@h:8443/sub/a"), QByteArray("wss://h:8443/sub/a?format=json"));
        QCOMPARE(credentialsOf("wss://s3cret@h:8443/sub/a"), QByteArray("s3cret:"));
        QCOMPARE(credentialsOf("ws://s3cret:word@h/sub/a"), QByteArray("s3cret:word"));
        QCOMPARE(credentialsOf("ws://a%2Fb%40c%25d%3F@h/sub/a"), QByteArray("a/b@c%d?:"));
        QCOMPARE(credentialsOf("ws://%C3%BC@h/sub/a"), QByteArray("\xC3\xBC:"));
        QVERIFY(!requestOf(optionsFor("ws://h/sub/a")).hasRawHeader("Authorization"));
        QVERIFY(!requestOf(optionsFor("ws://@h/sub/a")).hasRawHeader("Authorization"));
    }

    void aHeaderOfTheOwnerGoesBeforeTheToken()
    {
        Watch::Options options = optionsFor("ws://s3cret@h/sub/a");
        options.headers = { { "authorization", "Bearer other" }, { "X-One", "1" } };
        const QNetworkRequest request = requestOf(options);
        QCOMPARE(request.rawHeader("Authorization"), QByteArray("Bearer other"));
        QCOMPARE(request.rawHeader("X-One"), QByteArray("1"));
    }

    void aHeaderThatComesTwiceIsSentAsOneList()
    {
        Watch::Options options = optionsFor("ws://h/sub/a");
        options.headers = { { "X-One", "1" }, { "x-one", "2" } };
        QCOMPARE(requestOf(options).rawHeader("X-One"), QByteArray("1, 2"));
    }

    void sinceIsInTheUrlOrInTheOptions()
    {
        QCOMPARE(targetOf("ws://h/sub/a?since=10m"), QByteArray("ws://h/sub/a?format=json&since=10m"));
        Watch::Options options = optionsFor("ws://h/sub/a?since=10m&since=5m&x=1");
        options.since = "all";
        QCOMPARE(requestOf(options).url().toEncoded(), QByteArray("ws://h/sub/a?x=1&format=json&since=all"));
        options.url = QUrl(QStringLiteral("ws://h/sub/a"));
        options.since = "17";
        QCOMPARE(requestOf(options).url().toEncoded(), QByteArray("ws://h/sub/a?format=json&since=17"));
    }

    void whatAWebSocketDoesNotTakeIsLeftOut()
    {
        QCOMPARE(targetOf("ws://h/sub/a?poll=1&format=raw&limit=3&since=1s&x=1"),
                 QByteArray("ws://h/sub/a?x=1&format=json&since=1s"));
        QCOMPARE(targetOf("ws://h/sub/a#here"), QByteArray("ws://h/sub/a?format=json"));
    }

    void otherParametersStayAsTheyAre()
    {
        QCOMPARE(targetOf("ws://h/sub/a?x=%26%3D%2B%23+y&z&x=2&e="),
                 QByteArray("ws://h/sub/a?x=%26%3D%2B%23+y&z&x=2&e=&format=json"));
    }

    void pathsStayAsTheyAre()
    {
        QCOMPARE(targetOf("ws://h/sub/a%2Fb%20c/%C3%BC%3F/"),
                 QByteArray("ws://h/sub/a%2Fb%20c/%C3%BC%3F/?format=json"));
        QCOMPARE(targetOf("ws://h"), QByteArray("ws://h?format=json"));
    }

    void theChannelIsInThePath_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QByteArray>("channel");
        QTest::addColumn<bool>("isRecursive");
        const auto row = [](const char *url, const char *channel, bool isRecursive) {
            QTest::newRow(url) << QByteArray(url) << QByteArray(channel) << isRecursive;
        };
        row("ws://h/sub/a", "a", false);
        row("ws://h/sub/a/b%20c", "a/b c", false);
        row("ws://h/sub/%C3%BC", "\xC3\xBC", false);
        row("ws://h/sub/a/", "a/", true);
        row("ws://h/sub/", "", true);
        row("ws://h/unsafe/sub/a", "/unsafe/a", false);
        row("ws://h/unsafe/sub/", "/unsafe/", true);
        row("ws://h/a/b", "a/b", false);
        row("ws://h/sub", "sub", false);
        row("ws://h/subs/a", "subs/a", false);
        row("ws://h/a/sub/b", "a/sub/b", false);
        row("ws://h/sub/sub/b", "sub/b", false);
        row("ws://h/", "", true);
        row("ws://h", "", true);
    }

    void theChannelIsInThePath()
    {
        QFETCH(QByteArray, url);
        const auto address = Address::from(optionsFor(url.constData()));
        QVERIFY(std::holds_alternative<Address>(address));
        QTEST(std::get<Address>(address).channel(), "channel");
        QTEST(std::get<Address>(address).isRecursive(), "isRecursive");
    }

    void whatIsNoUrlOfAServerIsRefused()
    {
        for (const char *url : { "", "x", "/sub/a", "h/sub/a", "ftp://h/sub/a", "ws:///sub/a", "ws:h/sub/a", "ws://",
                                 "file:///sub/a", "ws://h:99999/sub/a", "ws://[::1/sub/a", "mailto:a@b" })
            QVERIFY2(refusalOf(optionsFor(url)).contains(u"is not the URL of a server"), url);
    }

    void aRefusalDoesNotTellTheToken()
    {
        for (const char *url : { "s3cret@h/sub/a", "s3cret:8080@h/sub/a", "ws:s3cret@h/sub/a", "ws:/s3cret@h/sub/a",
                                 "ftp://s3cret@h/sub/a", "ws://s3cret@h:99999/sub/a", "ws://s3cret@h/pub/a",
                                 "ws://a:s3cret@h/pub/a", "ws://s3cret@h/sub/%0D", "ws://s3cret@/sub/a" }) {
            const QString refusal = refusalOf(optionsFor(url));
            QVERIFY2(!refusal.isEmpty(), url);
            QVERIFY2(!refusal.contains(u"s3cret"), url);
        }
    }

    void urlsForPublishingAreRefused()
    {
        for (const char *url : { "ws://h/pub/a", "ws://h/pub/", "ws://h/unsafe/pub/a", "ws://h/%70ub/a" })
            QVERIFY2(refusalOf(optionsFor(url)).contains(u"is for publishing"), url);
        for (const char *url : { "ws://h/pubs/a", "ws://h/sub/pub/a", "ws://h/a/pub/b" })
            QCOMPARE(refusalOf(optionsFor(url)), QString());
    }

    void pathsThatCanBeNoChannelAreRefused()
    {
        for (const char *url : { "ws://h/sub/a%0D%0AX:%20y", "ws://h/sub/%00", "ws://h/sub/%7F", "ws://h/sub/%C2%85" })
            QVERIFY2(refusalOf(optionsFor(url)).contains(u"control characters"), url);
    }

    void aSinceThatIsNoneIsRefused()
    {
        for (const char *since : { "yesterday", "-1", "1s&x=1", "1s\r\nX: y" }) {
            Watch::Options options = optionsFor("ws://h/sub/a");
            options.since = since;
            QVERIFY2(refusalOf(options).startsWith(u"since "), since);
        }
        QVERIFY(refusalOf(optionsFor("ws://h/sub/a?since=yesterday")).startsWith(u"since \"yesterday\""));
        QVERIFY(refusalOf(optionsFor("ws://h/sub/a?since=1s%0D%0AX:%20y")).startsWith(u"since "));
    }

    void headersThatAreSeveralLinesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("line in a value") << QByteArray("X-One") << QByteArray("1\r\nX-Two: 2");
        QTest::newRow("line feed in a value") << QByteArray("X-One") << QByteArray("1\nX-Two: 2");
        QTest::newRow("return in a value") << QByteArray("X-One") << QByteArray("1\rX-Two: 2");
        QTest::newRow("nul in a value") << QByteArray("X-One") << QByteArray("1\0", 2);
        QTest::newRow("line in a name") << QByteArray("X-One\r\nX-Two") << QByteArray("1");
        QTest::newRow("colon in a name") << QByteArray("X-One:") << QByteArray("1");
        QTest::newRow("blank in a name") << QByteArray("X One") << QByteArray("1");
        QTest::newRow("no name") << QByteArray() << QByteArray("1");
        QTest::newRow("no ASCII") << QByteArray("X-\xC3\xBC") << QByteArray("1");
    }

    void headersThatAreSeveralLinesAreRefused()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        Watch::Options options = optionsFor("ws://s3cret@h/sub/a");
        options.headers = { { "X-Zero", "0" }, { name, value } };
        const QString refusal = refusalOf(options);
        QVERIFY(refusal.contains(u"cannot be sent"));
        QVERIFY(!refusal.contains(u"X-Two: 2")); // a value may be a secret
    }
};

HOOKBOT_TEST(AddressTest)
#include "address_test.moc"
