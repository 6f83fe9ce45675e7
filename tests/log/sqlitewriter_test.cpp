#include "broker/log/sqlitereader.h"
#include "broker/log/sqlitewriter.h"
#include "tests/log/asking.h"
#include "tests/log/database.h"
#include "tests/support/suite.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <latch>
#include <random>
#include <thread>

using namespace hookbot;
using namespace std::chrono_literals;

/// What SqliteLog does in its threads, step by step.
class SqliteWriterTest : public QObject
{
    Q_OBJECT

private:
    Clock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

    [[nodiscard]] std::unique_ptr<SqliteWriter> makeWriter(Retention retention = {})
    {
        return std::make_unique<SqliteWriter>(m_path, Sync::Normal, retention, m_clock.now());
    }

    static void append(SqliteWriter &writer, int count, const QByteArray &channel = "a", qsizetype size = 1)
    {
        EventLog::Batch batch;
        batch.drafts.assign(size_t(count), draft(channel, QByteArray(size, 'x')));
        const auto events = writer.append({ batch });
        QVERIFY2(events, events ? "" : qPrintable(events.error()));
    }

    /// How many steps it takes until there is nothing more to do; @p most where it does not end.
    static int pruneAll(SqliteWriter &writer, int most = 10'000)
    {
        int steps = 1;
        for (; steps < most; ++steps) {
            const auto isMore = writer.prune();
            if (!isMore || !*isMore)
                break;
        }
        return steps;
    }

    /// The growth for this number of small events in an empty file.
    static qint64 grown(qint64 count)
    {
        PageFill fill;
        qint64 bytes = 0;
        for (; count > 0; --count)
            bytes += fill.take(sizeOf(draft("a")));
        return bytes;
    }

    [[nodiscard]] qint64 number(const char *sql) { return Database(m_path).run(QString::fromLatin1(sql)).toLongLong(); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("events"));
    }

    void dropsWhatIsBeyondAndNoMore_data()
    {
        QTest::addColumn<qint64>("events");
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<qint64>("kept");

        // What the newest of a thousand take, and the mark of those before.
        const auto newest = [](qint64 count) { return grown(1000) - grown(1000 - count) + FilingGrowth; };
        const qint64 much = 1LL << 40;
        QTest::newRow("number") << qint64(700) << much << qint64(700);
        QTest::newRow("bytes") << qint64(2000) << newest(700) << qint64(700);
        QTest::newRow("both, number less") << qint64(600) << newest(700) << qint64(600);
        QTest::newRow("both, bytes less") << qint64(700) << newest(600) << qint64(600);
        QTest::newRow("neither") << qint64(1000) << grown(1000) << qint64(1000);
    }

    void dropsWhatIsBeyondAndNoMore()
    {
        QFETCH(qint64, events);
        QFETCH(qint64, bytes);
        QFETCH(qint64, kept);
        const auto writer = makeWriter({ .events = events, .bytes = bytes });
        append(*writer, 1000);
        QVERIFY(pruneAll(*writer) < 100);
        QCOMPARE(number("SELECT count(*) FROM events"), kept);
        QVERIFY(Database(m_path).isConsistent());
    }

    /// The largest come first: a step by the average size alone would drop too many.
    void dropsNoMoreThanTheHeavyOnes()
    {
        const auto writer = makeWriter({ .bytes = 500'000 });
        PageFill fill;
        const qint64 heavy = fill.take(sizeOf(draft("a", QByteArray(100'000, 'x'))));
        const qint64 fitting = (500'000 - FilingGrowth - grown(1000)) / heavy;
        append(*writer, 50, "a", 100'000);
        append(*writer, 1000);
        QVERIFY(pruneAll(*writer) < 100);
        QCOMPARE(number("SELECT count(*) FROM events"), 1000 + fitting);
    }

    void twoThatPruneDropNoMoreThanIsBeyond()
    {
        const auto writer = makeWriter();
        for (int round = 0; round < 20; ++round) {
            append(*writer, 1100);
            std::latch ready(2);
            const auto prune = [&] {
                SqliteWriter pruner(m_path, { .events = 1000 }, m_clock.now());
                ready.arrive_and_wait();
                pruneAll(pruner);
            };
            std::thread other(prune);
            prune();
            other.join();
            QCOMPARE(number("SELECT count(*) FROM events"), 1000);
        }
        QVERIFY(Database(m_path).isConsistent());
    }

    /// One step after each transaction has to be enough, however much comes.
    void keepsUpWithAFlood_data()
    {
        QTest::addColumn<qint64>("events");
        QTest::addColumn<qint64>("bytes");

        QTest::newRow("number") << qint64(1000) << (1LL << 40);
        QTest::newRow("bytes") << qint64(1'000'000) << grown(1000);
    }

    void keepsUpWithAFlood()
    {
        QFETCH(qint64, events);
        QFETCH(qint64, bytes);
        const auto writer = makeWriter({ .events = events, .bytes = bytes });
        for (int i = 0; i < 40; ++i) {
            append(*writer, 1000);
            QVERIFY(writer->prune());
        }
        QVERIFY(number("SELECT count(*) FROM events") <= 10'000);
    }

    void isOverdueWhereMuchIsBeyond()
    {
        const auto writer = makeWriter({ .events = 1000 });
        append(*writer, 1000);
        QVERIFY(!writer->isOverdue());
        append(*writer, 1000);
        QVERIFY(writer->isOverdue());
        pruneAll(*writer);
        QVERIFY(!writer->isOverdue());
    }

    void dropsByAgeInSteps()
    {
        const auto writer = makeWriter({ .age = 1h });
        append(*writer, 1000);
        append(*writer, 100, "/unsafe/a");
        m_clock.advance(1h + 1s);
        append(*writer, 10);
        QVERIFY(pruneAll(*writer) < 100);
        QCOMPARE(number("SELECT count(*) FROM events"), 10);
        QCOMPARE(number("SELECT count(*) FROM filed"), 10);
        QVERIFY(Database(m_path).isConsistent());
    }

    /// In whatever order events come and go, of whatever names: the totals are right, and nothing is left behind.
    void totalsAndNamesAreRightThroughout()
    {
        std::mt19937 random(20261124);
        const auto writer = makeWriter({ .events = 200, .bytes = 60'000, .unsafeBytes = 10'000, .age = 1min });
        for (int round = 0; round < 100; ++round) {
            EventLog::Batch batch;
            for (int left = int(random() % 100); left > 0; --left) {
                QByteArray channel = random() % 3 == 0 ? "/unsafe/" : "";
                channel += QByteArray("s/").repeated(qsizetype(random() % 20)) + (random() % 2 == 0 ? "a" : "b/");
                batch.drafts.push_back(draft(channel, QByteArray(qsizetype(random() % 1000), 'x')));
            }
            QVERIFY(writer->append({ batch }));
            m_clock.advance(std::chrono::seconds(random() % 10));
            QVERIFY(writer->prune());
            QVERIFY(Database(m_path).isConsistent());
        }
        pruneAll(*writer);
        QVERIFY(number("SELECT events FROM shelves WHERE is_unsafe = 0") <= 200);
        QVERIFY(number("SELECT bytes FROM shelves WHERE is_unsafe = 0") <= 60'000);
        QVERIFY(number("SELECT events FROM shelves WHERE is_unsafe = 1") <= 50);
        QVERIFY(number("SELECT bytes FROM shelves WHERE is_unsafe = 1") <= 10'000);
        m_clock.advance(1h);
        pruneAll(*writer);
        QCOMPARE(number("SELECT count(*) FROM events"), 0);
        QCOMPARE(number("SELECT count(*) FROM filed"), 0);
        QVERIFY(Database(m_path).isConsistent());
    }

    void givesFreePagesBack()
    {
        auto writer = makeWriter({ .bytes = 1'000'000 });
        append(*writer, 300, "a", 100'000);
        const qint64 pages = number("PRAGMA page_count");
        QVERIFY(pages > 5000);
        QVERIFY(pruneAll(*writer) < pages / 10); // not page by page: each step is written to the disk
        QVERIFY(number("PRAGMA page_count") < pages / 3);
        writer.reset();
        QVERIFY(QFileInfo(m_path).size() < 10'000'000);
    }

    /// A file that another program has made and left empty may not be able to.
    void itEndsWhereNoPageCanBeGivenBack()
    {
        {
            Database database(m_path);
            database.run(QStringLiteral("PRAGMA user_version = 1"));
            database.run(QStringLiteral("PRAGMA user_version = 0"));
        }
        QVERIFY(QFileInfo(m_path).size() > 0);
        const auto writer = makeWriter({ .bytes = 1'000'000 });
        append(*writer, 300, "a", 100'000);
        QVERIFY(pruneAll(*writer, 1000) < 1000);
        QVERIFY(number("SELECT count(*) FROM events") < 10);
    }

    void commitsAllOrNone()
    {
        const auto writer = makeWriter();
        append(*writer, 1);
        const EventId head = writer->head();
        Database(m_path).run(QStringLiteral("CREATE TRIGGER refuse BEFORE INSERT ON events WHEN new.body = x'626164' "
                                            "BEGIN SELECT RAISE(ABORT, 'refused'); END"));
        const EventLog::Batch batch{ { draft("a"), draft("/unsafe/a"), draft("a", "bad") }, {} };
        QVERIFY(!writer->append({ batch }));
        QCOMPARE(writer->head().value, head.value);
        QCOMPARE(number("SELECT count(*) FROM events"), 1);
        QVERIFY(Database(m_path).isConsistent());
        append(*writer, 2);
        QVERIFY(writer->head() > head);
        QCOMPARE(number("SELECT count(*) FROM events"), 3);
        QVERIFY(Database(m_path).isConsistent());
    }

    void theNewestAreOfTheFilterAlone_data()
    {
        QTest::addColumn<QByteArray>("filter");
        const QByteArray deep = QByteArray("s/").repeated(20);
        QTest::newRow("channel") << deep + "x/y";
        QTest::newRow("prefix") << QByteArray("s/");
        QTest::newRow("all") << QByteArray("");
        QTest::newRow("deep prefix") << deep + "x/";
    }

    void theNewestAreOfTheFilterAlone()
    {
        QFETCH(QByteArray, filter);
        const QByteArray deep = QByteArray("s/").repeated(20);
        const auto writer = makeWriter();
        EventId oldest; // of the last three
        for (int i = 0; i < 10; ++i) {
            append(*writer, 1, deep + "x/y");
            if (i == 7)
                oldest = writer->head();
        }
        if (filter != "" && filter != "s/")
            append(*writer, 10, deep + "y");
        append(*writer, 10, "/unsafe/s/");
        const auto before = SqliteReader(m_path).beforeNewest(Filter{ filter }, 3);
        QVERIFY(before);
        QCOMPARE(before->value, oldest.value - 1);
    }

    void theReaderKnowsTheHead()
    {
        auto writer = makeWriter({ .age = 1h });
        SqliteReader reader(m_path);
        QCOMPARE(reader.head()->value, 0);
        const qint64 before = reader.dataVersion();
        append(*writer, 3);
        QCOMPARE(reader.head()->value, writer->head().value);
        QVERIFY(reader.dataVersion() != before);
        m_clock.advance(2h);
        pruneAll(*writer);
        QCOMPARE(number("SELECT count(*) FROM events"), 0);
        QCOMPARE(reader.head()->value, writer->head().value);
    }

    void theReaderRefusesWhatIsNotThere()
    {
        try {
            const SqliteReader reader(m_path);
            QFAIL("it has made a log");
        } catch (const SqliteError &error) {
            QVERIFY2(error.text().contains(m_path), qPrintable(error.text()));
        }
        QVERIFY(!QFileInfo::exists(m_path));
    }
};

HOOKBOT_TEST(SqliteWriterTest)
#include "sqlitewriter_test.moc"
