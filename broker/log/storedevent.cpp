#include "broker/log/storedevent.h"

#include "broker/event/eventrules.h"
#include "broker/log/sqlitestatement.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

QString describe(const DamagedEvent &event)
{
    return QCoreApplication::translate("SqliteLog", "event %1 is damaged: its %2 cannot be what was published")
        .arg(event.id.value)
        .arg(QString::fromLatin1(event.field));
}

namespace stored {

namespace {

/// The columns of the fields of an event; -1 for those that are not in the row.
struct Columns
{
    int time;
    int channel;
    int method;
    int query;
    int headers;
    int remote;
    int replayOf;
    int body;
};

/// Reads the fields of a row one by one, and remembers the first invalid one.
class Fields
{
public:
    explicit Fields(const SqliteStatement &row) : m_row(row) {}

    [[nodiscard]] const QByteArray &fault() const { return m_fault; }

    void take(int column, const char *name, QByteArray &value)
    {
        if (column < 0)
            return;
        if (auto bytes = m_row.blob(column))
            value = *std::move(bytes);
        else
            refuse(name);
    }

    void take(int column, const char *name, EventId &value)
    {
        if (column < 0)
            return;
        if (const auto number = m_row.integer(column))
            value = { *number };
        else
            refuse(name);
    }

    void take(int column, const char *name, std::chrono::system_clock::time_point &value)
    {
        if (column < 0)
            return;
        const auto number = m_row.integer(column);
        if (const auto time = number ? timeOfMilliseconds(*number) : std::nullopt)
            value = *time;
        else
            refuse(name);
    }

    void take(int column, const char *name, Headers &value)
    {
        if (column < 0)
            return;
        auto bytes = m_row.blob(column);
        if (auto headers = bytes ? Headers::parse(*std::move(bytes)) : std::nullopt)
            value = *std::move(headers);
        else
            refuse(name);
    }

private:
    void refuse(const char *name)
    {
        if (m_fault.isEmpty())
            m_fault = name;
    }

    const SqliteStatement &m_row;
    QByteArray m_fault;
};

std::optional<DamagedEvent> fill(Event &event, const SqliteStatement &row, const Columns &columns)
{
    Fields fields(row);
    fields.take(columns.time, "time", event.time);
    fields.take(columns.channel, "channel", event.channel);
    fields.take(columns.method, "method", event.method);
    fields.take(columns.query, "query", event.query);
    fields.take(columns.headers, "headers", event.headers);
    fields.take(columns.remote, "remote", event.remote);
    fields.take(columns.replayOf, "replay_of", event.replayOf);
    fields.take(columns.body, "body", event.body);
    QByteArray fault = fields.fault();
    if (fault.isEmpty())
        fault = damagedFieldOf(event).value_or(QByteArrayView()).toByteArray();
    return fault.isEmpty() ? std::nullopt : std::optional(DamagedEvent{ event.id, fault });
}

} // namespace

EventId id(const SqliteStatement &row)
{
    const EventId id{ row.integer(0).value_or(0) };
    return isPlausible(id) ? id : EventId();
}

tl::expected<EventPtr, DamagedEvent> event(const SqliteStatement &row)
{
    static constexpr Columns All{ 1, 2, 3, 4, 5, 6, 7, 8 };
    auto event = std::make_shared<Event>();
    event->id = { row.integer(0).value_or(0) };
    if (auto damage = fill(*event, row, All))
        return tl::unexpected(*std::move(damage));
    return event;
}

tl::expected<Event, DamagedEvent> brief(const SqliteStatement &row)
{
    static constexpr Columns Brief{ 1, 2, -1, -1, -1, -1, 3, -1 };
    Event event;
    event.id = { row.integer(0).value_or(0) };
    if (auto damage = fill(event, row, Brief))
        return tl::unexpected(*std::move(damage));
    return event;
}

std::optional<DamagedEvent> complete(Event &brief, const SqliteStatement &row)
{
    static constexpr Columns Rest{ -1, -1, 0, 1, 2, 3, -1, 4 };
    return fill(brief, row, Rest);
}

} // namespace stored

} // namespace hookbot
