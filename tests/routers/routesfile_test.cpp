#include "broker/routers/routesfile.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class RoutesFileTest : public QObject
{
    Q_OBJECT

private:
    static tl::expected<std::vector<Route>, QString> parse(const QByteArray &json)
    {
        const SecretSource secrets{ [](const QString &name) -> SecretSource::Secrets {
                                       if (name == QStringLiteral("SET"))
                                           return std::vector<QByteArray>{ "one", "two" };
                                       return tl::unexpected(QStringLiteral("%1 is not set").arg(name));
                                   },
                                    [](const QString &path) -> SecretSource::Secrets {
                                        return tl::unexpected(QStringLiteral("%1 is not there").arg(path));
                                    } };
        return parseRoutes(json, secrets);
    }

private Q_SLOTS:
    void readsAll()
    {
        const auto routes = parse(R"({ "routes": [
            { "from": "/unsafe/stripe/", "to": "stripe/{json:type}", "where": ["json:livemode=true", "channel=**"],
              "verify": { "scheme": "stripe", "secret-env": "SET", "tolerance": "10m" } },
            { "from": "/unsafe/x", "to": "x", "verify": { "scheme": "hmac", "secret-env": "SET", "header": "X-Mac" } },
            { "from": "/unsafe/g", "to": "g", "verify": { "scheme": "github", "secret-env": "SET", "allow-sha1": true } },
            { "from": "/unsafe/", "to": "any", "verify": "none" },
            { "from": "", "to": "every/{rest}" } ] })");
        QVERIFY2(routes, routes ? "" : qPrintable(routes.error()));
        QCOMPARE(routes->size(), size_t(5));
        const Route &stripe = routes->at(0);
        QCOMPARE(stripe.from.name, QByteArray("/unsafe/stripe/"));
        QCOMPARE(stripe.where.size(), size_t(2));
        QVERIFY(stripe.verify->scheme == SignatureScheme::Stripe);
        QCOMPARE(stripe.verify->secrets, std::vector<QByteArray>({ "one", "two" }));
        QCOMPARE(stripe.verify->tolerance.count(), 600);
        QCOMPARE(routes->at(1).verify->header, QByteArray("X-Mac"));
        QVERIFY(routes->at(2).verify->allowSha1);
        QVERIFY(!routes->at(3).verify);
        QVERIFY(routes->at(4).from.name.isEmpty());
    }

    void anEmptyTableIsGood()
    {
        const auto routes = parse(R"({"routes":[]})");
        QVERIFY(routes);
        QVERIFY(routes->empty());
    }

    /// A `^` in the text stands before what is wrong.
    void saysWhereItIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *text, const char *words) {
            QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(words);
        };
        row("^", "not JSON");
        row("^[]", "object in { }");
        row("{^\"rules\":[]}", "\"rules\" is not known");
        row("^{}", "\"routes\" is missing");
        row("{\"routes\":^{}}", "list in [ ]");
        row("{\"routes\":[^7]}", "object in { }");
        row("{\"routes\":[\n  ^{\"from\":\"a\"}]}", "\"to\" is missing");
        row("{\"routes\":[\n  {\"from\":\"a\",\n   ^\"too\":\"b\",\"to\":\"b\"}]}", "\"too\" is not known");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\",^\"to\":\"c\"}]}", "before");
        row("{\"routes\":[{\"from\":^7,\"to\":\"b\"}]}", "text in quotes");
        row("{\"routes\":[{\"to\":\"b\",\"from\":^\"a//b\"}]}", "not a channel");
        row("{\"routes\":[{\"to\":\"b\",\"from\":^\"/a\"}]}", "not a channel");
        row("{\"routes\":[{\"to\":\"b\",\"from\":^\"a/*\"}]}", "where");
        row("{\"routes\":[{\"to\":\"b\",\"from\":^\"/unsafe/a\"}]}", "verify");
        row("{\"routes\":[{\"from\":\"a\",\"to\":^\"b/\"}]}", "no channel");
        row("{\"routes\":[{\"from\":\"a\",\"to\":^\"/unsafe/b\"}]}", "unsafe");
        row("{\"routes\":[{\"from\":\"a\",\"to\":^\"b/{x}\"}]}", "placeholder");
        row("{\"routes\":[{\"from\":\"a\",\"to\":^\"b/{json:a..b}\"}]}", "JSON path");
        row("{\"routes\":[{\"from\":\"a\",\"to\":^\"b/{json:a\"}]}", "without its }");
        row("{\"routes\":[{\"from\":\"a\",\"to\":^\"b}\"}]}", "without its {");
        row("{\"routes\":[{\"from\":\"a\",\"to\":^\"b/{rest}\"}]}", "{rest}");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\",\"where\":^\"json:a=b\"}]}", "list");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\",\"where\":[\"json:a=b\", ^\"a\"]}]}", "needs a =");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\"},\n{\"from\":\"\xc3\xa4\xf0\x9f\xaa\x9d\",\"to\":\"b\","
            "\"verify\":^7}]}",
            "object in { }");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\",\"verify\":^\"yes\"}]}", "object in { }");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\",\"verify\":{\"scheme\":^\"x\",\"secret-env\":\"SET\"}}]}",
            "standard-webhooks");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\",\"verify\":^{\"scheme\":\"slack\"}}]}", "secret-env");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\",\"verify\":^{\"scheme\":\"slack\",\"secret-env\":\"SET\","
            "\"secret-file\":\"f\"}}]}",
            "either");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\",\"verify\":{\"scheme\":\"slack\",\"secret-env\":^\"UNSET\"}}]}",
            "UNSET is not set");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\",\"verify\":{\"scheme\":\"slack\",\"secret-file\":^\"nowhere\"}}]"
            "}",
            "nowhere is not there");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\",\"verify\":{\"scheme\":\"slack\",\"secret-env\":\"SET\","
            "\"tolerance\":^\"5 m\"}}]}",
            "duration");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\",\"verify\":{\"scheme\":\"gitlab\",\"secret-env\":\"SET\","
            "\"tolerance\":^\"5m\"}}]}",
            "no time");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\",\"verify\":{\"scheme\":\"gitlab\",\"secret-env\":\"SET\","
            "\"allow-sha1\":^true}}]}",
            "github");
        row("{\"routes\":[{\"from\":\"a\",\"to\":\"b\",\"verify\":{\"scheme\":\"gitlab\",\"secret-env\":\"SET\","
            "\"header\":^\"X\"}}]}",
            "hmac");
    }

    void saysWhereItIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(const QString, words);
        const qsizetype mark = text.indexOf('^');
        text.remove(mark, 1);
        const QByteArray before = text.first(mark);
        const QString where =
            QStringLiteral("line %1, column %2: ")
                .arg(before.count('\n') + 1)
                .arg(QString::fromUtf8(before.sliced(before.lastIndexOf('\n') + 1)).toUcs4().size() + 1);
        const auto routes = parse(text);
        QVERIFY(!routes);
        QVERIFY2(routes.error().startsWith(where), qPrintable(routes.error()));
        QVERIFY2(routes.error().contains(words), qPrintable(routes.error()));
    }

    void saysWhereTheSyntaxIsWrong()
    {
        const auto routes = parse("{\n  \"routes\": [\n    { \"from\": \"a\" \"to\": \"b\" }\n  ]\n}");
        QVERIFY(!routes);
        QVERIFY2(routes.error().startsWith(QStringLiteral("line 3, column ")), qPrintable(routes.error()));
    }
};

HOOKBOT_TEST(RoutesFileTest)
#include "routesfile_test.moc"
