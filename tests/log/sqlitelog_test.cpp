#include "broker/log/sqlitelog.h"
#include "broker/log/sqlitewriter.h"
#include "tests/log/asking.h"
#include "tests/log/database.h"
#include "tests/support/suite.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

/// Longer than any of it takes.
QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "cannot be read";
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

/// The log in a file; what applies to all logs is in eventlog_test.cpp.
class SqliteLogTest : public QObject
{
    Q_OBJECT

private:
    Clock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<SqliteLog> m_log;

    [[nodiscard]] std::unique_ptr<SqliteLog> makeLog(Retention retention = {})
    {
        return std::make_unique<SqliteLog>(SqliteLog::Options{ m_path, Sync::Normal, retention }, m_clock.now());
    }

    void openLog(Retention retention = {})
    {
        m_log.reset();
        m_log = makeLog(retention);
        const auto opened = m_log->open();
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error()));
    }

    [[nodiscard]] QString errorOfOpening()
    {
        const auto opened = makeLog()->open();
        return opened ? QString() : opened.error();
    }

    [[nodiscard]] std::vector<EventId> appendMany(int count, const QByteArray &channel = "a", qsizetype size = 1)
    {
        return append(*m_log, std::vector<Draft>(size_t(count), draft(channel, QByteArray(size, 'x'))));
    }

    [[nodiscard]] EventPtr readFirst()
    {
        EventPtr event;
        m_log->read({}, { "a" }, {}, [&event](const EventLog::Page &page) { event = page.events.at(0); });
        (void)QTest::qWaitFor([&event] { return event != nullptr; }, 60'000);
        return event;
    }

private Q_SLOTS:
    /// All readers of a large event share one object.
    void largeEventsAreShared()
    {
        openLog();
        EventPtr live;
        connect(m_log.get(), &EventLog::committed, m_log.get(), [&live](const EventPtr &event) { live = event; });
        Draft draft;
        draft.channel = "a";
        draft.body = QByteArray(SharedEvents::LeastBody, 'x');
        m_log->append(std::move(draft), [](const EventLog::Appended &) {});
        QTRY_VERIFY_WITH_TIMEOUT(live, 60'000);
        EventPtr first = readFirst();
        QCOMPARE(first, live);
        EventPtr found;
        m_log->find(live->id, [&found](const EventPtr &event) { found = event; });
        QTRY_VERIFY_WITH_TIMEOUT(found, 60'000);
        QCOMPARE(found, live);
        const std::weak_ptr<const Event> held = live;
        live.reset();
        found.reset();
        first.reset();
        QTRY_VERIFY(held.expired()); // the log itself does not keep it
        first = readFirst();
        QCOMPARE(readFirst(), first);
    }

    void init()
    {

        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("events"));
    }

    void cleanup()
    {
        m_log.reset();
        QCOMPARE(QSqlDatabase::connectionNames(), QStringList()); // none is left open
    }

    void keepsEventsWhenOpenedAgain()
    {
        openLog();
        const std::vector<EventId> ids = appendMany(5);
        const EventId unsafe = append(*m_log, "/unsafe/a", "body");
        openLog();
        QCOMPARE(m_log->head().value, unsafe.value);
        QCOMPARE(idsOf(*m_log, "a"), ids);
        QCOMPARE(find(*m_log, unsafe)->body, QByteArray("body"));
    }

    void safeEventsDoNotWaitBehindUnsafeOnes()
    {
        openLog();
        const int strangers = 20;
        int answered = 0;
        int answeredBefore = strangers;
        EventId last;
        connect(m_log.get(), &EventLog::committed, this, [&](const EventPtr &event) {
            QVERIFY(event->id > last);
            last = event->id;
        });
        for (int i = 0; i < strangers; ++i) {
            m_log->append(draft("/unsafe/a", QByteArray(qsizetype(2) * 1024 * 1024, 'x')),
                          [&](const EventLog::Appended &appended) {
                              QVERIFY(appended.ok());
                              ++answered;
                          });
        }
        m_log->append(draft("a"), [&](const EventLog::Appended &appended) {
            QVERIFY(appended.ok());
            answeredBefore = answered;
        });
        QVERIFY(QTest::qWaitFor([&] { return answered == strangers; }, Patience));
        QVERIFY2(answeredBefore < strangers, "it waited for all of them");
    }

    void idsGrowOnWhenOpenedAgain()
    {
        openLog();
        const EventId before = append(*m_log, "a");
        m_clock.advance(-24h);
        openLog();
        QVERIFY(append(*m_log, "a") > before);
    }

    void idsGrowOnWhenEverythingWasDropped()
    {
        openLog({ .age = 1h });
        append(*m_log, "a");
        const EventId last = append(*m_log, "/unsafe/a");
        m_clock.advance(2h);
        QVERIFY(
            QTest::qWaitFor([&] { return idsOf(*m_log, "").empty() && idsOf(*m_log, "/unsafe/").empty(); }, Patience));
        QCOMPARE(read(*m_log, {}, "/unsafe/").pruned.value, last.value);
        QCOMPARE(read(*m_log, {}, "/unsafe/").oldest.value, 0);
        m_clock.advance(-24h);
        openLog({ .age = 1h });
        QCOMPARE(m_log->head().value, last.value);
        QVERIFY(append(*m_log, "a") > last);
    }

    void commitsManyInOrderEachOnce()
    {
        openLog();
        std::vector<EventId> told;
        QByteArrayList bodies;
        connect(m_log.get(), &EventLog::committed, m_log.get(), [&](const EventPtr &event) {
            told.push_back(event->id);
            bodies.append(event->body);
        });
        std::vector<Draft> drafts;
        QByteArrayList sent;
        for (int i = 0; i < 5000; ++i) {
            sent.append(QByteArray::number(i));
            drafts.push_back(draft("a", sent.last()));
        }
        const std::vector<EventId> ids = append(*m_log, std::move(drafts));
        QVERIFY(std::ranges::adjacent_find(ids, std::greater_equal()) == ids.end());
        QCOMPARE(told, ids);
        QCOMPARE(bodies, sent);
        QCOMPARE(idsOf(*m_log, "a"), ids);
    }

    void commitsWhatWasAppendedBeforeItsEnd()
    {
        openLog();
        int answers = 0;
        for (int i = 0; i < 3000; ++i)
            m_log->append(draft("a"), [&](const EventLog::Appended &) { ++answers; });
        openLog();
        QCOMPARE(answers, 0);
        QCOMPARE(idsOf(*m_log, "a").size(), size_t(3000));
    }

    void keepsPositionsWhenOpenedAgain()
    {
        openLog();
        QVERIFY(appendAll(*m_log, { { draft("a") }, EventLog::Position{ "one", { 17 } } }).ok());
        QVERIFY(appendAll(*m_log, { {}, EventLog::Position{ "other", { 18 } } }).ok());
        QVERIFY(appendAll(*m_log, { {}, EventLog::Position{ "one", { 19 } } }).ok());
        openLog();
        QCOMPARE(m_log->position("one")->value, 19);
        QCOMPARE(m_log->position("other")->value, 18);
        QVERIFY(!m_log->position("absent"));
    }

    /// Neither the events without the position, nor the position without the events.
    void aRefusedBatchLeavesThePosition()
    {
        openLog();
        QVERIFY(appendAll(*m_log, { {}, EventLog::Position{ "one", { 17 } } }).ok());
        {
            Database database(m_path);
            database.run(QStringLiteral("CREATE TRIGGER refuse BEFORE INSERT ON events WHEN new.body = x'626164' "
                                        "BEGIN SELECT RAISE(ABORT, 'refused'); END"));
            database.run(QStringLiteral("CREATE TRIGGER stay BEFORE UPDATE ON places WHEN new.event = 19 "
                                        "BEGIN SELECT RAISE(ABORT, 'refused'); END"));
        }
        QVERIFY(!appendAll(*m_log, { { draft("a", "good"), draft("a", "bad") }, EventLog::Position{ "one", { 18 } } })
                     .ok());
        QVERIFY(!appendAll(*m_log, { { draft("a", "good") }, EventLog::Position{ "one", { 19 } } }).ok());
        QCOMPARE(m_log->position("one")->value, 17);
        openLog();
        QCOMPARE(m_log->position("one")->value, 17);
        QVERIFY(idsOf(*m_log, "a").empty());
    }

    /// Schema 1, as hookbot made it before there were routers.
    void takesOverAFileOfTheFirstSchema()
    {
        const qint64 id = EventId::atTime(m_clock.time()).value;
        {
            Database old(m_path);
            for (const char *statement :
                 { "PRAGMA auto_vacuum = INCREMENTAL", "PRAGMA journal_mode = WAL",
                   "CREATE TABLE events (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, channel BLOB NOT NULL, method "
                   "BLOB NOT NULL, query BLOB NOT NULL, headers BLOB NOT NULL, remote BLOB NOT NULL, replay_of INTEGER "
                   "NOT NULL, body BLOB NOT NULL) STRICT",
                   "CREATE TABLE heard (name BLOB NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (name, event)) STRICT, "
                   "WITHOUT ROWID",
                   "CREATE TABLE shelves (is_unsafe INTEGER PRIMARY KEY, events INTEGER NOT NULL, bytes INTEGER NOT "
                   "NULL, pruned INTEGER NOT NULL, forgotten INTEGER NOT NULL) STRICT",
                   "INSERT INTO shelves VALUES (0, 0, 0, 0, 0), (1, 0, 0, 0, 0)",
                   "CREATE TABLE dropped (name BLOB PRIMARY KEY, event INTEGER NOT NULL) STRICT, WITHOUT ROWID",
                   "INSERT INTO heard VALUES (x'61', (SELECT 1 << 40))", "PRAGMA application_id = 0x686b6274",
                   "PRAGMA user_version = 1", "UPDATE shelves SET events = 1, bytes = 130 WHERE is_unsafe = 0" })
                old.run(QString::fromLatin1(statement));
            old.run(QStringLiteral("UPDATE heard SET event = %1").arg(id));
            old.run(QStringLiteral("INSERT INTO events VALUES (%1, 0, x'61', x'', x'', x'', x'', 0, x'78')").arg(id));
        }
        openLog();
        QCOMPARE(m_log->head().value, id);
        QCOMPARE(find(*m_log, { id })->body, QByteArray("x"));
        QVERIFY(!m_log->position("one"));
        QVERIFY(appendAll(*m_log, { { draft("a") }, EventLog::Position{ "one", { id } } }).ok());
        openLog();
        QCOMPARE(m_log->position("one")->value, id);
        QCOMPARE(idsOf(*m_log, "a").size(), size_t(2));
        QCOMPARE(Database(m_path).run(QStringLiteral("PRAGMA user_version")).toInt(), 3);
        QVERIFY(Database(m_path).isConsistent());
    }

    void isRefusedWhileAnotherRuns()
    {
        openLog();
        const QString error = errorOfOpening();
        QVERIFY2(error.contains(m_path), qPrintable(error));
        QVERIFY2(error.contains(QStringLiteral("another hookbot")), qPrintable(error));
        append(*m_log, "a"); // the refused one has done nothing to it
        m_log.reset();
        QCOMPARE(errorOfOpening(), QString());
    }

    void leavesAFileThatIsNoneOfItsAlone_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("reason");

        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("file"));
        const auto bytesAfter = [&](const QStringList &statements) {
            QFile::remove(path);
            {
                Database database(path);
                for (const QString &statement : statements)
                    database.run(statement);
            }
            return bytesOf(path);
        };
        const QString table = QStringLiteral("CREATE TABLE events (id INTEGER PRIMARY KEY)");
        const QByteArray theirs = bytesAfter({ QStringLiteral("PRAGMA application_id = 17"), table });
        const QString notOurs = QStringLiteral("of another program");
        const QString notSqlite = QStringLiteral("not an SQLite file");
        QTest::newRow("another program's") << theirs << notOurs;
        QTest::newRow("another program's, without an id") << bytesAfter({ table }) << notOurs;
        QTest::newRow("another program's, without a table")
            << bytesAfter({ QStringLiteral("PRAGMA application_id = 17") }) << notOurs;
        QTest::newRow("another program's, with a version")
            << bytesAfter({ QStringLiteral("PRAGMA user_version = 1") }) << notOurs;
        QTest::newRow("another program's, in WAL mode")
            << bytesAfter({ QStringLiteral("PRAGMA journal_mode = WAL"), table }) << notOurs;
        QTest::newRow("a newer hookbot's") << bytesAfter({ QStringLiteral("PRAGMA application_id = 0x686b6274"),
                                                           QStringLiteral("PRAGMA user_version = 1000"), table })
                                           << QStringLiteral("newer hookbot");
        QTest::newRow("text") << QByteArray("Dear Sir or Madam,\n") << notSqlite;
        QTest::newRow("much text") << QByteArray("Dear Sir or Madam,\n").repeated(1000) << notSqlite;
        QTest::newRow("zeros") << QByteArray(8192, '\0') << notSqlite;
        QTest::newRow("the first bytes alone") << theirs.first(100) << QStringLiteral(" ");
        QTest::newRow("damaged head") << theirs.first(20) + QByteArray(200, '!') + theirs.sliced(220)
                                      << QStringLiteral(" ");
        QTest::newRow("first half") << theirs.first(theirs.size() / 2) << QStringLiteral("damaged");
    }

    void leavesAFileThatIsNoneOfItsAlone()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, reason);
        write(m_path, bytes);
        const QString error = errorOfOpening();
        QVERIFY2(error.contains(m_path), qPrintable(error));
        QVERIFY2(error.contains(reason), qPrintable(error));
        QCOMPARE(bytesOf(m_path).toHex(), bytes.toHex());
    }

    void refusesAFolder()
    {
        m_path = m_folder->path();
        const QString error = errorOfOpening();
        QVERIFY2(error.contains(m_path), qPrintable(error));
    }

    void usesAnEmptyFileAsANewOne()
    {
        write(m_path, {});
        openLog();
        const EventId id = append(*m_log, "a");
        openLog();
        QCOMPARE(idsOf(*m_log, "a"), std::vector{ id });
    }

    void makesItsFolder()
    {
        m_path = m_folder->filePath(QStringLiteral("a/b/events"));
        openLog();
        QVERIFY(append(*m_log, "a") > EventId());
    }

    void isReadableOnlyByItsOwner()
    {
        openLog();
        append(*m_log, "a");
        for (const QString &suffix : { QStringLiteral(""), QStringLiteral("-wal"), QStringLiteral(".lock") }) {
            const QFile::Permissions allowed = QFile::permissions(m_path + suffix);
            QVERIFY2(allowed & QFile::ReadOwner, qPrintable(suffix));
            QVERIFY2(!(allowed & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)),
                     qPrintable(suffix));
        }
    }

    void takesNothingWhileItsFileIsAway_data()
    {
        QTest::addColumn<bool>("isReplaced");
        QTest::newRow("removed") << false;
        QTest::newRow("replaced") << true;
    }

    void takesNothingWhileItsFileIsAway()
    {
        QFETCH(bool, isReplaced);
        openLog();
        std::vector<EventId> told;
        connect(m_log.get(), &EventLog::committed, m_log.get(),
                [&](const EventPtr &event) { told.push_back(event->id); });
        const EventId before = append(*m_log, "a");

        const QString away = m_folder->filePath(QStringLiteral("away"));
        QVERIFY(QFile::rename(m_path, away));
        if (isReplaced)
            write(m_path, {});
        for (int i = 0; i < 2; ++i) {
            const auto refused =
                answerOf<EventLog::Appended>([&](auto done) { m_log->append(draft("a", "refused"), std::move(done)); });
            QVERIFY(!refused.ok());
            QVERIFY2(refused.error.contains(m_path), qPrintable(refused.error));
            QCOMPARE(refused.id.value, 0);
        }
        QCOMPARE(told, std::vector{ before });
        QCOMPARE(m_log->head().value, before.value);

        if (isReplaced)
            QVERIFY(QFile::remove(m_path));
        QVERIFY(QFile::rename(away, m_path));
        const EventId after = append(*m_log, "a");
        QVERIFY(after > before);
        const std::vector expected{ before, after };
        QCOMPARE(told, expected);
        QCOMPARE(idsOf(*m_log, "a"), expected);
        openLog();
        QCOMPARE(idsOf(*m_log, "a"), expected);
    }

    void aRefusedEventFailsItsTransaction()
    {
        openLog();
        Database(m_path).run(QStringLiteral("CREATE TRIGGER refuse BEFORE INSERT ON events WHEN new.body = x'626164' "
                                            "BEGIN SELECT RAISE(ABORT, 'refused'); END"));
        const EventId before = append(*m_log, "a");
        int told = 0;
        connect(m_log.get(), &EventLog::committed, m_log.get(), [&](const EventPtr &) { ++told; });
        int taken = 0;
        int refused = 0;
        for (const QByteArray &body : QByteArrayList{ "good", "bad", "good" }) {
            m_log->append(draft("a", body), [&](const EventLog::Appended &appended) {
                (appended.ok() ? taken : refused) += 1;
                QVERIFY(!appended.ok() || appended.id > before);
            });
        }
        // Which of them share a transaction is up to the threads.
        QTRY_COMPARE_WITH_TIMEOUT(taken + refused, 3, Patience);
        QVERIFY(refused >= 1);
        QCOMPARE(told, taken);
        QVERIFY(append(*m_log, "a") > before);
        QCOMPARE(idsOf(*m_log, "a").size(), size_t(taken) + 2);
        QVERIFY(Database(m_path).isConsistent());
    }

    void anotherProcessPrunesAtTheSameTime()
    {
        openLog();
        QCOMPARE(appendMany(1000).size(), size_t(1000));
        QCOMPARE(appendMany(500, "/unsafe/a/b").size(), size_t(500));
        SqliteWriter pruner(m_path, { .events = 400 }, m_clock.now());
        for (bool isMore = true; isMore;) {
            m_log->append(draft("a/b"), [](const EventLog::Appended &appended) { QVERIFY(appended.ok()); });
            const auto pruned = pruner.prune();
            QVERIFY(pruned);
            isMore = *pruned;
        }
        const std::vector<EventId> ids = appendMany(10);
        const EventLog::Page page = read(*m_log, {}, "");
        QCOMPARE(page.events.back()->id.value, ids.back().value);
        QCOMPARE(page.oldest.value, page.events.front()->id.value);
        QVERIFY(page.pruned > EventId());
        QVERIFY(page.pruned < page.oldest);
        QCOMPARE(idsOf(*m_log, "/unsafe/").size(), size_t(100));
        QVERIFY(Database(m_path).isConsistent());
    }

    void totalsAreRightWhenOpenedWithLess()
    {
        openLog();
        QCOMPARE(appendMany(1000).size(), size_t(1000));
        openLog({ .events = 10 });
        QVERIFY(QTest::qWaitFor([&] { return idsOf(*m_log, "").size() == 10; }, Patience));
        QVERIFY(Database(m_path).isConsistent());
    }

    void itsFileStaysSmall()
    {
        constexpr qint64 MiB = 1024LL * 1024;
        openLog({ .bytes = 2 * MiB });
        qint64 most = 0;
        for (int i = 0; i < 50; ++i) {
            QCOMPARE(appendMany(1024, "a/b", 1024).size(), size_t(1024));
            most = std::max(most, QFileInfo(m_path).size() + QFileInfo(m_path + QStringLiteral("-wal")).size());
        }
        QVERIFY2(most < 25 * MiB, qPrintable(QString::number(most)));
        QVERIFY(QTest::qWaitFor([&] { return idsOf(*m_log, "").size() < 2048; }, Patience));
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(m_path).size() < 10 * MiB, Patience); // it gets smaller in quiet moments
        m_log.reset();
        QVERIFY2(QFileInfo(m_path).size() < 10 * MiB, qPrintable(QString::number(QFileInfo(m_path).size())));
    }
};

HOOKBOT_TEST(SqliteLogTest)
#include "sqlitelog_test.moc"
