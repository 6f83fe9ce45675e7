#pragma once

#include "broker/log/sqlitefile.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtSql/QSqlQuery>

#include <optional>

namespace hookbot {

/// A prepared statement. Its file must outlive it.
class SqliteStatement
{
public:
    SqliteStatement(const SqliteFile &file, const QString &sql);

    /// Binds the values to the statement's question marks, and executes it. Throws SqliteError.
    template<typename... Values>
    SqliteStatement &run(const Values &...values)
    {
        int position = 0;
        (bind(position++, values), ...);
        execute();
        return *this;
    }
    void bind(int position, qint64 value) { m_query.bindValue(position, value); }
    /// The bytes must exist until execute() has returned.
    void bind(int position, QByteArrayView value);
    void execute();

    /// Advances to the next row. False if there are no more. Throws SqliteError.
    bool next();
    [[nodiscard]] qint64 number(int column) const { return m_query.value(column).toLongLong(); }
    [[nodiscard]] QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }
    /// The value of a column that is an integer, or bytes; nullopt if it is anything else, which is possible in a
    /// damaged file, whatever its schema says.
    [[nodiscard]] std::optional<qint64> integer(int column) const;
    [[nodiscard]] std::optional<QByteArray> blob(int column) const;

    /// The number of rows that it has changed.
    [[nodiscard]] qint64 changed() const { return m_query.numRowsAffected(); }

    /// Ends reading, so that a transaction can end.
    void finish() { m_query.finish(); }

private:
    QString m_path;
    QSqlQuery m_query;
};

/// A transaction. Rolled back unless it is committed.
class SqliteTransaction
{
public:
    enum class Kind { Read, Write };

    /// Throws SqliteError.
    SqliteTransaction(SqliteFile &file, Kind kind);
    ~SqliteTransaction();
    SqliteTransaction(const SqliteTransaction &) = delete;
    SqliteTransaction &operator=(const SqliteTransaction &) = delete;

    /// Throws SqliteError: then the transaction is rolled back.
    void commit();

private:
    SqliteFile &m_file;
    bool m_open = true;
};

} // namespace hookbot
