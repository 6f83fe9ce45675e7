#include "broker/signing/mac.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class MacTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// RFC 4231, test case 2; RFC 2202, test case 2.
    void makesTheMacsOfTheStandards()
    {
        QCOMPARE(hmac("Jefe", "what do ya ", "want for nothing?").toHex(),
                 QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
        QCOMPARE(hmac("Jefe", {}, "what do ya want for nothing?", QCryptographicHash::Sha1).toHex(),
                 QByteArray("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"));
    }

    void comparesEveryByteAndTheLength()
    {
        const QByteArray bytes = QByteArray::fromHex("000102fe");
        QVERIFY(equalInConstantTime(bytes, QByteArray(bytes)));
        QVERIFY(equalInConstantTime(QByteArray(), QByteArray()));
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            QByteArray other = bytes;
            other[i] = static_cast<char>(other[i] ^ '\x80');
            QVERIFY(!equalInConstantTime(bytes, other));
        }
        QVERIFY(!equalInConstantTime(bytes, bytes.chopped(1)));
        QVERIFY(!equalInConstantTime(bytes, bytes + '\0'));
        QVERIFY(!equalInConstantTime(bytes, QByteArray()));
    }

    void readsDigitsOfEitherCaseAndNothingElse()
    {
        QCOMPARE(fromHex("00aFf0"), QByteArray::fromHex("00aff0"));
        for (const char *bad : { "0", "0g", "0x12", " 12", "12\n", "1 2 ", "--12", "1\xff" })
            QVERIFY2(!fromHex(bad), bad);
    }

    void readsBase64AndNothingElse()
    {
        QCOMPARE(fromBase64("AP8="), QByteArray::fromHex("00ff"));
        QCOMPARE(fromBase64("AP8"), QByteArray::fromHex("00ff"));
        for (const char *bad : { "AP8=AP8=", "A P8", "AP8\n", "A_8=", "====", "AP8=x", "\xff\xff\xff\xff" })
            QVERIFY2(!fromBase64(bad), bad);
    }
};

HOOKBOT_TEST(MacTest)
#include "mac_test.moc"
