#include "broker/routers/routedchannel.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <map>
#include <random>

using namespace hookbot;

class RoutedChannelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void escapesWhatIsNoPartOfASegment_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("segment");
        const auto row = [](const QByteArray &value, const QByteArray &segment) {
            QTest::addRow("%s", value.toPercentEncoding().constData()) << value << segment;
        };
        row("main", "main");
        row("a b+c#d?e&f=g@h", "a b+c#d?e&f=g@h");
        row("gr\xc3\xbc\xc3\x9f", "gr\xc3\xbc\xc3\x9f");
        row("a/b", "a%2Fb");
        row("/", "%2F");
        row("100%", "100%25");
        row("%2F", "%252F");
        row(".", "%2E");
        row("..", "%2E%2E");
        row("...", "...");
        row("a..b", "a..b");
        row("../x", "..%2Fx");
        row(QByteArray("a\0b", 3), "a%00b");
        row("\r\n\x7f", "%0D%0A%7F");
        row("\xc2\x85", "%C2%85"); // NEL, of C1
        row("\xc2\xa0", "\xc2\xa0");
        row("", "");
    }

    void escapesWhatIsNoPartOfASegment()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const QByteArray, segment);
        QCOMPARE(segmentOf(value), segment);
    }

    /// Whatever text it is: one good segment, and another text's is another one.
    void isAlwaysOneSegmentOfItsOwn()
    {
        std::mt19937 random(5);
        const QByteArrayList pieces{ ".", "/", "%", "2F", "\xc2\x85", "\xc3\xbc", "a", "\n", "..", "\x7f" };
        std::map<QByteArray, QByteArray> valueOf;
        for (int i = 0; i < 20'000; ++i) {
            QByteArray value;
            for (auto left = random() % 6 + 1; left > 0; --left)
                value += pieces[qsizetype(random()) % pieces.size()];
            const QByteArray segment = segmentOf(value);
            QVERIFY2(isGoodChannel("a/" + segment + "/b"), value.toPercentEncoding().constData());
            QVERIFY(!segment.contains('/'));
            QCOMPARE(valueOf.emplace(segment, value).first->second, value);
        }
        QVERIFY(valueOf.size() > 1000);
    }

    void knowsGoodChannels()
    {
        for (const QByteArray &good :
             { QByteArray("a"), QByteArray("a/b.c/..d"), QByteArray("/unsafe/a"), QByteArray("unsafe/a"),
               QByteArray(2043, 'a'), "/unsafe/" + QByteArray(2036, 'a'), QByteArray("a/").repeated(30) + 'a',
               "/unsafe/" + QByteArray("a/").repeated(29) + 'a' })
            QVERIFY2(isGoodChannel(good), good.constData());
        for (const QByteArray &bad :
             { QByteArray(), QByteArray("/"), QByteArray("/a"), QByteArray("/unsafe/"), QByteArray("/unsafe//a"),
               QByteArray("a/"), QByteArray("a//b"), QByteArray("./a"), QByteArray("a/../b"), QByteArray("a/.."),
               QByteArray("a\nb"), QByteArray("a\0b", 3), QByteArray("a\xc2\x85"), QByteArray("a\xff"),
               QByteArray(2044, 'a'), "/unsafe/" + QByteArray(2037, 'a'), QByteArray("a/").repeated(31) + 'a',
               "/unsafe/" + QByteArray("a/").repeated(30) + 'a' })
            QVERIFY2(!isGoodChannel(bad), bad.constData());
    }
};

HOOKBOT_TEST(RoutedChannelTest)
#include "routedchannel_test.moc"
