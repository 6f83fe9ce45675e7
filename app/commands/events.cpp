#include "app/commands/events.h"

#include "app/input/commanderror.h"
#include "app/input/quantities.h"
#include "app/output/eventformat.h"
#include "app/output/printable.h"
#include "app/output/standardoutput.h"
#include "app/output/terminal.h"
#include "broker/log/sqlitereader.h"
#include "broker/log/sqlitewriter.h"
#include "broker/log/storedevent.h"
#include "broker/stream/eventjson.h"
#include "broker/stream/since.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThread>

#include <cstdio>
#include <limits>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr auto TailInterval = 200ms; // between checks whether the file has changed

/// The value, or a CommandError.
template<typename T>
T orFail(tl::expected<T, QString> value)
{
    if (!value)
        throw CommandError(value.error());
    return *std::move(value);
}

} // namespace

CLI::App *EventsCommand::addTo(CLI::App &program)
{
    CLI::App *events = program.add_subcommand("events", "Inspect the events in a server's log");
    events->require_subcommand(1);
    m_list = events->add_subcommand("list", "List the newest events, one per line");
    m_show = events->add_subcommand("show", "Print the fields, headers and body of an event");
    m_tail = events->add_subcommand("tail", "Print events as they arrive, one per line");
    m_export = events->add_subcommand("export", "Print all events as JSON, one object per line");
    m_prune = events->add_subcommand("prune", "Delete old events now");

    for (CLI::App *command : { m_list, m_show, m_tail, m_export, m_prune })
        m_location.addTo(*command, "Log to read: sqlite:PATH (default: the log of hookbot serve)");
    for (CLI::App *command : { m_list, m_tail, m_export }) {
        command
            ->add_option("channel", m_channel,
                         "Only events of this channel, or of every channel below it if it ends in /; unsafe channels "
                         "begin with /unsafe/")
            ->type_name("CHANNEL");
        command
            ->add_option("--since", m_since,
                         "Only events since: all, an event's id, a duration (90s, 10m, 24h, 7d) or a time "
                         "(2026-11-28T10:00:00Z)")
            ->type_name("SINCE");
    }
    m_list->add_option("-n,--count", m_count, "Maximum number of events to list")
        ->check(CLI::PositiveNumber)
        ->capture_default_str()
        ->type_name("NUMBER");
    for (CLI::App *command : { m_list, m_show, m_tail })
        command->add_flag("--json", m_json, "Print JSON, one object per line");
    m_show->add_option("id", m_id, "Id of the event")->required()->type_name("ID");
    m_show->add_flag("--body", m_body, "Print only the body; byte for byte if the output is a file or a pipe");
    m_prune->add_option("--keep-events", m_keepEvents, "Maximum number of events to keep")->type_name("NUMBER");
    m_prune->add_option("--keep-bytes", m_keepBytes, "Maximum size of the log")->type_name("BYTES");
    m_prune->add_option("--keep-unsafe-bytes", m_keepUnsafeBytes, "Maximum size of the events of unsafe channels")
        ->type_name("BYTES");
    m_prune->add_option("--keep-for", m_keepFor, "Maximum age of events to keep")->type_name("DURATION");
    for (CLI::App *command : { m_list, m_show, m_tail, m_export, m_prune })
        command->fallthrough();
    return events;
}

std::optional<Filter> EventsCommand::filter() const
{
    return m_channel.empty() ? std::nullopt : std::optional(Filter{ QByteArray::fromStdString(m_channel) });
}

int EventsCommand::run(const GlobalOptions &, int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    try {
        if (m_show->parsed())
            show();
        else if (m_tail->parsed())
            tail();
        else if (m_prune->parsed())
            prune();
        else {
            SqliteReader reader(m_location.readableFile());
            m_json |= m_export->parsed();
            printAfter(reader, start(reader, m_export->parsed()));
        }
    } catch (const SqliteError &error) {
        throw CommandError(error.text());
    }
    return 0;
}

/// The id after which to begin: of `--since`, or for all events, or for the newest `--count`.
EventId EventsCommand::start(SqliteReader &reader, bool fromTheBeginning) const
{
    if (m_since.empty())
        return fromTheBeginning ? EventId() : orFail(reader.beforeNewest(filter(), m_count));
    const auto since = Since::parse(m_since, std::chrono::system_clock::now());
    if (!since)
        throw CommandError(
            tr("--since: %1 is not %2").arg(QString::fromStdString(m_since), QString::fromLatin1(Since::Rule)));
    if (since->from)
        return orFail(reader.positionAt(*since->from));
    return since->after ? *since->after : orFail(reader.head());
}

/// Prints the events after this id. Returns the id up to which all events have been printed.
EventId EventsCommand::printAfter(SqliteReader &reader, EventId after) const
{
    const EventId head = orFail(reader.head());
    const auto filter = this->filter();
    while (after < head) {
        const EventLog::Page page = filter ? reader.read(after, head, *filter, {}) : reader.readAll(after, head, {});
        if (!page.error.isEmpty())
            throw CommandError(page.error);
        for (const EventPtr &event : page.events)
            print(*event);
        for (const DamagedEvent &event : page.damaged)
            std::fprintf(stderr, "%s, skipped\n", qUtf8Printable(describe(event)));
        after = page.upTo;
    }
    StandardOutput::flush();
    return after;
}

void EventsCommand::print(const Event &event) const
{
    if (m_json) {
        StandardOutput::write((stdoutIsTerminal() ? printableJson(eventJson(event)) : eventJson(event)) + '\n');
        return;
    }
    QByteArray line = event.id.toByteArray() + "  " + localTime(event).toString(u"yyyy-MM-dd HH:mm:ss").toLatin1() +
                      "  " + printable(event.channel) + "  " + kindOf(event) + "  " +
                      QByteArray::number(event.body.size()) + " bytes";
    if (event.replayOf > EventId())
        line += "  replay of " + event.replayOf.toByteArray();
    StandardOutput::write(line + '\n');
}

void EventsCommand::show() const
{
    const EventPtr event = m_location.find(m_id);
    // Files and pipes get the bytes; a terminal would interpret control characters.
    const QByteArray body = stdoutIsTerminal() ? printableText(event->body) : event->body;
    if (m_body) {
        StandardOutput::write(body);
    } else if (m_json) {
        print(*event);
    } else {
        QByteArray text = "Event:    " + event->id.toByteArray() +
                          "\nTime:     " + localTime(*event).toString(Qt::ISODateWithMs).toLatin1() +
                          "\nChannel:  " + printable(event->channel) + "\nFrom:     " + printable(event->remote) +
                          "\nRequest:  " + printable(event->method) +
                          (event->query.isEmpty() ? QByteArray() : " ?" + printable(event->query)) + '\n';
        if (event->replayOf > EventId())
            text += "Replay of: " + event->replayOf.toByteArray() + '\n';
        text += '\n';
        for (const auto &[name, value] : event->headers)
            text += printable(name) + ": " + printable(value) + '\n';
        StandardOutput::write(text + '\n');
        StandardOutput::write(body);
        if (!event->body.endsWith('\n'))
            StandardOutput::write("\n");
    }
    StandardOutput::flush();
}

/// Until it is interrupted.
void EventsCommand::tail() const
{
    SqliteReader reader(m_location.readableFile());
    EventId place = m_since.empty() ? orFail(reader.head()) : start(reader, false);
    for (qint64 version = -1;;) {
        if (const qint64 now = reader.dataVersion(); now != version) {
            version = now;
            place = printAfter(reader, place);
        }
        QThread::msleep(TailInterval.count());
    }
}

void EventsCommand::prune() const
{
    if (m_keepEvents.empty() && m_keepBytes.empty() && m_keepUnsafeBytes.empty() && m_keepFor.empty())
        throw CommandError(tr("nothing to prune: give --keep-events, --keep-bytes, --keep-unsafe-bytes or --keep-for"));
    constexpr qint64 Everything = std::numeric_limits<qint64>::max() / 4;
    Retention retention{ Everything, Everything, Everything, std::chrono::years(100) };
    if (!m_keepEvents.empty())
        retention.events = orThrow(parseCount(QString::fromStdString(m_keepEvents)), "--keep-events");
    if (!m_keepBytes.empty())
        retention.bytes = orThrow(parseBytes(QString::fromStdString(m_keepBytes)), "--keep-bytes");
    if (!m_keepUnsafeBytes.empty())
        retention.unsafeBytes = orThrow(parseBytes(QString::fromStdString(m_keepUnsafeBytes)), "--keep-unsafe-bytes");
    if (!m_keepFor.empty())
        retention.age = orThrow(parseDuration(QString::fromStdString(m_keepFor)), "--keep-for");
    SqliteWriter writer(m_location.readableFile(), retention, [] { return std::chrono::system_clock::now(); });
    while (orFail(writer.prune())) {
    }
}

} // namespace hookbot
