#include "tests/support/suite.h"
#include "ui/text/format.h"

#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

class FormatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCannotBeSeenIsEscaped()
    {
        QCOMPARE(visible("a/b"), QStringLiteral("a/b"));
        QCOMPARE(visible("\x1b[31m\n"), QStringLiteral("\\x1b[31m\\x0a"));
        QCOMPARE(visible("abc\xe2\x80\xae"
                         "def"),
                 QStringLiteral("abc\\u202edef"));
        QCOMPARE(visible("\xff\xc3\xa9\xc3"), QStringLiteral("\\xff\u00e9\\xc3"));
        QCOMPARE(visible("\xef\xbb\xbf\xc2\x9b\xf3\xa0\x80\x81\xe2\x80\xa8"),
                 QStringLiteral("\\ufeff\\x9b\\U000e0001\\u2028"));
        QCOMPARE(visible("\xf0\x9f\x98\x80"), QString::fromUtf8("\xf0\x9f\x98\x80"));
    }

    void whatIsLongIsCut()
    {
        QCOMPARE(visible("abcdef", 3), QStringLiteral("abc\u2026"));
        QCOMPARE(visible("abc", 3), QStringLiteral("abc"));
    }

    void durationsAreShort()
    {
        QCOMPARE(durationText(2s), QStringLiteral("2 s"));
        QCOMPARE(durationText(5min + 3s), QStringLiteral("5 min"));
        QCOMPARE(durationText(3h), QStringLiteral("3 h"));
        QVERIFY(durationText(24h * 6).startsWith(QStringLiteral("6 day")));
    }

    void unsafeChannelsAreShownWithoutTheirPrefix()
    {
        QCOMPARE(channelText("/unsafe/ci/hooks"), QStringLiteral("ci/hooks"));
        QCOMPARE(channelText("a/b"), QStringLiteral("a/b"));
        QCOMPARE(channelLabel("/unsafe/ci/hooks"), QStringLiteral("unsafe: ci/hooks"));
        QCOMPARE(channelLabel("a/b"), QStringLiteral("a/b"));
    }

    void oneByteIsSingular()
    {
        QLocale::setDefault(QLocale::c());
        QCOMPARE(sizeText(1), QStringLiteral("1 byte"));
        QCOMPARE(sizeText(2), QStringLiteral("2 bytes"));
        QCOMPARE(sizeText(7200), QStringLiteral("7.2 kB"));
    }
};

HOOKBOT_TEST(FormatTest)
#include "format_test.moc"
