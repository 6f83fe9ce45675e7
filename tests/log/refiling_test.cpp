#include "broker/log/sqlitereader.h"
#include "broker/log/sqlitewriter.h"
#include "tests/log/asking.h"
#include "tests/log/database.h"
#include "tests/support/suite.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace hookbot;

/// A file that hookbot 0.1.0 has written (data/log-0.1.0.sqlite) becomes one of the present schema, while it is in use.
class RefilingTest : public QObject
{
    Q_OBJECT

private:
    static constexpr Retention Everything{ 1LL << 40, 1LL << 40, 1LL << 40, std::chrono::years(100) };

    Clock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

    [[nodiscard]] std::unique_ptr<SqliteWriter> makeWriter(Retention retention = Everything)
    {
        return std::make_unique<SqliteWriter>(m_path, Sync::Normal, retention, m_clock.now());
    }

    /// Of all events in the file, as bytes that say everything of them; of either schema.
    [[nodiscard]] static QByteArrayList contents(const QString &path)
    {
        Database database(path);
        const bool isNew =
            database.run(QStringLiteral("SELECT count(*) FROM sqlite_schema WHERE name = 'unsafe_events'")).toInt() > 0;
        return database
            .run(QStringLiteral(
                     "SELECT group_concat(line, '|') FROM (SELECT id || ' ' || time || ' ' || hex(channel) || "
                     "' ' || hex(method) || ' ' || hex(query) || ' ' || hex(headers) || ' ' || hex(remote) "
                     "|| ' ' || replay_of || ' ' || hex(body) AS line FROM (SELECT * FROM events%1) ORDER BY "
                     "id)")
                     .arg(isNew ? QStringLiteral(" UNION ALL SELECT * FROM unsafe_events") : QString()))
            .toByteArray()
            .split('|');
    }

    /// Many more events of that hookbot, for several steps.
    void addOldEvents()
    {
        Database old(m_path);
        for (
            const char *sql :
            { "CREATE TEMP TABLE more AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
              "3000) "
              "SELECT (SELECT max(id) FROM events) + i AS id, CAST((CASE i % 3 WHEN 0 THEN '/unsafe/x/' ELSE 'x/' END) "
              "|| (i % 5) AS BLOB) AS channel, i FROM n",
              "INSERT INTO events SELECT id, i, channel, x'', x'', x'', x'', 0, zeroblob(i % 50) FROM more",
              "INSERT INTO heard SELECT channel, id FROM more",
              "INSERT INTO heard SELECT CAST('x/' AS BLOB), id FROM more WHERE i % 3 != 0",
              "INSERT INTO heard SELECT CAST('/unsafe/' AS BLOB), id FROM more WHERE i % 3 = 0",
              "INSERT INTO heard SELECT CAST('/unsafe/x/' AS BLOB), id FROM more WHERE i % 3 = 0",
              "UPDATE shelves SET events = (SELECT count(*) FROM events WHERE (substr(channel, 1, 1) IS x'2f') = "
              "is_unsafe), bytes = (SELECT sum(128 + length(body) + length(headers) + length(channel) + length(query)) "
              "FROM events WHERE (substr(channel, 1, 1) IS x'2f') = is_unsafe)" })
            old.run(QString::fromLatin1(sql));
    }

    static constexpr std::array Filters{ "",       "x/",          "x/3",  "/unsafe/", "/unsafe/x/",      "/unsafe/x/0",
                                         "binary", "repo/owner/", "s/s/", "old/",     "/unsafe/form/1/x" };

    [[nodiscard]] static std::vector<qint64> idsOf(SqliteReader &reader, const QByteArray &filter)
    {
        std::vector<qint64> ids;
        const EventId head = *reader.head();
        for (const EventPtr &event : reader.read({}, head, { filter }, { 1'000'000, 1LL << 40 }).events)
            ids.push_back(event->id.value);
        return ids;
    }

    [[nodiscard]] static std::vector<qint64> expectedIds(const QString &path, const QByteArray &filter)
    {
        std::vector<qint64> ids;
        for (const QByteArray &line : contents(path)) {
            const QByteArrayList parts = line.split(' ');
            if (Filter{ filter }.matches(QByteArray::fromHex(parts[2])))
                ids.push_back(parts[0].toLongLong());
        }
        return ids;
    }

    [[nodiscard]] bool readsRight()
    {
        SqliteReader reader(m_path);
        return std::ranges::all_of(Filters, [&](const char *filter) {
            const std::vector<qint64> ids = expectedIds(m_path, filter);
            const auto newest = reader.beforeNewest(Filter{ filter }, 1);
            return idsOf(reader, filter) == ids && (ids.empty() || newest->value == ids.back() - 1);
        });
    }

    QVariant run(const char *sql) { return Database(m_path).run(QString::fromLatin1(sql)); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("events"));
        const QString kept = QFINDTESTDATA("data/log-0.1.0.sqlite");
        QVERIFY(!kept.isEmpty());
        QVERIFY(QFile::copy(kept, m_path));
        QVERIFY(QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner));
    }

    void keepsEverything()
    {
        const QByteArrayList before = contents(m_path);
        QVERIFY(before.size() > 50);
        const qint64 mark = run("SELECT event FROM dropped WHERE name = CAST('old/' AS BLOB)").toLongLong();
        QVERIFY(mark > 0);
        const auto writer = makeWriter();
        QVERIFY(writer->positions().contains("router"));
        QVERIFY(readsRight());
        QVERIFY(*writer->prune());
        while (*writer->prune()) {
        }
        QCOMPARE(contents(m_path), before);
        QCOMPARE(run("SELECT count(*) FROM heard").toInt(), 0);
        QCOMPARE(run("SELECT count(*) FROM dropped").toInt(), 0);
        QVERIFY(Database(m_path).isConsistent());
        QVERIFY(readsRight());
        SqliteReader reader(m_path);
        QCOMPARE(reader.read({ 1 }, *reader.head(), { "old/" }, {}).pruned.value, mark);
    }

    void isReadRightAtEachStepAndAfterACrashInBetween()
    {
        addOldEvents();
        const QByteArrayList before = contents(m_path);
        auto writer = makeWriter();
        SqliteReader early(m_path);
        int steps = 0;
        for (bool isMore = true; isMore; ++steps) {
            QVERIFY(readsRight());
            QCOMPARE(idsOf(early, "/unsafe/x/"), expectedIds(m_path, "/unsafe/x/"));
            QVERIFY(Database(m_path).isConsistent());
            if (steps == 3) { // what kill -9 leaves
                const QString copy = m_folder->filePath(QStringLiteral("copy"));
                QVERIFY(QFile::copy(m_path, copy));
                QVERIFY(QFile::copy(m_path + QStringLiteral("-wal"), copy + QStringLiteral("-wal")));
                writer.reset();
                m_path = copy;
                writer = makeWriter();
                continue;
            }
            if (steps < 3)
                QVERIFY(writer->append({ EventLog::Batch{ { draft("x/3"), draft("/unsafe/x/0") }, {} } }));
            isMore = *writer->prune();
        }
        QVERIFY(steps > 5);
        QVERIFY(readsRight());
        QCOMPARE(contents(m_path).first(before.size()), before);
        QCOMPARE(run("SELECT count(*) FROM heard").toInt(), 0);
    }

    void aStepThatFailsLeavesWhatThereWas()
    {
        addOldEvents();
        const QByteArrayList before = contents(m_path);
        const auto writer = makeWriter();
        run("CREATE TRIGGER refuse BEFORE DELETE ON events WHEN old.id % 7 = 0 BEGIN SELECT RAISE(ABORT, 'refused'); "
            "END");
        bool hasFailed = false;
        for (int i = 0; i < 20 && !hasFailed; ++i)
            hasFailed = !writer->prune();
        QVERIFY(hasFailed);
        QVERIFY(writer->append({ EventLog::Batch{ { draft("x/3") }, {} } }));
        QVERIFY(readsRight());
        QCOMPARE(contents(m_path).first(before.size()), before);
        run("DROP TRIGGER refuse");
        while (*writer->prune()) {
        }
        QVERIFY(readsRight());
        QVERIFY(Database(m_path).isConsistent());
    }

    void dropsOldEventsWhetherFiledAnewOrNot()
    {
        addOldEvents();
        const auto writer = makeWriter({ .events = 400, .age = std::chrono::years(100) });
        for (bool isMore = true; isMore;) {
            isMore = *writer->prune();
            QVERIFY(readsRight());
            QVERIFY(Database(m_path).isConsistent());
        }
        QCOMPARE(run("SELECT events FROM shelves WHERE is_unsafe = 0").toInt(), 400);
        QCOMPARE(run("SELECT events FROM shelves WHERE is_unsafe = 1").toInt(), 100);
        auto less = SqliteWriter(m_path, { .events = 1, .age = std::chrono::years(100) }, m_clock.now());
        while (*less.prune()) {
        }
        QCOMPARE(run("SELECT count(*) FROM filed").toInt() > 0, true);
        QVERIFY(Database(m_path).isConsistent());
    }

    /// What hookbot 0.1.0 looks at to refuse a file, and what tells later ones which they need.
    void aNewerFileNamesWhatItNeeds()
    {
        makeWriter().reset();
        QCOMPARE(run("PRAGMA user_version").toInt(), 3);
        QCOMPARE(run("SELECT value FROM meta WHERE name = 'needs'").toByteArray(), QByteArray("0.2.0"));
        run("PRAGMA user_version = 4");
        run("UPDATE meta SET value = '9.8.7' WHERE name = 'needs'");
        try {
            (void)makeWriter();
            QFAIL("it was opened");
        } catch (const SqliteError &error) {
            QVERIFY2(error.text().contains(QStringLiteral("hookbot 9.8.7 or later")), qPrintable(error.text()));
        }
    }
};

HOOKBOT_TEST(RefilingTest)
#include "refiling_test.moc"
