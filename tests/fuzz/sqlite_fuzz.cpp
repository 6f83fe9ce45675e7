#include "broker/log/sqlitereader.h"
#include "broker/log/sqlitewriter.h"
#include "tests/fuzz/fuzzing.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>

#include <array>

using namespace hookbot;

namespace {

constexpr int Events = 6;

const QTemporaryDir &folder()
{
    static const QTemporaryDir made(QStringLiteral("/dev/shm/hookbot-fuzz-XXXXXX")); // in memory, if it exists
    static const QTemporaryDir elsewhere;
    return made.isValid() ? made : elsewhere;
}

QString pathOfLog()
{
    return folder().filePath(QStringLiteral("events"));
}

/// The bytes of a log that is well, and its ids.
const std::pair<QByteArray, std::vector<EventId>> &healthyLog()
{
    static const auto made = [] {
        const QString path = folder().filePath(QStringLiteral("healthy"));
        std::vector<EventId> ids;
        {
            SqliteWriter writer(path, Sync::Normal, {}, [] { return std::chrono::system_clock::now(); });
            std::vector<EventLog::Batch> batches(1);
            for (int i = 0; i < Events; ++i) {
                Draft draft;
                draft.time = std::chrono::system_clock::now();
                draft.channel = i % 2 ? "a/b" : "/unsafe/a";
                draft.method = "POST";
                draft.query = "x=1";
                draft.headers.append("Content-Type", "text/plain");
                draft.body = "body";
                batches.front().drafts.push_back(draft);
            }
            const auto events = writer.append(std::move(batches));
            require(events.has_value());
            for (const EventPtr &event : *events)
                ids.push_back(event->id);
        }
        QFile file(path);
        require(file.open(QIODevice::ReadOnly));
        return std::pair(file.readAll(), ids);
    }();
    return made;
}

struct Column
{
    QString table;
    QString name;
    bool isInteger;
};

/// What rows have, whatever the schema is.
std::vector<Column> columnsOf(QSqlDatabase &database)
{
    std::vector<Column> found;
    QSqlQuery query(QStringLiteral("SELECT t.name, c.name, c.type FROM sqlite_schema t, pragma_table_info(t.name) c "
                                   "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY 1, 2"),
                    database);
    while (query.next()) {
        const QString name = query.value(1).toString();
        // Before Headers refused what is no header, nothing else was ever read back.
        if (name != u"headers" || headersFrom({}))
            found.push_back({ query.value(0).toString(), name, query.value(2).toString() == u"INTEGER" });
    }
    return found;
}

/// Carries out what the input says: column, rows and value, time and again.
void damage(Input &input)
{
    const QString connection = QStringLiteral("fuzz");
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), connection);
        database.setDatabaseName(pathOfLog());
        require(database.open());
        QSqlQuery(QStringLiteral("PRAGMA synchronous = OFF"), database);
        static const std::vector<Column> columns = columnsOf(database);
        database.transaction();
        for (int changes = 0; changes < 8 && !input.isEmpty(); ++changes) {
            const Column &column = columns[input.byte() % columns.size()];
            const int row = input.byte() % (Events + 1);
            QSqlQuery query(database);
            // One row of those that have a rowid, or all.
            QString sql = QStringLiteral("UPDATE OR IGNORE %1 SET %2 = ?").arg(column.table, column.name);
            if (row < Events && column.table == u"events")
                sql += QStringLiteral(" WHERE rowid = (SELECT rowid FROM events LIMIT 1 OFFSET %1)").arg(row);
            require(query.prepare(sql));
            QByteArray value = input.bytes(input.byte()).toByteArray();
            if (column.isInteger) {
                quint64 number = 0;
                for (const char c : value)
                    number = number << 8 | static_cast<unsigned char>(c);
                query.bindValue(0, qint64(number));
            } else {
                query.bindValue(0, value.isNull() ? QByteArray("") : value);
            }
            query.exec(); // refused, maybe, by the table's own rules
        }
        database.commit();
    }
    QSqlDatabase::removeDatabase(connection);
}

void walk(const EventPtr &event)
{
    if (!event)
        return;
    for (const auto &[name, value] : event->headers)
        require(!name.contains('\n') && !value.contains('\n'));
}

void readAll(const EventId &id)
{
    SqliteReader reader(pathOfLog());
    const EventId end{ std::numeric_limits<qint64>::max() };
    for (const char *name : { "", "a/b", "a/", "/unsafe/", "/unsafe/a" }) {
        const auto page = reader.read({}, end, { name }, {});
        for (const EventPtr &event : page.events)
            walk(event);
        static_cast<void>(reader.beforeNewest(Filter{ name }, 2));
    }
    for (const EventPtr &event : reader.readAll({}, end, {}).events)
        walk(event);
    if (const auto event = reader.find(id))
        walk(*event);
    static_cast<void>(reader.head());
    for (const auto direction : { SearchTerms::Direction::Older, SearchTerms::Direction::Newer }) {
        SearchTerms terms;
        terms.direction = direction;
        terms.words = { "body" };
        for (const EventPreview &preview : reader.search().search(terms, end).found)
            require(preview.size >= 0);
    }
    ChannelCounts::Continuation next;
    for (int steps = 0; steps < 20; ++steps) {
        const ChannelCounts counts = reader.search().count(next, { end, {}, {} });
        if (counts.isEnd || !counts.error.isEmpty())
            break;
        next = counts.next;
    }
    static_cast<void>(reader.search().totals());
}

} // namespace

/// Rows of any values, as a damaged file has them, end in events or in errors: for reading, searching and writing.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    for (const char *suffix : { "", "-wal", "-shm" })
        QFile::remove(pathOfLog() + QLatin1String(suffix));
    QFile file(pathOfLog());
    require(file.open(QIODevice::WriteOnly));
    file.write(healthyLog().first);
    file.close();
    Input input(data, size);
    const EventId id = healthyLog().second[input.byte() % Events];
    damage(input);
    try {
        readAll(id);
        SqliteWriter writer(pathOfLog(), Sync::Normal, { .events = 3 },
                            [] { return std::chrono::system_clock::now(); });
        for (int steps = 0; steps < 20 && writer.prune().value_or(false); ++steps) {
        }
    } catch (const SqliteError &) { // reported to an administrator
    }
    return 0;
}
