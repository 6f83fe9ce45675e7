#pragma once

#include <QtCore/QString>
#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>
#include <QtTest/QTest>

namespace hookbot {

/// Another program's connection to a SQLite file.
class Database
{
public:
    explicit Database(const QString &path) : m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), Name))
    {
        m_database.setDatabaseName(path);
        if (!m_database.open())
            QTest::qFail(qPrintable(m_database.lastError().text()), __FILE__, __LINE__);
    }
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;
    ~Database()
    {
        m_database.close();
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(Name);
    }

    /// What the first row of the answer has in its first column, if there is any.
    QVariant run(const QString &sql)
    {
        QSqlQuery query(m_database);
        if (!query.exec(sql))
            QTest::qFail(qPrintable(query.lastError().text()), __FILE__, __LINE__);
        return query.next() ? query.value(0) : QVariant();
    }

    /// Whether the totals in the file are those of its events, and nothing is left of an event that is gone.
    [[nodiscard]] bool isConsistent()
    {
        const bool hasOld = run(QStringLiteral("SELECT count(*) FROM sqlite_schema WHERE name = 'heard'")).toInt() > 0;
        const QString filed = hasOld ? QStringLiteral("(SELECT event FROM filed UNION ALL SELECT event FROM heard)")
                                     : QStringLiteral("(SELECT event FROM filed)");
        const QVariant wrong = run(
            QStringLiteral(
                "WITH every AS (SELECT id, length(channel) + length(body) + length(headers) + length(query) AS sent, "
                "(substr(channel, 1, 1) IS x'2f') AS is_unsafe FROM (SELECT * FROM events UNION ALL SELECT * FROM "
                "unsafe_events)) SELECT (SELECT count(*) FROM shelves s WHERE "
                "events != (SELECT count(*) FROM every e WHERE e.is_unsafe = s.is_unsafe) OR "
                "bytes < (SELECT coalesce(sum(sent), 0) FROM every e WHERE e.is_unsafe = s.is_unsafe) OR "
                "(events = 0) != (bytes = 0) OR "
                "marks != (SELECT count(*) FROM marks WHERE (name < 0) = is_unsafe) OR "
                "pruned >= (SELECT min(id) FROM every e WHERE e.is_unsafe = s.is_unsafe)) + "
                "(SELECT count(*) FROM %1 WHERE event NOT IN (SELECT id FROM every)) + "
                "(SELECT count(*) FROM every WHERE id NOT IN %1) + "
                "(SELECT count(*) FROM attributes WHERE event NOT IN (SELECT id FROM every)) + "
                "(SELECT count(*) FROM unsafe_events WHERE substr(channel, 1, 1) IS NOT x'2f')")
                .arg(filed));
        return wrong.isValid() && wrong.toLongLong() == 0;
    }

private:
    static inline const QString Name = QStringLiteral("test");

    QSqlDatabase m_database;
};

} // namespace hookbot
