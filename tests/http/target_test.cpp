#include "broker/http/target.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class TargetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesOnce_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("query");
        const auto row = [](const char *target, const char *path, const char *query) {
            QTest::addRow("%s", target) << QByteArray(target) << QByteArray(path) << QByteArray(query);
        };
        row("/pub/a/b", "/pub/a/b", "");
        row("/pub/a/", "/pub/a/", "");
        row("/", "/", "");
        row("/pub/a?x=1&y", "/pub/a", "x=1&y");
        row("/pub/a?b?c", "/pub/a", "b?c");
        row("/pub/a%2Fb", "/pub/a/b", "");
        row("/pub/%252e", "/pub/%2e", "");
        row("/pub/a%20b", "/pub/a b", "");
        row("/pub/a+b", "/pub/a+b", "");
        row("/pub/foo%3Frecursive", "/pub/foo?recursive", "");
        row("/pub/%C3%A4", "/pub/\xc3\xa4", "");
        row("/pub/...", "/pub/...", "");
        row("/pub/.a", "/pub/.a", "");
        row("/pub/%c2%a0", "/pub/\xc2\xa0", "");
    }

    void decodesOnce()
    {
        QFETCH(QByteArray, target);
        const auto parsed = Target::parse(target);
        QVERIFY(parsed.has_value());
        QTEST(parsed->path, "path");
        QTEST(parsed->query, "query");
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const QByteArray &target, int status, const char *says) {
            QTest::addRow("%s", target.left(60).constData()) << target << status << QByteArray(says);
        };
        row("/pub/a%00b", 400, "control character");
        row("/pub/a%0ab", 400, "control character");
        row("/pub/a%7f", 400, "control character");
        row("/pub/a%c2%85", 400, "control character");
        row("/pub/%2e%2e/x", 400, ". or ..");
        row("/pub/../x", 400, ". or ..");
        row("/pub/.", 400, ". or ..");
        row("/pub/./x", 400, ". or ..");
        row("/pub//x", 400, "empty segment");
        row("//pub/x", 400, "empty segment");
        row("/pub/x//", 400, "empty segment");
        row("/pub/%2f", 400, "empty segment");
        row("/pub/%ff", 400, "UTF-8");
        row("/pub/%c0%80", 400, "UTF-8");
        row("/pub/%ed%a0%80", 400, "UTF-8");
        row("/pub/%zz", 400, "hexadecimal");
        row("/pub/%2", 400, "hexadecimal");
        row("/pub/%", 400, "hexadecimal");
        row("pub/x", 400, "does not begin with /");
        row("", 400, "does not begin with /");
        row("?x", 400, "does not begin with /");
        row("/pub/" + QByteArray(2044, 'x'), 414, "2,048");
        row("/" + QByteArray("%61").repeated(2048), 414, "2,048");
        row("/pub" + QByteArray("/a").repeated(32), 400, "32 segments");
        row("/pub" + QByteArray("%2fa").repeated(32), 400, "32 segments");
        row("/pub" + QByteArray("/a").repeated(32) + '/', 400, "32 segments");
        row("/unsafe/pub" + QByteArray("/a").repeated(31), 400, "32 segments");
        row(QByteArray("/a").repeated(1019), 400, "32 segments");
    }

    void refuses()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, says);
        const auto parsed = Target::parse(target);
        QVERIFY(!parsed.has_value());
        QTEST(parsed.error().status, "status");
        QVERIFY2(parsed.error().message.contains(says), parsed.error().message.constData());
    }

    void longestPath()
    {
        QVERIFY(Target::parse("/pub/" + QByteArray(2043, 'x')).has_value());
        QVERIFY(Target::parse("/" + QByteArray("%61").repeated(2047)).has_value()); // as decoded
    }

    void deepestPath()
    {
        for (const QByteArray &path : { "/pub" + QByteArray("/a").repeated(31), QByteArray("/a").repeated(32),
                                        "/unsafe/pub" + QByteArray("/a").repeated(30) }) {
            QVERIFY(Target::parse(path).has_value());
            QVERIFY(Target::parse(path + '/').has_value());
        }
    }

    void parameters()
    {
        const Target target = *Target::parse("/pub/a?x=1&x=2&y&z=a+b%26&%78=3&bad=%zz&extra-metadata=github");
        QCOMPARE(target.parameters("x"), QList<QByteArray>({ "1", "2", "3" }));
        QCOMPARE(target.parameters("y"), QList<QByteArray>({ "" }));
        QCOMPARE(target.parameters("z"), QList<QByteArray>({ "a b&" }));
        QCOMPARE(target.parameters("bad"), QList<QByteArray>());
        QCOMPARE(target.parameters("extra-metadata"), QList<QByteArray>({ "github" }));
        QCOMPARE(target.parameters("nope"), QList<QByteArray>());
        QCOMPARE(Target({ "/", "&&x&=1&%78=a%3Db&x=" }).parameters("x"), QList<QByteArray>({ "", "a=b", "" }));
        QCOMPARE(Target({ "/", "%65xtra%2Dmetadata=headers&extra+metadata=1&extra%20metadata=1" })
                     .parameters("extra-metadata"),
                 QList<QByteArray>({ "headers" }));
    }
};

HOOKBOT_TEST(TargetTest)
#include "target_test.moc"
