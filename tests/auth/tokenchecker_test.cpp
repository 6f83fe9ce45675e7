#include "broker/auth/tokenchecker.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class TokenCheckerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opens_data()
    {
        QTest::addColumn<QByteArray>("madeFor");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("opens");

        const auto row = [](const char *madeFor, const char *path, bool opens) {
            QTest::addRow("token of %s on %s", madeFor, path) << QByteArray(madeFor) << QByteArray(path) << opens;
        };
        row("/pub/foo/bar", "/pub/foo/bar", true);
        row("/pub/foo/", "/pub/foo/bar", true);
        row("/pub/", "/pub/foo/bar", true);
        row("/", "/pub/foo/bar", true);
        row("/foo/bar", "/pub/foo/bar", true);
        row("/foo/bar", "/sub/foo/bar", true);
        row("/foo/", "/sub/foo/bar", true);
        row("/foo/", "/sub/foo/", true);
        row("/unsafe/", "/unsafe/sub/x", true);

        row("/pub/foo", "/pub/foo/bar", false); // a prefix, but no segment
        row("/pub/foo/ba", "/pub/foo/bar", false);
        row("/pub/foo/bar/", "/pub/foo/bar", false);
        row("/pub/foo/bar", "/sub/foo/bar", false);
        row("/sub/foo/bar", "/pub/foo/bar", false);
        row("/foo/bar", "/pub/sub/foo/bar", false); // taken off once
        row("/sub/foo/bar", "/pub/sub/foo/bar", true);
        row("/bar", "/pubfoo/bar", false); // a whole segment
        row("foo/bar", "/pubfoo/bar", false);
        row("/foo", "/unsafe/sub/foo", false);
        row("", "/pub", false);
        row("", "/pub/x", false);
        row("/pub/FOO", "/pub/foo", false);
    }

    void opens()
    {
        QFETCH(QByteArray, madeFor);
        QFETCH(QByteArray, path);
        QFETCH(bool, opens);
        TokenChecker checker("key");
        for (const TokenKind kind : { TokenKind::Sha256, TokenKind::Sha1 }) {
            const QByteArray token = makeToken("key", madeFor, kind);
            QCOMPARE(checker.opens(token, path), opens);
            QCOMPARE(checker.opens(token, path), opens); // remembered
            QVERIFY(!checker.opens(makeToken("another key", path, kind), path));
        }
    }

    void refusesWhatIsNoToken_data()
    {
        QTest::addColumn<QByteArray>("token");
        const QByteArray good = makeToken("key", "/pub/x");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("short") << good.chopped(1);
        QTest::newRow("long") << good + '0';
        QTest::newRow("upper case") << good.toUpper();
        QTest::newRow("newline") << good + '\n';
        QTest::newRow("as long as SHA-1") << good.first(40);
        QTest::newRow("not hexadecimal") << QByteArray(64, 'x');
        for (const char byte :
             { '\0', '/', ':', '`', 'g', 'F', '\x80', '\xff' }) // next to the digits, and far from them
            QTest::addRow("with byte %d", byte) << QByteArray(good).replace(10, 1, QByteArray(1, byte));
    }

    void refusesWhatIsNoToken()
    {
        QFETCH(QByteArray, token);
        TokenChecker checker("key");
        QVERIFY(!checker.opens(token, "/pub/x"));
    }

    /// What opened a path must not open it for another token, nor for another path.
    void whatIsRememberedOpensNothingElse()
    {
        TokenChecker checker("key");
        const QByteArray token = makeToken("key", "/pub/x");
        QVERIFY(checker.opens(token, "/pub/x"));
        QVERIFY(!checker.opens(QByteArray(64, '0'), "/pub/x"));
        QVERIFY(!checker.opens(token, "/pub/y"));
        QVERIFY(checker.opens(makeToken("key", "/", TokenKind::Sha1), "/pub/x"));
        QVERIFY(checker.opens(token, "/pub/x"));
    }

    void sha1CanBeRefused()
    {
        TokenChecker checker("key", TokenChecker::Sha1::Refused);
        QVERIFY(!checker.opens(makeToken("key", "/pub/x", TokenKind::Sha1), "/pub/x"));
        QVERIFY(checker.opens(makeToken("key", "/pub/x"), "/pub/x"));
    }

    /// From one pass: the same tokens as those that are made each for itself, whatever the lengths of key and path.
    void everyPrefixHasItsToken()
    {
        for (const qsizetype keySize : { 0, 3, 63, 64, 65, 200 }) {
            const QByteArray key(keySize, 'k');
            TokenChecker checker(key);
            for (const qsizetype segmentSize : { 1, 20, 61, 62, 63, 64 }) {
                const QByteArray path = "/pub/" + (QByteArray(segmentSize, 's') + '/').repeated(30) + "end";
                for (qsizetype slash = 0; slash >= 0; slash = path.indexOf('/', slash + 1)) {
                    for (const TokenKind kind : { TokenKind::Sha256, TokenKind::Sha1 }) {
                        QVERIFY(checker.opens(makeToken(key, path.first(slash + 1), kind), path));
                        if (slash > 0)
                            QVERIFY(!checker.opens(makeToken(key, path.first(slash), kind), path));
                    }
                }
            }
        }
    }

    void remembersOnlySoMuch()
    {
        TokenChecker checker("key");
        const QByteArray token = makeToken("key", "/");
        for (int i = 0; i < 20'000; ++i)
            QVERIFY(checker.opens(token, "/pub/" + QByteArray::number(i) + QByteArray(i % 2000, 'x')));
        QVERIFY(checker.rememberedBytes() > size_t(1024) * 1024);
        QVERIFY(checker.rememberedBytes() <= size_t(4) * 1024 * 1024);
        QVERIFY(checker.opens(makeToken("key", "/pub/7"), "/pub/7"));
    }

    void strangersLeaveNothingBehind()
    {
        TokenChecker checker("key");
        QVERIFY(checker.opens(makeToken("key", "/pub/x"), "/pub/x"));
        const size_t before = checker.rememberedBytes();
        for (int i = 0; i < 1'000; ++i)
            QVERIFY(!checker.opens(QByteArray(64, '0'), "/pub/" + QByteArray::number(i) + "/x"));
        QCOMPARE(checker.rememberedBytes(), before);
    }
};

HOOKBOT_TEST(TokenCheckerTest)
#include "tokenchecker_test.moc"
