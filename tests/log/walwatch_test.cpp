#include "broker/log/sqlitelog.h"
#include "broker/log/sqlitereader.h"
#include "tests/log/asking.h"
#include "tests/log/database.h"
#include "tests/support/suite.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <set>

using namespace hookbot;
using namespace std::chrono_literals;

/// The -wal and the -shm vanish, or are cut, under a log that is open: no event is answered that would be gone after
/// kill -9, and the log recovers by itself.
class WalWatchTest : public QObject
{
    Q_OBJECT

private:
    Clock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<SqliteLog> m_log;

    void openLog()
    {
        m_log = std::make_unique<SqliteLog>(SqliteLog::Options{ m_path, Sync::Normal, {} }, m_clock.now());
        const auto opened = m_log->open();
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error()));
    }

    [[nodiscard]] EventLog::Appended tryAppend()
    {
        return answerOf<EventLog::Appended>([this](auto done) { m_log->append(draft("a", "body"), std::move(done)); });
    }

    /// What a process that is killed now leaves: a copy of the files of these names.
    [[nodiscard]] std::set<EventId> leftAfterKill()
    {
        const QTemporaryDir folder;
        const QString copy = folder.filePath(QStringLiteral("copy"));
        QFile::copy(m_path, copy);
        QFile::copy(m_path + QStringLiteral("-wal"), copy + QStringLiteral("-wal"));
        std::set<EventId> ids;
        SqliteLog log(SqliteLog::Options{ copy, Sync::Normal, {} }, m_clock.now());
        if (!log.open())
            return ids;
        for (const EventId id : idsOf(log, "a"))
            ids.insert(id);
        return ids;
    }

    /// Until one is taken; at most one of them may be refused. The ids of those that were taken.
    void appendUntilTaken(std::set<EventId> &answered)
    {
        EventLog::Appended appended;
        const EventId before = answered.empty() ? EventId() : *answered.rbegin();
        QVERIFY(QTest::qWaitFor(
            [&] {
                appended = tryAppend();
                return appended.ok();
            },
            Patience));
        QVERIFY(appended.id > before);
        answered.insert(appended.id);
    }

private Q_SLOTS:
    void initTestCase()
    {
#ifndef Q_OS_UNIX
        QSKIP("files that are open cannot be removed here");
#endif
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("events"));
        openLog();
    }

    void cleanup()
    {
        m_log.reset();
        QCOMPARE(QSqlDatabase::connectionNames(), QStringList());
    }

    void whatVanishesTakesNothingWithIt_data()
    {
        QTest::addColumn<QString>("what");
        QTest::newRow("wal removed") << "remove -wal";
        QTest::newRow("shm removed") << "remove -shm";
        QTest::newRow("both removed") << "remove -wal -shm";
        QTest::newRow("wal renamed") << "rename -wal";
        QTest::newRow("wal replaced by an older one") << "older -wal";
        QTest::newRow("wal replaced by its copy") << "copy -wal";
        QTest::newRow("wal replaced by anything") << "garbage -wal";
        QTest::newRow("wal replaced by nothing") << "empty -wal";
        QTest::newRow("shm replaced by anything") << "garbage -shm";
    }

    void whatVanishesTakesNothingWithIt()
    {
        QFETCH(QString, what);
        std::set<EventId> answered;
        appendUntilTaken(answered);
        QFile::copy(m_path + QStringLiteral("-wal"), m_path + QStringLiteral("-older"));
        for (int i = 0; i < 50; ++i)
            appendUntilTaken(answered);
        for (int round = 0; round < 3; ++round) {
            const QStringList words = what.split(u' ');
            for (const QString &suffix : words.sliced(1)) {
                const QString path = m_path + suffix;
                if (words.first() == u"copy")
                    QFile::copy(path, m_path + QStringLiteral("-copied"));
                if (words.first() == u"rename")
                    QVERIFY(QFile::rename(path, path + QStringLiteral("-elsewhere-") + QString::number(round)));
                else
                    QVERIFY(QFile::remove(path));
                if (words.first() == u"older" || words.first() == u"copy")
                    QVERIFY(
                        QFile::rename(m_path + QLatin1String(words.first() == u"copy" ? "-copied" : "-older"), path));
                QFile file(path);
                if (words.first() == u"garbage" || words.first() == u"empty")
                    QVERIFY(file.open(QIODevice::WriteOnly) &&
                            file.write(QByteArray(words.first() == u"empty" ? 0 : 5000, 'x')) >= 0);
            }
            const EventLog::Appended refused = tryAppend();
            QVERIFY(!refused.ok());
            QVERIFY2(refused.error.contains(m_path), qPrintable(refused.error));
            for (int i = 0; i < 20; ++i) {
                appendUntilTaken(answered);
                if (i == 0)
                    QCOMPARE(leftAfterKill(), answered);
            }
            QCOMPARE(leftAfterKill(), answered);
            const std::vector<EventId> ids = idsOf(*m_log, "a");
            QCOMPARE(std::set(ids.begin(), ids.end()), answered);
            if (words.first() == u"older")
                QFile::copy(m_path + QStringLiteral("-wal"), m_path + QStringLiteral("-older"));
        }
    }

    /// Also if nobody publishes: what was answered before is safe again without a publish.
    void whatWasAnsweredIsSavedWithoutAnyPublish()
    {
        std::set<EventId> answered;
        for (int i = 0; i < 20; ++i)
            appendUntilTaken(answered);
        QVERIFY(QFile::remove(m_path + QStringLiteral("-wal")));
        QVERIFY(QTest::qWaitFor([&] { return leftAfterKill() == answered; }, Patience));
        m_log.reset();
        openLog();
        QCOMPARE(idsOf(*m_log, "a").size(), answered.size());
    }

    void whatIsCutLosesNoMoreThanWhatWasCut_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<qint64>("size");
        QTest::newRow("wal to nothing") << "-wal" << qint64(0);
        QTest::newRow("wal to its header") << "-wal" << qint64(32);
        QTest::newRow("wal by a byte") << "-wal" << qint64(-1);
        QTest::newRow("wal by a half") << "-wal" << qint64(-2);
        QTest::newRow("shm to nothing") << "-shm" << qint64(0);
    }

    void whatIsCutLosesNoMoreThanWhatWasCut()
    {
        QFETCH(QString, suffix);
        QFETCH(qint64, size);
        std::set<EventId> answered;
        for (int i = 0; i < 20; ++i)
            appendUntilTaken(answered);
        const EventId head = *answered.rbegin();
        QFile file(m_path + suffix);
        const qint64 whole = file.size();
        QVERIFY(file.resize(size >= 0 ? size : size == -1 ? whole - 1 : whole / 2));
        std::set<EventId> after;
        for (int i = 0; i < 20; ++i) {
            appendUntilTaken(after);
            QVERIFY(*after.begin() > head);
        }
        const std::set<EventId> left = leftAfterKill();
        QVERIFY(std::ranges::includes(left, after)); // what is answered from then on is safe
        if (suffix == u"-shm")
            QVERIFY(std::ranges::includes(left, answered));
        m_log.reset();
        QCOMPARE(Database(m_path).run(QStringLiteral("PRAGMA integrity_check")).toString(), QStringLiteral("ok"));
        openLog();
        QCOMPARE(idsOf(*m_log, "a").size(), left.size());
    }

    void othersMayCheckpointAndShortenIt()
    {
        std::set<EventId> answered;
        for (int i = 0; i < 20; ++i) {
            const EventLog::Appended appended = tryAppend();
            QVERIFY2(appended.ok(), qPrintable(appended.error));
            answered.insert(appended.id);
            if (i % 3 == 0)
                Database(m_path).run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
            if (i % 3 == 1)
                Database(m_path).run(QStringLiteral("PRAGMA wal_checkpoint(RESTART)"));
        }
        QCOMPARE(leftAfterKill(), answered);
    }

    /// Two servers on one file, by whichever names.
    void oneFileHasOneServer()
    {
        const auto tried = [this](const QString &path) {
            SqliteLog log(SqliteLog::Options{ path, Sync::Normal, {} }, m_clock.now());
            const auto opened = log.open();
            return opened ? QString() : opened.error();
        };
        const QString hard = m_folder->filePath(QStringLiteral("hard"));
        const QString soft = m_folder->filePath(QStringLiteral("soft"));
        QVERIFY(QFile::link(m_path, soft));
        QCOMPARE(std::system(qPrintable(QStringLiteral("ln '%1' '%2'").arg(m_path, hard))), 0);
        for (const QString &path : { m_path, soft, hard, m_folder->filePath(QStringLiteral(".//./events")) })
            QVERIFY2(tried(path).contains(QStringLiteral("another hookbot uses it")), qPrintable(tried(path)));
        QVERIFY(tryAppend().ok()); // and SQLite still has its locks
        QVERIFY(QFileInfo(m_path + QStringLiteral("-wal")).size() > 0);
        QVERIFY(QFile::remove(hard));
        m_log.reset();
        QCOMPARE(tried(soft), QString());
        openLog();
    }
};

HOOKBOT_TEST(WalWatchTest)
#include "walwatch_test.moc"
