#include "broker/log/sqlitestatement.h"

#include <QtCore/QVariant>
#include <QtSql/QSqlError>

namespace hookbot {

SqliteStatement::SqliteStatement(const SqliteFile &file, const QString &sql)
    : m_path(file.path()),
      m_query(file.database())
{
    m_query.setForwardOnly(true);
    if (!m_query.prepare(sql))
        throw SqliteError(m_path, m_query.lastError());
}

void SqliteStatement::bind(int position, QByteArrayView value)
{
    // Qt binds a null QByteArray as NULL; no bytes are a value here.
    m_query.bindValue(position, value.isEmpty() ? QByteArray("") : QByteArray::fromRawData(value.data(), value.size()));
}

void SqliteStatement::execute()
{
    if (!m_query.exec())
        throw SqliteError(m_path, m_query.lastError());
}

bool SqliteStatement::next()
{
    if (m_query.next())
        return true;
    if (m_query.lastError().isValid())
        throw SqliteError(m_path, m_query.lastError());
    return false;
}

std::optional<qint64> SqliteStatement::integer(int column) const
{
    const QVariant value = m_query.value(column);
    return value.typeId() == QMetaType::LongLong ? std::optional(value.toLongLong()) : std::nullopt;
}

std::optional<QByteArray> SqliteStatement::blob(int column) const
{
    const QVariant value = m_query.value(column); // of NULL it is a QString
    return value.typeId() == QMetaType::QByteArray ? std::optional(value.toByteArray()) : std::nullopt;
}

SqliteTransaction::SqliteTransaction(SqliteFile &file, Kind kind) : m_file(file)
{
    m_file.carryOut(kind == Kind::Write ? m_file.m_connection.beginWriting : m_file.m_connection.beginReading);
}

SqliteTransaction::~SqliteTransaction()
{
    if (!m_open)
        return;
    QSqlQuery query(m_file.database()); // where it fails, SQLite has rolled back by itself
    query.exec(QStringLiteral("ROLLBACK"));
}

void SqliteTransaction::commit()
{
    m_file.carryOut(m_file.m_connection.commit);
    m_open = false;
}

} // namespace hookbot
