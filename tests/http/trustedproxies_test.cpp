#include "broker/http/trustedproxies.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

using ProxyField = TrustedProxies::Field;

class TrustedProxiesTest : public QObject
{
    Q_OBJECT

private:
    static TrustedProxies trusting(const QStringList &networks, ProxyField field = ProxyField::XForwardedFor)
    {
        TrustedProxies proxies;
        proxies.setField(field);
        for (const QString &network : networks) {
            if (!proxies.add(network))
                qFatal("a network of the test is none");
        }
        return proxies;
    }

    static QString client(const TrustedProxies &proxies, const char *peer,
                          const QList<std::pair<QByteArray, QByteArray>> &fields)
    {
        Headers headers;
        for (const auto &[name, value] : fields)
            headers.append(name, value);
        return proxies.clientOf(QHostAddress(QString::fromLatin1(peer)), headers).toString();
    }

    static void clientRows(const std::initializer_list<std::pair<const char *, const char *>> &rows)
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("found");
        for (const auto &[value, found] : rows)
            QTest::addRow("%s", value) << QByteArray(value) << QString::fromLatin1(found);
    }

private Q_SLOTS:
    void networks_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("peer"); // one that it holds; empty: the text is refused
        const auto row = [](const char *text, const char *peer) {
            QTest::addRow("%s", text) << QString::fromLatin1(text) << QString::fromLatin1(peer);
        };
        row("192.0.2.7", "192.0.2.7");
        row("192.0.2.7/32", "192.0.2.7");
        row("10.0.0.0/8", "10.255.0.1");
        row("10.1.2.3/8", "10.255.0.1");
        row("172.16.0.0/12", "172.31.255.255");
        row("2001:db8::7", "2001:db8::7");
        row("FD00::/8", "fdff::1");
        row("2001:db8::/33", "2001:db8:7fff::1");
        row("loopback", "127.1.2.3");
        row("loopback", "::1");
        row("::ffff:192.0.2.7", "192.0.2.7");
        for (const char *text : { "",
                                  " ",
                                  "localhost",
                                  "example.com",
                                  "10.0.0.0/",
                                  "10.0.0.0/33",
                                  "10.0.0.0/-1",
                                  "10.0.0.0/+8",
                                  "10.0.0.0/8/8",
                                  "10.0.0.0/255.0.0.0",
                                  "10.0.0.0/0",
                                  "::/0",
                                  "::/129",
                                  "::1/0008",
                                  "10/8",
                                  "10.0.0",
                                  "1",
                                  "127.1",
                                  "0x7f.0.0.1",
                                  "010.0.0.1",
                                  "256.0.0.1",
                                  "1.2.3.4.",
                                  ".1.2.3.4",
                                  "1..2.3",
                                  "1.2.3.4:80",
                                  "[::1]",
                                  "[::1]:80",
                                  "fe80::1%eth0",
                                  "::1%lo",
                                  ":::",
                                  "1:2:3:4:5:6:7:8:9",
                                  "Loopback",
                                  "10.0.0.0/8,::1",
                                  "/8" })
            row(text, "");
    }

    void networks()
    {
        QFETCH(QString, text);
        QFETCH(QString, peer);
        TrustedProxies proxies;
        const auto added = proxies.add(text);
        QCOMPARE(added.has_value(), !peer.isEmpty());
        QCOMPARE(proxies.isEmpty(), peer.isEmpty());
        if (peer.isEmpty()) {
            QVERIFY(added.error().contains(u'"' + text + u'"'));
            return;
        }
        QCOMPARE(client(proxies, peer.toLatin1(), { { "X-Forwarded-For", "203.0.113.5" } }),
                 QStringLiteral("203.0.113.5"));
        QCOMPARE(client(proxies, "192.0.2.8", { { "X-Forwarded-For", "203.0.113.5" } }), QStringLiteral("192.0.2.8"));
        QCOMPARE(client(proxies, "2001:db9::", { { "X-Forwarded-For", "203.0.113.5" } }), QStringLiteral("2001:db9::"));
    }

    void nobodyIsTrustedUnasked()
    {
        QCOMPARE(client({}, "127.0.0.1", { { "X-Forwarded-For", "203.0.113.5" } }), QStringLiteral("127.0.0.1"));
        QCOMPARE(client(trusting({ QStringLiteral("10.0.0.0/8") }), "", { { "X-Forwarded-For", "203.0.113.5" } }),
                 QString());
    }

    void xForwardedFor_data()
    {
        // From 10.0.0.1, where 10.0.0.0/8 and fd00::/8 are trusted.
        clientRows({
            { "203.0.113.5", "203.0.113.5" },
            { "  203.0.113.5\t", "203.0.113.5" },
            { "6.6.6.6, 203.0.113.5", "203.0.113.5" }, // the client's own word counts for nothing
            { "6.6.6.6,203.0.113.5,10.0.0.2", "203.0.113.5" },
            { "6.6.6.6, 203.0.113.5, fd00::2, 10.0.0.2", "203.0.113.5" },
            { "10.0.0.9, 10.0.0.2", "10.0.0.9" }, // all of them ours: the one that began
            { "203.0.113.5:4711", "203.0.113.5" },
            { "2001:db8::1", "2001:db8::1" },
            { "2001:DB8:0::1", "2001:db8::1" },
            { "[2001:db8::1]", "2001:db8::1" },
            { "[2001:db8::1]:443", "2001:db8::1" },
            { "::ffff:203.0.113.5", "203.0.113.5" },
            { "6.6.6.6, ::ffff:10.0.0.2", "6.6.6.6" },
            { "", "10.0.0.1" },
            { ",", "10.0.0.1" },
            { " , ,", "10.0.0.1" },
            { "203.0.113.5,", "203.0.113.5" },
            { "203.0.113.5, ,10.0.0.2", "203.0.113.5" },
            // What is no address: the proxy that wrote it stands for its client.
            { "unknown", "10.0.0.1" },
            { "6.6.6.6, unknown", "10.0.0.1" },
            { "6.6.6.6, unknown, 10.0.0.2", "10.0.0.2" },
            { "6.6.6.6 10.0.0.2", "10.0.0.1" },
            { "6.6.6.6;10.0.0.2", "10.0.0.1" },
            { "\"6.6.6.6\"", "10.0.0.1" },
            { "\"6.6.6.6, 203.0.113.5", "203.0.113.5" },
            { "\"6.6.6.6, 203.0.113.5\"", "10.0.0.1" },
            { "6.6.6", "10.0.0.1" },
            { "06.6.6.6", "10.0.0.1" },
            { "0x6.6.6.6", "10.0.0.1" },
            { "1684300900", "10.0.0.1" },
            { "6.6.6.6:", "10.0.0.1" },
            { "6.6.6.6:http", "10.0.0.1" },
            { "6.6.6.6:123456", "10.0.0.1" },
            { "6.6.6.6:-1", "10.0.0.1" },
            { "6.6.6.6/8", "10.0.0.1" },
            { "[6.6.6.6]", "10.0.0.1" },
            { "[2001:db8::1", "10.0.0.1" },
            { "2001:db8::1]", "10.0.0.1" },
            { "[2001:db8::1]x", "10.0.0.1" },
            { "[2001:db8::1]:", "10.0.0.1" },
            { "[]", "10.0.0.1" },
            { "fe80::1%eth0", "10.0.0.1" },
            { "example.com", "10.0.0.1" },
            { "for=6.6.6.6", "10.0.0.1" },
            { "\xff\xfe", "10.0.0.1" },
            { "6.6.6.6\xc2\xa0", "10.0.0.1" },
        });
    }

    void xForwardedFor()
    {
        QFETCH(QByteArray, value);
        QFETCH(QString, found);
        const TrustedProxies proxies = trusting({ QStringLiteral("10.0.0.0/8"), QStringLiteral("fd00::/8") });
        QCOMPARE(client(proxies, "10.0.0.1", { { "x-forwarded-FOR", value } }), found);
        QCOMPARE(client(proxies, "192.0.2.8", { { "x-forwarded-FOR", value } }), QStringLiteral("192.0.2.8"));
    }

    void forwarded_data()
    {
        clientRows({
            { "for=203.0.113.5", "203.0.113.5" },
            { "For=\"203.0.113.5\"", "203.0.113.5" },
            { "for=6.6.6.6, for=203.0.113.5", "203.0.113.5" },
            { "for=203.0.113.5;proto=https;by=10.0.0.1", "203.0.113.5" },
            { "proto=https; FOR=203.0.113.5 ;host=\"a;for=6.6.6.6,b\"", "203.0.113.5" },
            { "for=\"[2001:db8::1]\"", "2001:db8::1" },
            { "for=\"[2001:db8::1]:4711\"", "2001:db8::1" },
            { "for=[2001:db8::1]:4711", "2001:db8::1" },
            { "for=\"203.0.113.5:_port\", for=10.0.0.2", "10.0.0.2" },
            { "for=\"203.0.113.5:4711\", for=10.0.0.2", "203.0.113.5" },
            { "for=10.0.0.9, for=10.0.0.2", "10.0.0.9" },
            { "for=203.0.113.5, for=\"[fd00::2]\"", "203.0.113.5" },
            { "for=6.6.6.6, for=unknown", "10.0.0.1" },
            { "for=6.6.6.6, for=_hidden, for=10.0.0.2", "10.0.0.2" },
            { "for=6.6.6.6, for=\"_SEVKISEK\"", "10.0.0.1" },
            { "for=6.6.6.6, proto=https", "10.0.0.1" },
            { "for=6.6.6.6;for=203.0.113.5", "10.0.0.1" }, // twice is once too often
            { "for = 203.0.113.5", "10.0.0.1" },
            { "for=", "10.0.0.1" },
            { "for=\"", "10.0.0.1" },
            { "for=\"\"", "10.0.0.1" },
            { "for", "10.0.0.1" },
            { "=", "10.0.0.1" },
            { ";;;", "10.0.0.1" },
            { "for=\"\\2\\03.0.113.5\"", "10.0.0.1" },
            { "203.0.113.5", "10.0.0.1" },
            { "xfor=6.6.6.6", "10.0.0.1" },
            { "", "10.0.0.1" },
            // An open quote of the client's swallows nothing of what the proxy has added.
            { "for=\"6.6.6.6, for=203.0.113.5", "203.0.113.5" },
            { "for=\"6.6.6.6, for=\"[2001:db8::1]\"", "2001:db8::1" },
            { "for=\"6.6.6.6\\, for=203.0.113.5", "203.0.113.5" },
            { "for=\"6.6.6.6\\\", for=\"[2001:db8::1]\";proto=\"a\\\",\\\\\"", "2001:db8::1" },
        });
    }

    void forwarded()
    {
        QFETCH(QByteArray, value);
        QFETCH(QString, found);
        const TrustedProxies proxies =
            trusting({ QStringLiteral("10.0.0.0/8"), QStringLiteral("fd00::/8") }, ProxyField::Forwarded);
        QCOMPARE(client(proxies, "10.0.0.1", { { "forwarded", value } }), found);
        QCOMPARE(client(proxies, "192.0.2.8", { { "forwarded", value } }), QStringLiteral("192.0.2.8"));
    }

    /// A proxy that writes one of them lets its client's other one pass.
    void theOtherFieldSaysNothing()
    {
        const QList<std::pair<QByteArray, QByteArray>> both{ { "Forwarded", "for=203.0.113.5" },
                                                             { "X-Forwarded-For", "198.51.100.5" },
                                                             { "X-Real-IP", "6.6.6.6" } };
        QCOMPARE(client(trusting({ QStringLiteral("loopback") }), "127.0.0.1", both), QStringLiteral("198.51.100.5"));
        QCOMPARE(client(trusting({ QStringLiteral("loopback") }, ProxyField::Forwarded), "127.0.0.1", both),
                 QStringLiteral("203.0.113.5"));
        QCOMPARE(client(trusting({ QStringLiteral("loopback") }), "127.0.0.1", { both.first() }),
                 QStringLiteral("127.0.0.1"));
    }

    void severalFieldsAreOneList()
    {
        const TrustedProxies proxies = trusting({ QStringLiteral("10.0.0.0/8") });
        QCOMPARE(client(proxies, "10.0.0.1",
                        { { "X-Forwarded-For", "6.6.6.6" },
                          { "Other", "7.7.7.7" },
                          { "X-Forwarded-For", "203.0.113.5, 10.0.0.3" },
                          { "X-Forwarded-For", "10.0.0.2" } }),
                 QStringLiteral("203.0.113.5"));
    }

    void aLongListIsNoTrouble()
    {
        const TrustedProxies proxies = trusting({ QStringLiteral("10.0.0.0/8") }, ProxyField::Forwarded);
        QCOMPARE(
            client(proxies, "10.0.0.1", { { "Forwarded", QByteArray("for=6.6.6.6,").repeated(5000) + "for=\"x" } }),
            QStringLiteral("10.0.0.1"));
        QCOMPARE(client(proxies, "10.0.0.1", { { "Forwarded", QByteArray("for=10.0.0.2,").repeated(5000) } }),
                 QStringLiteral("10.0.0.2"));
        QCOMPARE(client(proxies, "10.0.0.1", { { "Forwarded", QByteArray(60'000, '\\') + "\"" } }),
                 QStringLiteral("10.0.0.1"));
    }
};

HOOKBOT_TEST(TrustedProxiesTest)
#include "trustedproxies_test.moc"
