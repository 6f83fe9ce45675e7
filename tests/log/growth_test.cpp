#include "broker/log/sqlitewriter.h"
#include "tests/log/asking.h"
#include "tests/log/database.h"
#include "tests/support/suite.h"

#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <functional>
#include <random>

using namespace hookbot;

/// What is weighed is what the file grows by, whatever the shapes of events, and a file stays within its limits.
class GrowthTest : public QObject
{
    Q_OBJECT

private:
    static constexpr qint64 MiB = 1024LL * 1024;

    Clock m_clock;

    using Shape = std::function<Draft(int)>;

    static QByteArray name(int i, qsizetype size) { return QByteArray::number(i).rightJustified(size, 'n'); }

    static std::vector<std::pair<const char *, Shape>> shapes()
    {
        return {
            { "empty, long names", [](int i) { return draft("/unsafe/" + name(i, 2000), ""); } },
            { "empty, deep names",
              [](int i) { return draft("/unsafe/" + name(i, 1000) + '/' + QByteArray("s/").repeated(28) + "x", ""); } },
            { "empty, deep short names",
              [](int i) { return draft("/unsafe/" + name(i, 8) + '/' + QByteArray("s/").repeated(28) + "x", ""); } },
            { "empty, one channel", [](int) { return draft("/unsafe/a", ""); } },
            { "half a page and a bit", [](int) { return draft("/unsafe/a", QByteArray(2040, 'x')); } },
            { "a small one and nearly a page",
              [](int i) { return draft("/unsafe/a", QByteArray(i % 2 == 0 ? 1 : 3980, 'x')); } },
            { "a third and two thirds of a page",
              [](int i) { return draft("/unsafe/a", QByteArray(i % 2 == 0 ? 1000 : 3060, 'x')); } },
            { "just over a page", [](int) { return draft("/unsafe/a", QByteArray(4100, 'x')); } },
            { "long query, no body",
              [](int i) {
                  Draft sent = draft("/unsafe/a/" + QByteArray::number(i), "");
                  sent.query = QByteArray(6000, 'q');
                  return sent;
              } },
        };
    }

    static qint64 sizeOfFile(const QString &path) { return QFileInfo(path).size(); }

private Q_SLOTS:
    void isWhatTheFileGrowsBy_data()
    {
        QTest::addColumn<int>("shape");
        int row = 0;
        for (const auto &[title, shape] : shapes())
            QTest::newRow(title) << row++;
    }

    void isWhatTheFileGrowsBy()
    {
        QFETCH(const int, shape);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("events"));
        {
            SqliteWriter writer(path, Sync::Normal, {}, m_clock.now());
            EventLog::Batch batch;
            for (int i = 0; i < 3000; ++i)
                batch.drafts.push_back(shapes()[size_t(shape)].second(i));
            QVERIFY(writer.append({ batch }));
        }
        const qint64 weight = Database(path).run(QStringLiteral("SELECT sum(bytes) FROM shelves")).toLongLong();
        const qint64 size = sizeOfFile(path);
        const QString figures = QStringLiteral("weighs %1, takes %2").arg(weight).arg(size);
        QVERIFY2(size < weight * 110 / 100 + MiB / 4, qPrintable(figures));
        // A row of just under half a page may count as one of just over it.
        QVERIFY2(weight < size * 210 / 100 + MiB / 4, qPrintable(figures));
    }

    void staysWithinItsLimits_data() { isWhatTheFileGrowsBy_data(); }

    /// Also among safe events, which stay.
    void staysWithinItsLimits()
    {
        QFETCH(const int, shape);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("events"));
        constexpr qint64 Limit = 2 * MiB;
        SqliteWriter writer(path, Sync::Normal, { .unsafeBytes = Limit }, m_clock.now());
        qint64 safe = 0;
        for (int i = 0; i < 6000;) {
            EventLog::Batch batch;
            for (int end = i + 100; i < end; ++i)
                batch.drafts.push_back(shapes()[size_t(shape)].second(i));
            batch.drafts.push_back(draft("a", QByteArray(1000, 'x')));
            safe += 1400;
            QVERIFY(writer.append({ batch }));
            QVERIFY(writer.prune());
        }
        while (*writer.prune()) {
        }
        const QString journal = path + QStringLiteral("-wal");
        const QString figures = QStringLiteral("%1 and %2").arg(sizeOfFile(path)).arg(sizeOfFile(journal));
        QVERIFY2(sizeOfFile(path) < Limit * 135 / 100 + 2 * safe + MiB, qPrintable(figures));
        QVERIFY2(sizeOfFile(journal) <= 9 * MiB, qPrintable(figures));
        QVERIFY(Database(path).isConsistent());
        QCOMPARE(Database(path).run(QStringLiteral("SELECT count(*) FROM events")).toInt(), 60);
    }

    /// An attribute is gone with its event, and weighs what it takes.
    void attributesGoWithTheirEvents()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("events"));
        SqliteWriter writer(path, Sync::Normal, { .events = 1 }, m_clock.now());
        QVERIFY(writer.append({ EventLog::Batch{ { draft("a"), draft("a") }, {} } }));
        {
            Database database(path);
            database.run(QStringLiteral("INSERT INTO attributes SELECT id, 1, 'value' FROM events"));
            database.run(QStringLiteral("UPDATE shelves SET bytes = bytes + 2 * 45 WHERE is_unsafe = 0"));
        }
        while (*writer.prune()) {
        }
        QCOMPARE(Database(path).run(QStringLiteral("SELECT count(*) FROM attributes")).toInt(), 1);
        QVERIFY(Database(path).isConsistent());
    }
};

HOOKBOT_TEST(GrowthTest)
#include "growth_test.moc"
