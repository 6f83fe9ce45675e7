#include "broker/event/channel.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

using namespace hookbot;

class ChannelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesHaveAKindAndAPath_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("isUnsafe");
        QTest::addColumn<bool>("isPrefix");
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<QByteArray>("path");
        const auto row = [](const char *name, bool isUnsafe, bool isPrefix, const char *rest, const char *path) {
            QTest::addRow("%s", name) << QByteArray(name) << isUnsafe << isPrefix << QByteArray(rest)
                                      << QByteArray(path);
        };
        row("a/b", false, false, "a/b", "/sub/a/b");
        row("a/", false, true, "a/", "/sub/a/");
        row("", false, true, "", "/sub/");
        row("unsafe/a", false, false, "unsafe/a", "/sub/unsafe/a");
        row("/unsafe/a/b", true, false, "a/b", "/unsafe/sub/a/b");
        row("/unsafe/", true, true, "", "/unsafe/sub/");
    }

    void namesHaveAKindAndAPath()
    {
        QFETCH(const QByteArray, name);
        const ChannelName channel(name);
        QTEST(channel.isUnsafe(), "isUnsafe");
        QTEST(channel.isPrefix(), "isPrefix");
        QTEST(channel.withoutUnsafe().toByteArray(), "rest");
        QTEST(channel.path("sub"), "path");
        if (channel.isUnsafe())
            QCOMPARE(ChannelName::unsafe(channel.withoutUnsafe()), name);
    }

    void filterMatches_data()
    {
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<QByteArray>("channel");
        QTest::addColumn<bool>("matches");

        QTest::newRow("itself") << QByteArray("a/b") << QByteArray("a/b") << true;
        QTest::newRow("another") << QByteArray("a/b") << QByteArray("a/c") << false;
        QTest::newRow("not what is below it") << QByteArray("a/b") << QByteArray("a/b/c") << false;
        QTest::newRow("not what begins like it") << QByteArray("a/b") << QByteArray("a/bc") << false;
        QTest::newRow("below a prefix") << QByteArray("a/") << QByteArray("a/b/c") << true;
        QTest::newRow("the prefix as a channel") << QByteArray("a/") << QByteArray("a/") << true;
        QTest::newRow("not the prefix without its slash") << QByteArray("a/") << QByteArray("a") << false;
        QTest::newRow("not a longer segment") << QByteArray("a/") << QByteArray("ab/c") << false;
        QTest::newRow("all safe channels") << QByteArray("") << QByteArray("x/y") << true;
        QTest::newRow("all, but no unsafe one") << QByteArray("") << QByteArray("/unsafe/x") << false;
        QTest::newRow("unsafe prefix") << QByteArray("/unsafe/") << QByteArray("/unsafe/x") << true;
        QTest::newRow("unsafe prefix, safe channel of that name")
            << QByteArray("/unsafe/") << QByteArray("unsafe/x") << false;
        QTest::newRow("a question mark is a letter") << QByteArray("foo?recursive") << QByteArray("foobar") << false;
        QTest::newRow("case matters") << QByteArray("a") << QByteArray("A") << false;
    }

    void filterMatches()
    {
        QFETCH(QByteArray, filter);
        QFETCH(QByteArray, channel);
        QFETCH(bool, matches);
        QCOMPARE(Filter{ filter }.matches(channel), matches);
    }

    void recursiveIsWhatEndsInASlash()
    {
        QVERIFY(Filter{ "" }.isRecursive());
        QVERIFY(Filter{ "a/" }.isRecursive());
        QVERIFY(!Filter{ "a" }.isRecursive());
    }
};

HOOKBOT_TEST(ChannelTest)
#include "channel_test.moc"
