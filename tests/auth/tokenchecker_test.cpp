#include "../support/suite.h"
#include "tokenchecker.h"

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

    void remembersOnlySoMuch()
    {
        TokenChecker checker("key");
        const QByteArray token = makeToken("key", "/");
        for (int i = 0; i < 20'000; ++i) {
            const QByteArray number = QByteArray::number(i);
            QVERIFY(checker.opens(token, "/pub/" + number));
            QVERIFY(!checker.opens(QByteArray(64, '0'), "/" + number + "/x"));
        }
        QVERIFY(checker.opens(makeToken("key", "/pub/7"), "/pub/7"));
        QVERIFY(checker.remembered() <= size_t(3) * 8192);
    }
};

HOOKBOT_TEST(TokenCheckerTest)
#include "tokenchecker_test.moc"
