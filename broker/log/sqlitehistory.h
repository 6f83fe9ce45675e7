#pragma once

#include "broker/log/filing.h"
#include "broker/log/sqliteschema.h"
#include "broker/log/sqlitestatement.h"

namespace hookbot {

/// A statement for safe events, and one for unsafe ones.
struct SqliteStatements
{
    SqliteStatement safe;
    SqliteStatement unsafe;

    [[nodiscard]] SqliteStatement &operator[](Trust trust) { return trust == Trust::Unsafe ? unsafe : safe; }
    void finish()
    {
        safe.finish();
        unsafe.finish();
    }
};

/// Queries for the events that are filed under a name, in either way of filing. Used in the thread of its file.
class SqliteHistory
{
public:
    /// Throws SqliteError.
    explicit SqliteHistory(SqliteFile &file)
        : m_numbers(sqliteschema::numbersOf(file)),
          m_hasOld(sqliteschema::hasOldFiling(file))
    {
    }

    [[nodiscard]] const NameNumbers &numbers() const { return m_numbers; }
    /// Whether some events may be filed as hookbot 0.1.0 did.
    [[nodiscard]] bool hasOld() const { return m_hasOld; }

    /// The events of one name between two ids, exclusive, in id order: the id, and @p columns of the event `e`. @p
    /// order is ASC or DESC.
    [[nodiscard]] SqliteStatements ofName(const SqliteFile &file, const char *columns, const char *order) const
    {
        return { { file, sqlOfName(Trust::Safe, columns, order) }, { file, sqlOfName(Trust::Unsafe, columns, order) } };
    }
    [[nodiscard]] SqliteStatement &runOfName(SqliteStatements &statements, QByteArrayView name, qint64 after,
                                             qint64 before) const
    {
        SqliteStatement &statement = statements[trustOf(name)];
        const qint64 number = m_numbers.of(name);
        return m_hasOld ? statement.run(number, after, before, name, after, before)
                        : statement.run(number, after, before);
    }

    /// The id and @p columns of all events, safe and unsafe, between two ids, exclusive.
    [[nodiscard]] static QString ofAll(const char *columns, const char *order)
    {
        return QStringLiteral(
                   "SELECT e.id, %1 FROM events e WHERE e.id > ? AND e.id < ? UNION ALL SELECT e.id, %1 FROM "
                   "unsafe_events e WHERE e.id > ? AND e.id < ? ORDER BY 1 %2")
            .arg(QString::fromLatin1(columns), QString::fromLatin1(order));
    }
    static SqliteStatement &runOfAll(SqliteStatement &statement, qint64 after, qint64 before)
    {
        return statement.run(after, before, after, before);
    }

private:
    [[nodiscard]] QString sqlOfName(Trust trust, const char *columns, const char *order) const
    {
        QString sql = QStringLiteral("SELECT f.event, %1 FROM filed f JOIN %2 e ON e.id = f.event WHERE f.name = ? AND "
                                     "f.event > ? AND f.event < ?")
                          .arg(QString::fromLatin1(columns),
                               trust == Trust::Unsafe ? QStringLiteral("unsafe_events") : QStringLiteral("events"));
        // An event is filed in one of the two ways.
        if (m_hasOld)
            sql += QStringLiteral(" UNION ALL SELECT h.event, %1 FROM heard h JOIN events e ON e.id = h.event WHERE "
                                  "h.name = ? AND h.event > ? AND h.event < ?")
                       .arg(QString::fromLatin1(columns));
        return sql + QStringLiteral(" ORDER BY 1 ") + QString::fromLatin1(order);
    }

    NameNumbers m_numbers;
    bool m_hasOld;
};

} // namespace hookbot
