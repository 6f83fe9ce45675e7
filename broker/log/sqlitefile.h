#pragma once

#include "broker/log/sync.h"

#include <QtCore/QString>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>

#include <stdexcept>

namespace hookbot {

/// Why SQLite failed, for an administrator. Thrown by SqliteFile, SqliteStatement and SqliteTransaction; caught by
/// SqliteWriter and SqliteReader, which return it as a value.
class SqliteError : public std::runtime_error
{
public:
    SqliteError(const QString &path, const QSqlError &error);
    explicit SqliteError(const QString &message) : std::runtime_error(message.toStdString()) {}

    [[nodiscard]] QString text() const { return QString::fromUtf8(what()); }
};

/// The message that the file is damaged, and what to do.
[[nodiscard]] QString damagedFile(const QString &path);

/// One connection to the file of a log, opened, checked, and with the newest schema (broker/log/README.md). Used in the
/// thread that created it.
class SqliteFile
{
public:
    /// For writing: creates the file if there is none, and updates an older schema. Throws SqliteError if the file
    /// belongs to another program or a newer hookbot, is damaged, or cannot be written; then it is unchanged.
    SqliteFile(const QString &path, Sync sync);

    /// For reading, next to a process or thread that writes. Throws SqliteError.
    explicit SqliteFile(const QString &path);

    /// Throws SqliteError if there is no file at this path.
    static void requireFile(const QString &path);

    /// Throws SqliteError if the file at this path cannot be the log of a server: it is something else, or it or the
    /// files next to it cannot be created or written. Changes nothing; a server may have the file open.
    static void requireUsable(const QString &path);

    /// The version of the SQLite that Qt's driver uses; empty if there is no driver.
    [[nodiscard]] static QString libraryVersion();

    /// Creates the folder for a file at this path. Throws SqliteError.
    static void makeFolderOf(const QString &path);

    /// Creates an empty file that only its owner can read, if there is none. Throws SqliteError.
    static void makePrivate(const QString &path);

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] const QSqlDatabase &database() const { return m_connection.database; }

    /// Executes one statement without values. Throws SqliteError.
    void run(const char *sql);

    /// The number that a pragma or another statement returns. Throws SqliteError.
    [[nodiscard]] qint64 number(const char *sql);

    /// The bytes that a statement returns; empty if it returns no row. Throws SqliteError.
    [[nodiscard]] QByteArray bytes(const char *sql);

private:
    /// Closed in its destructor, also if a constructor of SqliteFile throws.
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

} // namespace hookbot
