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

    /// Whether the totals in the file are those of its events, and no name is left of an event that is gone.
    [[nodiscard]] bool isConsistent()
    {
        const QVariant wrong = run(QStringLiteral(
            "SELECT (SELECT count(*) FROM shelves s WHERE "
            "events != (SELECT count(*) FROM events WHERE (substr(channel, 1, 1) IS x'2f') = is_unsafe) OR "
            "bytes != (SELECT coalesce(sum(128 + length(body) + length(headers) + length(channel) + length(query)), 0) "
            "FROM events WHERE (substr(channel, 1, 1) IS x'2f') = is_unsafe) "
            "OR "
            "pruned >= (SELECT min(id) FROM events WHERE (substr(channel, 1, 1) IS x'2f') = is_unsafe)) + "
            "(SELECT count(*) FROM heard WHERE event NOT IN (SELECT id FROM events)) + "
            "(SELECT count(*) FROM events WHERE id NOT IN (SELECT event FROM heard))"));
        return wrong.isValid() && wrong.toLongLong() == 0;
    }

private:
    static inline const QString Name = QStringLiteral("test");

    QSqlDatabase m_database;
};

} // namespace hookbot
