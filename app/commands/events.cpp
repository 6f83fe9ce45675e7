#include "app/commands/events.h"

#include "app/input/commanderror.h"
#include "app/input/quantities.h"
#include "app/output/eventwords.h"
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

constexpr auto TailInterval = 200ms; // so often it is asked whether the file has changed

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
    CLI::App *events = program.add_subcommand("events", "Look at the events that a server keeps");
    events->require_subcommand(1);
    m_list = events->add_subcommand("list", "The newest events, a line each");
    m_show = events->add_subcommand("show", "One event: fields, headers and body");
    m_tail = events->add_subcommand("tail", "Events as they come, a line each");
    m_export = events->add_subcommand("export", "All events as JSON, one object a line");
    m_prune = events->add_subcommand("prune", "Drop old events now");

    for (CLI::App *command : { m_list, m_show, m_tail, m_export, m_prune })
        m_location.addTo(*command, "Of which log: sqlite:PATH (default: the one of hookbot serve)");
    for (CLI::App *command : { m_list, m_tail, m_export }) {
        command
            ->add_option("channel", m_channel,
                         "Of this channel, or of all below it where it ends in /; unsafe ones begin with /unsafe/")
            ->type_name("CHANNEL");
        command
            ->add_option("--since", m_since,
                         "all, an event's id, a duration (90s, 10m, 24h, 7d), or a time (2026-11-28T10:00:00Z)")
            ->type_name("SINCE");
    }
    m_list->add_option("-n,--count", m_count, "How many")
        ->check(CLI::PositiveNumber)
        ->capture_default_str()
        ->type_name("NUMBER");
    for (CLI::App *command : { m_list, m_show, m_tail })
        command->add_flag("--json", m_json, "As JSON, one object a line");
    m_show->add_option("id", m_id, "The event's id")->required()->type_name("ID");
    m_show->add_flag("--body", m_body, "The body alone: byte for byte into a file or a pipe");
    m_prune->add_option("--keep-events", m_keepEvents, "Keep so many events")->type_name("NUMBER");
    m_prune->add_option("--keep-bytes", m_keepBytes, "Keep so much")->type_name("BYTES");
    m_prune->add_option("--keep-unsafe-bytes", m_keepUnsafeBytes, "Keep so much of unsafe channels")
        ->type_name("BYTES");
    m_prune->add_option("--keep-for", m_keepFor, "Keep events so long")->type_name("DURATION");
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

/// The id after which to begin: `--since`, or all, or the newest few.
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

/// Prints what there is after this id; returns the id up to which everything has been printed.
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
    // A file or a pipe gets the bytes; a terminal would obey them.
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
        throw CommandError(tr("say what to keep: --keep-events, --keep-bytes, --keep-unsafe-bytes or --keep-for"));
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
