#include "broker/log/sqlitefile.h"

#include "broker/log/logclaim.h"
#include "broker/log/sqliteschema.h"
#include "broker/log/sqlitestatement.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QVariant>
#include <QtCore/QtEndian>
#include <QtSql/QSqlError>

#include <atomic>

namespace hookbot {

namespace {

/// `PRAGMA application_id`: "hkbt". Files of other programs are not touched.
constexpr qint64 ApplicationId = 0x686b6274;

/// How long a writer waits for another one that has the file: only `hookbot events prune` may be that.
constexpr const char *BusyTimeout = "QSQLITE_BUSY_TIMEOUT=5000";

struct FileText
{
    Q_DECLARE_TR_FUNCTIONS(SqliteLog)
};

QString noDriver()
{
    return FileText::tr("Qt's driver for SQLite is not installed (Debian: libqt6sql6-sqlite)");
}

QString noSqliteFile(const QString &path)
{
    return FileText::tr("%1 is not a log of hookbot: it is not an SQLite file").arg(path);
}

QString foreign(const QString &path)
{
    return FileText::tr("%1 is not a log of hookbot, but a file of another program").arg(path);
}

/// @p needed is the version of hookbot that the file names, if it does.
QString tooNew(const QString &path, qint64 version, const QString &needed = {})
{
    const QString use = needed.isEmpty() ? FileText::tr("use that, or another file")
                                         : FileText::tr("use hookbot %1 or later, or another file").arg(needed);
    return FileText::tr("%1 is a log of a newer hookbot (its schema is %2, this one knows %3): %4")
        .arg(path)
        .arg(version)
        .arg(sqliteschema::Version)
        .arg(use);
}

/// What an administrator reads; the numbers are SQLite's (https://www.sqlite.org/rescode.html).
QString messageOf(const QString &path, const QSqlError &error)
{
    constexpr int PrimaryCode = 0xff;
    switch (error.nativeErrorCode().toInt() & PrimaryCode) {
    case 5:
    case 6:
        return FileText::tr("%1: another program keeps it locked").arg(path);
    case 8:
        return FileText::tr("%1: it cannot be written").arg(path);
    case 11:
        return damagedFile(path);
    case 13:
        return FileText::tr("%1: the disk is full").arg(path);
    case 14:
        return FileText::tr("%1 cannot be opened").arg(path);
    case 26:
        return noSqliteFile(path);
    default:
        return QStringLiteral("%1: %2").arg(path, error.text());
    }
}

/// Throws SqliteError where the file's own bytes say that it is none of ours (https://www.sqlite.org/fileformat2.html,
/// section 1.3). What is newer, a log beside it has, so this can pass over much, but refuses nothing that is fine.
void checkHeader(const QString &path)
{
    constexpr QByteArrayView Magic("SQLite format 3", 16); // its NUL byte counts
    constexpr qsizetype Size = 100;
    constexpr qsizetype Pages = 28;
    constexpr qsizetype UserVersion = 60;
    constexpr qsizetype Application = 68;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        throw SqliteError(QStringLiteral("%1: %2").arg(path, file.errorString()));
    const QByteArray header = file.read(Size);
    if (header.isEmpty())
        return; // SQLite makes a database of it
    if (header.size() < Size || !header.startsWith(Magic))
        throw SqliteError(noSqliteFile(path));
    const auto number = [&header](qsizetype at) { return qFromBigEndian<quint32>(header.constData() + at); };
    const bool isUnfinished = number(Application) == 0 && number(Pages) <= 1;
    if (number(Application) != ApplicationId && !isUnfinished)
        throw SqliteError(foreign(path));
    if (qint64(number(UserVersion)) > sqliteschema::Version)
        throw SqliteError(tooNew(path, number(UserVersion)));
}

} // namespace

QString damagedFile(const QString &path)
{
    return FileText::tr("%1 is damaged: move it away, and .recover of the sqlite3 program may save what it holds")
        .arg(path);
}

SqliteError::SqliteError(const QString &path, const QSqlError &error)
    : std::runtime_error(messageOf(path, error).toStdString())
{
}

void SqliteFile::requireFile(const QString &path)
{
    if (!QFile::exists(path))
        throw SqliteError(FileText::tr("%1: there is no such file").arg(path));
}

void SqliteFile::requireUsable(const QString &path)
{
    if (!QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE")))
        throw SqliteError(noDriver());
    QFileInfo folder(QFileInfo(path).absolutePath());
    while (!folder.exists()) // it would be created
        folder = QFileInfo(folder.absolutePath());
    if (!folder.isDir())
        throw SqliteError(FileText::tr("%1: its folder cannot be made").arg(path));
    if (!folder.isWritable())
        throw SqliteError(FileText::tr("%1: nothing can be written to its folder").arg(path));
    if (const QFileInfo file(path); file.exists()) {
        if (!file.isFile())
            throw SqliteError(FileText::tr("%1 is not a file").arg(path));
        if (!file.isWritable())
            throw SqliteError(FileText::tr("%1: it cannot be written").arg(path));
        if (!LogClaim::isHeldHere(path)) // or closing it would release SQLite's locks
            checkHeader(path);
    }
}

QString SqliteFile::libraryVersion()
{
    QString version;
    if (!QSqlDatabase::isDriverAvailable(QStringLiteral("QSQLITE")))
        return version;
    const QString connection = QStringLiteral("hookbot-version");
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(QStringLiteral(":memory:"));
        if (database.open()) {
            QSqlQuery query(QStringLiteral("SELECT sqlite_version()"), database);
            if (query.next())
                version = query.value(0).toString();
        }
    }
    QSqlDatabase::removeDatabase(connection); // once nothing refers to it
    return version;
}

void SqliteFile::makeFolderOf(const QString &path)
{
    if (!QDir().mkpath(QFileInfo(path).absolutePath()))
        throw SqliteError(FileText::tr("%1: its folder cannot be made").arg(path));
}

/// SQLite copies its permissions to the files next to it.
void SqliteFile::makePrivate(const QString &path)
{
    if (QFile::exists(path))
        return;
    makeFolderOf(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        throw SqliteError(QStringLiteral("%1: %2").arg(path, file.errorString()));
}

SqliteFile::SqliteFile(const QString &path, Sync sync) : m_path(path)
{
    makePrivate(path);
    open(QString::fromLatin1(BusyTimeout));
    const qint64 version = checkedVersion();
    if (version == 0) {                 // these have no effect once there is a table
        run("PRAGMA page_size = 4096"); // see growth.h
        run("PRAGMA auto_vacuum = INCREMENTAL");
    }
    run("PRAGMA journal_mode = WAL");
    run(sync == Sync::Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
    run("PRAGMA cache_size = -8192"); // KiB
    run("PRAGMA journal_size_limit = 8388608");
    migrate(version);
}

SqliteFile::SqliteFile(const QString &path) : m_path(path)
{
    requireFile(path);
    open(QStringLiteral("QSQLITE_OPEN_READONLY;") + QString::fromLatin1(BusyTimeout));
    if (checkedVersion() != sqliteschema::Version)
        throw SqliteError(
            FileText::tr("%1 is a log of an older hookbot: start this one's server on it once").arg(path));
}

SqliteFile::Connection::~Connection()
{
    for (QSqlQuery *query : { &beginReading, &beginWriting, &commit })
        *query = QSqlQuery();
    database.close();
    database = QSqlDatabase();
    QSqlDatabase::removeDatabase(name);
}

void SqliteFile::open(const QString &options)
{
    static std::atomic<int> connections = 0;
    m_connection.name = QStringLiteral("hookbot-%1").arg(++connections);
    QSqlDatabase &database = m_connection.database;
    database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection.name);
    if (!database.isValid())
        throw SqliteError(noDriver());
    database.setDatabaseName(m_path);
    database.setConnectOptions(options);
    if (!database.open())
        throw SqliteError(m_path, database.lastError());
    for (const auto &[query, sql] :
         { std::pair{ &m_connection.beginReading, "BEGIN" }, std::pair{ &m_connection.beginWriting, "BEGIN IMMEDIATE" },
           std::pair{ &m_connection.commit, "COMMIT" } }) {
        *query = QSqlQuery(database);
        if (!query->prepare(QString::fromLatin1(sql)))
            throw SqliteError(m_path, query->lastError());
    }
}

void SqliteFile::carryOut(QSqlQuery &query)
{
    if (!query.exec())
        throw SqliteError(m_path, query.lastError());
}

/// The schema version of a file that can be used; 0 for an empty one.
qint64 SqliteFile::checkedVersion()
{
    const qint64 application = number("PRAGMA application_id");
    const qint64 version = number("PRAGMA user_version");
    const bool isEmpty = application == 0 && version == 0 && number("SELECT count(*) FROM sqlite_schema") == 0;
    if (!isEmpty && application != ApplicationId)
        throw SqliteError(foreign(m_path));
    if (version > sqliteschema::Version)
        throw SqliteError(tooNew(m_path, version, sqliteschema::neededVersion(*this)));
    return version;
}

void SqliteFile::migrate(qint64 version)
{
    SqliteTransaction transaction(*this, SqliteTransaction::Kind::Write);
    if (version < sqliteschema::Version) {
        sqliteschema::bringUpToDate(*this, version);
        run(qPrintable(QStringLiteral("PRAGMA application_id = %1").arg(ApplicationId)));
        run(qPrintable(QStringLiteral("PRAGMA user_version = %1").arg(sqliteschema::Version)));
    }
    // Changes nothing, and fails if the file cannot be written: otherwise the transaction might only read.
    run("DELETE FROM shelves WHERE is_unsafe < 0");
    transaction.commit();
}

void SqliteFile::run(const char *sql)
{
    QSqlQuery query(m_connection.database);
    if (!query.exec(QString::fromLatin1(sql)))
        throw SqliteError(m_path, query.lastError());
}

qint64 SqliteFile::number(const char *sql)
{
    QSqlQuery query(m_connection.database);
    if (!query.exec(QString::fromLatin1(sql)) || !query.next())
        throw SqliteError(m_path, query.lastError());
    return query.value(0).toLongLong();
}

QByteArray SqliteFile::bytes(const char *sql)
{
    QSqlQuery query(m_connection.database);
    if (!query.exec(QString::fromLatin1(sql)))
        throw SqliteError(m_path, query.lastError());
    return query.next() ? query.value(0).toByteArray() : QByteArray();
}

} // namespace hookbot
