#include "broker/log/sqlitelog.h"
#include "broker/log/sqlitereader.h"
#include "tests/log/asking.h"
#include "tests/log/database.h"
#include "tests/support/suite.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <random>

using namespace hookbot;
using namespace std::chrono_literals;

namespace {

constexpr size_t Events = 10;

Draft fullDraft(size_t number)
{
    static const QByteArrayList channels{ "a", "a/b", "/unsafe/x", "", "\xC3\xA9/long/er" };
    Draft made = draft(channels.at(qsizetype(number) % channels.size()), QByteArray(qsizetype(number) * 97, 'b'));
    made.method = "POST";
    made.query = number % 2 ? "x=1&y=%20" : "";
    made.remote = number % 3 ? "192.0.2.7" : "2001:db8::1";
    made.time = std::chrono::system_clock::time_point(1'700'000'000'000ms + std::chrono::milliseconds(number));
    for (size_t field = 0; field < number % 7; ++field)
        made.headers.append("X-Field-" + QByteArray::number(qulonglong(field)), QByteArray(qsizetype(field) * 3, 'v'));
    return made;
}

} // namespace

/// A file may say anything: a damaged row is one damaged event, reported and passed over.
class DamageTest : public QObject
{
    Q_OBJECT

private:
    Clock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

    [[nodiscard]] std::unique_ptr<SqliteLog> makeLog(Retention retention = {})
    {
        return std::make_unique<SqliteLog>(SqliteLog::Options{ m_path, Sync::Normal, retention }, m_clock.now());
    }

    /// Returns their ids.
    std::vector<EventId> makeFile(size_t events)
    {
        const auto log = makeLog();
        const auto opened = log->open();
        if (!opened)
            return {};
        std::vector<Draft> drafts;
        for (size_t i = 0; i < events; ++i)
            drafts.push_back(fullDraft(i));
        return append(*log, std::move(drafts));
    }

    /// Carries it out in a file whose tables take any value in any column.
    void runLoosely(const QString &sql)
    {
        const QString schema = QStringLiteral("UPDATE sqlite_schema SET sql = ");
        QString strict;
        {
            Database database(m_path);
            strict = database.run(QStringLiteral("SELECT sql FROM sqlite_schema WHERE name = 'events'")).toString();
            database.run(QStringLiteral("PRAGMA writable_schema = ON"));
            QString loose = strict;
            loose.replace(QStringLiteral(" STRICT"), QString()).replace(QStringLiteral(" NOT NULL"), QString());
            database.run(schema + u'\'' + loose + QStringLiteral("' WHERE name = 'events'"));
        }
        Database(m_path).run(sql);
        Database database(m_path);
        database.run(QStringLiteral("PRAGMA writable_schema = ON"));
        database.run(schema + u'\'' + strict + QStringLiteral("' WHERE name = 'events'"));
    }

    /// Asks all there is to ask, of a file of any content. Returns how many events there were, -1 if it was refused.
    [[nodiscard]] int askEverything(Retention retention = {})
    {
        const auto log = makeLog(retention);
        if (const auto opened = log->open(); !opened)
            return opened.error().isEmpty() ? -2 : -1;
        int found = 0;
        for (const char *filter : { "", "a", "a/", "/unsafe/", "\xC3\xA9/long/er" }) {
            EventId after;
            for (int pages = 0; after < log->head(); ++pages) {
                const EventLog::Page page = read(*log, after, filter, { .events = 7, .bytes = 100'000 });
                if (!page.error.isEmpty())
                    break;
                if (page.upTo <= after || pages > 1000)
                    return -3; // it does not advance
                for (const EventPtr &event : page.events) {
                    found += event->headers.count() >= 0 ? 1 : 0;
                    if (const EventPtr again = find(*log, event->id); again && again->id != event->id)
                        return -4;
                }
                after = page.upTo;
            }
        }
        for (const auto direction : { SearchTerms::Direction::Older, SearchTerms::Direction::Newer }) {
            for (const char *word : { "", "v" }) {
                SearchTerms wanted;
                wanted.direction = direction;
                wanted.limit = 7;
                if (*word)
                    wanted.words = { word };
                SearchPage page;
                for (int calls = 0; !page.isEnd; ++calls) {
                    page = search(*log, wanted);
                    if (!page.error.isEmpty())
                        break;
                    if (calls > 1000)
                        return -5;
                    wanted.from = page.upTo;
                }
            }
        }
        (void)countAll(*log, { .upTo = log->head(), .today = {}, .hour = {} });
        (void)totals(*log);
        const EventId before = log->head();
        const auto appended = append(*log, { fullDraft(3) });
        if (appended.front() != EventId() && appended.front() <= before)
            return -6; // ids do not grow
        return found;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("events"));
    }

    void cleanup() { QCOMPARE(QSqlDatabase::connectionNames(), QStringList()); }

    void aDamagedRowIsOneDamagedEvent_data()
    {
        QTest::addColumn<QString>("set");
        for (const char *set : { "headers = x'00'",
                                 "headers = CAST('X-A' AS BLOB)",
                                 "headers = CAST('X-A: 1' AS BLOB)",
                                 "headers = x'582d413a20310d0d0a'",
                                 "headers = x'3a20310d0a'",
                                 "headers = x'583a2000590d0a'",
                                 "headers = x'580d0a3a20310d0a'",
                                 "headers = zeroblob(100000)",
                                 "headers = NULL",
                                 "headers = 'X: 1'",
                                 "headers = 7",
                                 "headers = 1.5",
                                 "headers = x'0d0a'",
                                 "channel = NULL",
                                 "channel = 'a'",
                                 "channel = 7",
                                 "channel = x'00'",
                                 "channel = x'610a62'",
                                 "channel = x'ff'",
                                 "channel = CAST('/a' AS BLOB)",
                                 "channel = CAST('/' AS BLOB)",
                                 "channel = zeroblob(3000)",
                                 "channel = x'617f'",
                                 "method = NULL",
                                 "method = 'POST'",
                                 "method = CAST('A B' AS BLOB)",
                                 "method = x'0d0a'",
                                 "method = zeroblob(5)",
                                 "method = CAST('GET / HTTP/1.1' AS BLOB)",
                                 "query = NULL",
                                 "query = x'0d0a'",
                                 "query = x'80'",
                                 "query = 1",
                                 "remote = NULL",
                                 "remote = x'1b5b324a'",
                                 "remote = zeroblob(300)",
                                 "time = NULL",
                                 "time = 'now'",
                                 "time = -1",
                                 "time = 9223372036854775807",
                                 "time = -9223372036854775808",
                                 "time = 8796093022208",
                                 "time = 1.5",
                                 "replay_of = -1",
                                 "replay_of = NULL",
                                 "replay_of = 'x'",
                                 "replay_of = 9223372036854775807",
                                 "body = NULL",
                                 "body = 'text'",
                                 "body = 17" })
            QTest::newRow(set) << QString::fromLatin1(set);
    }

    void aDamagedRowIsOneDamagedEvent()
    {
        QFETCH(QString, set);
        const std::vector<EventId> ids = makeFile(Events);
        QCOMPARE(ids.size(), Events);
        const EventId damaged = ids[5]; // of channel "a"
        runLoosely(QStringLiteral("UPDATE events SET %1 WHERE id = %2").arg(set).arg(damaged.value));
        std::vector<EventId> others = ids;
        std::erase(others, damaged);

        const auto log = makeLog();
        const auto opened = log->open();
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error()));
        std::vector<EventId> reported;
        connect(log.get(), &EventLog::damaged, this,
                [&reported](const DamagedEvent &event) { reported.push_back(event.id); });
        const EventLog::Page page = read(*log, {}, "a");
        QCOMPARE(page.error, QString());
        QCOMPARE(page.events.size(), size_t(1));
        QCOMPARE(page.events.front()->id, ids[0]);
        QCOMPARE(page.damaged.size(), size_t(1));
        QCOMPARE(page.damaged.front().id, damaged);
        QVERIFY(set.startsWith(QString::fromLatin1(page.damaged.front().field)));
        QCOMPARE(page.upTo, ids.back());
        QVERIFY(!find(*log, damaged));
        QCOMPARE(find(*log, ids[6])->body, fullDraft(6).body);

        for (const auto direction : { SearchTerms::Direction::Older, SearchTerms::Direction::Newer }) {
            for (const char *word : { "", "POST" }) {
                SearchTerms wanted;
                wanted.direction = direction;
                wanted.limit = 3;
                if (*word)
                    wanted.words = { word };
                std::vector<EventId> seen;
                for (const EventPreview &preview : searchAll(*log, wanted))
                    seen.push_back(preview.event.id);
                std::ranges::sort(seen);
                if (*word)
                    continue; // for words, see eventsearch_test.cpp
                QCOMPARE(seen, others);
            }
        }
        QVERIFY(append(*log, "a") > ids.back());
        QCOMPARE(reported, std::vector<EventId>{ damaged });
    }

    void thoseWhoReadBesideAServerPassItOver()
    {
        const std::vector<EventId> ids = makeFile(Events);
        for (const char *table : { "events", "unsafe_events" })
            Database(m_path).run(QStringLiteral("UPDATE %1 SET headers = x'0d' WHERE id IN (%2, %3)")
                                     .arg(QLatin1String(table))
                                     .arg(ids[2].value)
                                     .arg(ids[3].value));
        SqliteReader reader(m_path);
        EventId after;
        std::vector<EventId> seen;
        std::vector<EventId> damaged;
        while (after < ids.back()) { // a page each, and none twice
            const EventLog::Page page = reader.readAll(after, ids.back(), { .events = 1, .bytes = 1 });
            QCOMPARE(page.error, QString());
            QVERIFY(page.upTo > after);
            for (const EventPtr &event : page.events)
                seen.push_back(event->id);
            for (const DamagedEvent &event : page.damaged)
                damaged.push_back(event.id);
            after = page.upTo;
        }
        QCOMPARE(damaged, (std::vector<EventId>{ ids[2], ids[3] }));
        QCOMPARE(seen.size(), Events - 2);
        const auto found = reader.find(ids[2]);
        QVERIFY(!found && found.error().damaged);
        QVERIFY2(found.error().text.contains(QString::number(ids[2].value)), qPrintable(found.error().text));
        QVERIFY(reader.find(ids[4]));
    }

    void totalsAndPlacesMayBeAnything_data()
    {
        QTest::addColumn<QString>("sql");
        for (const char *sql :
             { "UPDATE shelves SET events = -1, bytes = -1",
               "UPDATE shelves SET events = 9223372036854775807",
               "UPDATE shelves SET bytes = 9223372036854775807",
               "UPDATE shelves SET bytes = -9223372036854775808",
               "UPDATE shelves SET pruned = 9223372036854775807",
               "UPDATE shelves SET pruned = -5",
               "UPDATE shelves SET forgotten = 9223372036854775807",
               "DELETE FROM shelves",
               "UPDATE shelves SET is_unsafe = 7 WHERE is_unsafe = 0",
               "INSERT INTO places VALUES (x'00', -9223372036854775808)",
               "INSERT INTO places VALUES (CAST('r' AS BLOB), 9223372036854775807)",
               "INSERT INTO marks VALUES (5, 9223372036854775807)",
               "UPDATE shelves SET marks = 9223372036854775807, room_in = -1, room_out = 9223372036854775807",
               "INSERT INTO clock VALUES (9223372036854775807, 9223372036854775807, 9223372036854775807)",
               "INSERT INTO clock VALUES (-5, -9223372036854775808, -1)",
               "INSERT INTO clock VALUES (1, 3000000000000, 9000000000000)",
               "DELETE FROM meta",
               "UPDATE meta SET value = x'00'",
               "UPDATE meta SET value = -9223372036854775808",
               "UPDATE unsafe_events SET id = 9223372036854775807 WHERE id = (SELECT max(id) FROM unsafe_events)",
               "UPDATE events SET id = 9223372036854775807 WHERE id = (SELECT max(id) FROM events)",
               "UPDATE events SET id = -1 WHERE id = (SELECT min(id) FROM events)",
               "UPDATE events SET id = 0 WHERE id = (SELECT min(id) FROM events)",
               "INSERT OR IGNORE INTO filed VALUES (0, 9223372036854775807)",
               "INSERT INTO filed VALUES (-9223372036854775808, -5)" })
            QTest::newRow(sql) << QString::fromLatin1(sql);
    }

    void totalsAndPlacesMayBeAnything()
    {
        QFETCH(QString, sql);
        QCOMPARE(makeFile(Events).size(), Events);
        Database(m_path).run(sql);
        const int found = askEverything();
        QVERIFY2(found >= int(Events) || found == -1, qPrintable(QString::number(found)));
    }

    /// One byte, anywhere in the file: it is refused in words, or serves what is whole.
    void anyFlippedByteIsSurvived()
    {
        const bool isLong = qEnvironmentVariableIsSet("HOOKBOT_TEST_FLIPS");
        const int flips = isLong ? qEnvironmentVariableIntValue("HOOKBOT_TEST_FLIPS") : 300;
        QCOMPARE(makeFile(50).size(), size_t(50));
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray whole = file.readAll();
        file.close();
        std::mt19937 random(13);
        int refused = 0;
        for (int i = 0; i < flips; ++i) {
            QByteArray bytes = whole;
            const auto at = qsizetype(random() % size_t(bytes.size()));
            bytes[at] = char(bytes[at] ^ char(1 + random() % 255));
            for (const char *suffix : { "-wal", "-shm" })
                QFile::remove(m_path + QLatin1String(suffix));
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(bytes), bytes.size());
            file.close();
            const int found = askEverything(i % 2 ? Retention{ .events = 20 } : Retention());
            refused += found == -1;
            QVERIFY2(found >= -1, qPrintable(QStringLiteral("flip %1 at %2: %3").arg(i).arg(at).arg(found)));
        }
        QVERIFY2(refused < flips / 2, qPrintable(QString::number(refused)));
    }
};

HOOKBOT_TEST(DamageTest)
#include "damage_test.moc"
