#include "broker/auth/token.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class TokenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The vectors of the protocol, section 2.
    void matchesTheVectors()
    {
        QCOMPARE(makeToken("foo", "/pub/foo/bar", TokenKind::Sha1),
                 QByteArray("2e1150434ba1d8c33bce7c82ee08b5d9850342c7"));
        QCOMPARE(makeToken("foo", "/sub/foo/", TokenKind::Sha1),
                 QByteArray("025d52405676646b775882c3b6338bd9db0ae59c"));
    }

    /// RFC 4231, test case 2.
    void matchesTheRfcForSha256()
    {
        QCOMPARE(makeToken("Jefe", "what do ya want for nothing?"),
                 QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
    }

    void readsAuthorization_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("token"); // null: none
        const QByteArray basic = QByteArray("tok:").toBase64();
        QTest::newRow("basic") << "Basic " + basic << QByteArray("tok");
        QTest::newRow("basic in capitals") << "BASIC " + basic << QByteArray("tok");
        QTest::newRow("basic with a password")
            << "Basic " + QByteArray("tok:pass:word").toBase64() << QByteArray("tok");
        QTest::newRow("basic with two blanks") << "Basic  " + basic << QByteArray("tok");
        QTest::newRow("bearer") << QByteArray("Bearer tok") << QByteArray("tok");
        QTest::newRow("bearer in lower case") << QByteArray("bearer tok") << QByteArray("tok");
        QTest::newRow("basic without a colon") << "Basic " + QByteArray("tok").toBase64() << QByteArray();
        QTest::newRow("basic that is not base64") << QByteArray("Basic t*k:") << QByteArray();
        QTest::newRow("another scheme") << QByteArray("Digest tok") << QByteArray();
        QTest::newRow("a scheme alone") << QByteArray("Basic") << QByteArray();
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }

    void readsAuthorization()
    {
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, token);
        QCOMPARE(tokenFromAuthorization(value).value_or(QByteArray()), token);
    }

    void keysAreLongAndDiffer()
    {
        const QByteArray key = makeKey();
        QCOMPARE(key.size(), 64);
        QVERIFY(key != makeKey());
    }

    void knowsBearer()
    {
        for (const char *yes : { "Bearer x", "bearer x", " BEARER  x " })
            QVERIFY2(isBearer(yes), yes);
        for (const char *no : { "", "Bearer", "Bearer ", "Basic eDo=", "Bearerx", "Bearer\tx", "x Bearer y" })
            QVERIFY2(!isBearer(no), no);
    }
};

HOOKBOT_TEST(TokenTest)
#include "token_test.moc"
