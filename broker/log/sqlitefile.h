#pragma once

#include "broker/log/sync.h"

#include <QtCore/QString>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>

#include <optional>
#include <stdexcept>

namespace hookbot {

/// What SQLite could not do, in words for an administrator. Thrown by what stands in this file, and caught by
/// SqliteWriter and SqliteReader, which return it as a value.
class SqliteError : public std::runtime_error
{
public:
    SqliteError(const QString &path, const QSqlError &error);
    explicit SqliteError(const QString &message) : std::runtime_error(message.toStdString()) {}

    [[nodiscard]] QString text() const { return QString::fromUtf8(what()); }
};

/// Says that the file is damaged, and what to do.
[[nodiscard]] QString damagedFile(const QString &path);

/// One connection to the file of a log: opened, checked, of the newest schema (broker/log/README.md). Used in the
/// thread that made it.
class SqliteFile
{
public:
    /// For writing: makes the file where there is none, and brings an older schema up to date. Throws SqliteError where
    /// the file is none of ours, newer than this program, damaged, or cannot be written; it is left as it was, then.
    SqliteFile(const QString &path, Sync sync);

    /// For reading, beside whoever writes. Throws SqliteError.
    explicit SqliteFile(const QString &path);

    /// Throws SqliteError where there is no file of this path.
    static void requireFile(const QString &path);

    /// Throws SqliteError where a file of this path cannot be the log of a server: it is something else, or it, or what
    /// stands beside it, cannot be made or written. Looks only, also while a server has it.
    static void requireUsable(const QString &path);

    /// The version of the SQLite that Qt's driver runs on; empty where there is no driver.
    [[nodiscard]] static QString libraryVersion();

    /// Makes the folder for a file of this path. Throws SqliteError.
    static void makeFolderOf(const QString &path);

    /// Makes an empty file that only its owner can read, where there is none. Throws SqliteError.
    static void makePrivate(const QString &path);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const QSqlDatabase &database() const { return m_connection.database; }

    /// Carries out one statement without values. Throws SqliteError.
    void run(const char *sql);

    /// The number that a pragma or another statement gives. Throws SqliteError.
    [[nodiscard]] qint64 number(const char *sql);

    /// The bytes that a statement gives; empty where it gives no row. Throws SqliteError.
    [[nodiscard]] QByteArray bytes(const char *sql);

private:
    /// Closed at its end, also where a constructor throws.
    struct Connection
    {
        Connection() = default;
        Connection(const Connection &) = delete;
        Connection &operator=(const Connection &) = delete;
        ~Connection();

        QString name;
        QSqlDatabase database;
        QSqlQuery beginReading;
        QSqlQuery beginWriting;
        QSqlQuery commit;
    };

    void open(const QString &options);
    [[nodiscard]] qint64 checkedVersion();
    void migrate(qint64 version);
    void carryOut(QSqlQuery &query);

    friend class SqliteTransaction;

    QString m_path;
    Connection m_connection;
};

/// A prepared statement, for as long as its file is open.
class SqliteStatement
{
public:
    SqliteStatement(const SqliteFile &file, const QString &sql);

    /// Binds the values to the statement's question marks, and carries it out. Throws SqliteError.
    template<typename... Values>
    SqliteStatement &run(const Values &...values)
    {
        int position = 0;
        (bind(position++, values), ...);
        execute();
        return *this;
    }
    void bind(int position, qint64 value) { m_query.bindValue(position, value); }
    /// The bytes have to be there until execute() is done.
    void bind(int position, QByteArrayView value);
    void execute();

    /// Goes to the next row; false where there is none. Throws SqliteError.
    bool next();
    [[nodiscard]] qint64 number(int column) const { return m_query.value(column).toLongLong(); }
    [[nodiscard]] QByteArray bytes(int column) const { return m_query.value(column).toByteArray(); }
    /// What the column has if it is an integer, or bytes; nullopt if it is anything else, as it may be in a file that
    /// is damaged, whatever its schema says.
    [[nodiscard]] std::optional<qint64> integer(int column) const;
    [[nodiscard]] std::optional<QByteArray> blob(int column) const;

    /// How many rows it has changed.
    [[nodiscard]] qint64 changed() const { return m_query.numRowsAffected(); }

    /// Lets go of what it reads, so that a transaction can end.
    void finish() { m_query.finish(); }

private:
    QString m_path;
    QSqlQuery m_query;
};

/// A transaction, taken back unless it is committed.
class SqliteTransaction
{
public:
    enum class Kind { Read, Write };

    /// Throws SqliteError.
    SqliteTransaction(SqliteFile &file, Kind kind);
    ~SqliteTransaction();
    SqliteTransaction(const SqliteTransaction &) = delete;
    SqliteTransaction &operator=(const SqliteTransaction &) = delete;

    /// Throws SqliteError: what was done in it is not there, then.
    void commit();

private:
    SqliteFile &m_file;
    bool m_open = true;
};

} // namespace hookbot
