#include "broker/log/filing.h"
#include "tests/support/suite.h"

#include <QtTest/QTest>

#include <algorithm>
#include <random>

using namespace hookbot;

class FilingTest : public QObject
{
    Q_OBJECT

private:
    static QByteArrayList names(const QByteArray &channel)
    {
        QByteArrayList names;
        for (const QByteArrayView name : indexNamesOf(channel))
            names.append(name.toByteArray());
        return names;
    }

    static QByteArray toRead(const QByteArray &filter) { return nameToRead({ filter }).toByteArray(); }

    /// "s/" repeated: a prefix.
    static QByteArray deep(int segments) { return QByteArray("s/").repeated(segments); }

private Q_SLOTS:
    void filesUnderTheChannelAndItsPrefixes_data()
    {
        QTest::addColumn<QByteArray>("channel");
        QTest::addColumn<QByteArrayList>("expected");

        QTest::newRow("one segment") << QByteArray("a") << QByteArrayList{ "a" };
        QTest::newRow("three segments") << QByteArray("a/b/c") << QByteArrayList{ "a/", "a/b/", "a/b/c" };
        QTest::newRow("ends in a slash") << QByteArray("a/b/") << QByteArrayList{ "a/", "a/b/" };
        QTest::newRow("empty") << QByteArray("") << QByteArrayList{ "" };
        QTest::newRow("unsafe") << QByteArray("/unsafe/a/b")
                                << QByteArrayList{ "/unsafe/", "/unsafe/a/", "/unsafe/a/b" };
        QTest::newRow("unsafe and empty") << QByteArray("/unsafe/") << QByteArrayList{ "/unsafe/" };
        QTest::newRow("safe, named like unsafe") << QByteArray("unsafe/a") << QByteArrayList{ "unsafe/", "unsafe/a" };
    }

    void filesUnderTheChannelAndItsPrefixes()
    {
        QFETCH(QByteArray, channel);
        QFETCH(QByteArrayList, expected);
        QCOMPARE(names(channel), expected);
    }

    void readsTheFiltersOwnName_data()
    {
        QTest::addColumn<QByteArray>("filter");
        QTest::addColumn<QByteArray>("expected");

        QTest::newRow("channel") << QByteArray("a/b") << QByteArray("a/b");
        QTest::newRow("prefix") << QByteArray("a/b/") << QByteArray("a/b/");
        QTest::newRow("all safe") << QByteArray("") << QByteArray("");
        QTest::newRow("all unsafe") << QByteArray("/unsafe/") << QByteArray("/unsafe/");
        QTest::newRow("unsafe prefix") << QByteArray("/unsafe/a/") << QByteArray("/unsafe/a/");
        QTest::newRow("deepest prefix that is filed") << deep(MostPrefixes) << deep(MostPrefixes);
        QTest::newRow("a deeper prefix: its ancestor's") << deep(MostPrefixes + 5) << deep(MostPrefixes);
        QTest::newRow("a deeper channel") << deep(MostPrefixes + 5) + "x" << deep(MostPrefixes + 5) + "x";
    }

    void readsTheFiltersOwnName()
    {
        QFETCH(QByteArray, filter);
        QFETCH(QByteArray, expected);
        QCOMPARE(toRead(filter), expected);
    }

    void deepChannelsHaveFewNames_data()
    {
        QTest::addColumn<QByteArray>("channel");
        QTest::addColumn<qsizetype>("count");

        const auto most = qsizetype(MostPrefixes);
        QTest::newRow("as many prefixes as are filed") << deep(MostPrefixes) << most;
        QTest::newRow("and a channel in it") << deep(MostPrefixes) + "x" << most + 1;
        QTest::newRow("one more") << deep(MostPrefixes + 1) << most + 1;
        QTest::newRow("a thousand") << deep(1000) << most + 1;
        QTest::newRow("a thousand, unsafe") << "/unsafe/" + deep(1000) + "x" << most + 1;
    }

    void deepChannelsHaveFewNames()
    {
        QFETCH(QByteArray, channel);
        QFETCH(qsizetype, count);
        QCOMPARE(names(channel).size(), count);
        QCOMPARE(names(channel).last(), channel);
    }

    /// The rule that history rests on: what a filter matches is filed under the name that the filter reads.
    void whatMatchesIsFoundWhereItIsRead()
    {
        std::mt19937 random(20261124);
        const auto randomName = [&] {
            static const QByteArrayList segments{ "a", "b", "ab", "", "unsafe", "\xc3\xa9", QByteArray("\0", 1) };
            QByteArray name = random() % 2 == 0 ? "/unsafe/" : "";
            const int most = random() % 4 == 0 ? 25 : 4;
            for (int left = int(random() % unsigned(most)); left > 0; --left)
                name += segments[qsizetype(random() % unsigned(most == 25 ? 2 : segments.size()))] + '/';
            if (random() % 2 == 0)
                name += segments[qsizetype(random() % 3)];
            return !name.startsWith('/') || name.startsWith("/unsafe/") ? name : "a" + name;
        };
        int matches = 0;
        int deepMatches = 0;
        for (int round = 0; round < 20'000; ++round) {
            const QByteArray channel = randomName();
            const QByteArrayList filed = names(channel);
            QVERIFY(filed.size() <= MostPrefixes + 1);
            QVERIFY2(std::ranges::adjacent_find(filed, std::ranges::greater_equal(), &QByteArray::size) == filed.end(),
                     channel.constData()); // each longer than the one before: none twice
            QByteArrayList filters{ "/unsafe/", randomName(), channel };
            for (qsizetype slash = channel.indexOf('/', 1); slash >= 0; slash = channel.indexOf('/', slash + 1))
                filters.append(channel.first(slash + 1));
            for (const QByteArray &filter : filters) {
                if (filter.isEmpty())
                    continue; // of all safe channels: the log itself is their run
                const bool isMatch = Filter{ filter }.matches(channel);
                const bool isDeep = toRead(filter) != filter;
                const QByteArray message = "filter " + filter + ", channel " + channel;
                if (isMatch)
                    QVERIFY2(filed.contains(toRead(filter)), message.constData());
                else if (!isDeep) // nothing is read in vain
                    QVERIFY2(!filed.contains(toRead(filter)), message.constData());
                matches += isMatch ? 1 : 0;
                deepMatches += isMatch && isDeep ? 1 : 0;
            }
        }
        QVERIFY(matches > 10'000);
        QVERIFY(deepMatches > 1000);
    }
};

HOOKBOT_TEST(FilingTest)
#include "filing_test.moc"
