#include "app/input/logoptions.h"

#include "app/input/commanderror.h"
#include "app/input/logfile.h"
#include "app/input/parsedby.h"
#include "app/input/quantities.h"
#include "broker/log/sqlitereader.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

namespace {

constexpr qint64 BytesOfFile = 1024LL * 1024 * 1024;
constexpr qint64 BytesOfMemory = 64LL * 1024 * 1024;

/// The file of `sqlite:PATH`; nullopt for `memory:`.
tl::expected<std::optional<QString>, QString> parseLog(const QString &text)
{
    static const QString prefix = QStringLiteral("sqlite:");
    if (text == u"memory:")
        return std::nullopt;
    if (text.startsWith(prefix) && text.size() > prefix.size())
        return text.sliced(prefix.size());
    return tl::unexpected(LogOptions::tr("%1 is neither memory: nor sqlite:PATH").arg(text));
}

} // namespace

CLI::Option *LogLocation::addTo(CLI::App &command, const char *what)
{
    return command.add_option("--log", log, what)->type_name("LOG");
}

std::optional<QString> LogLocation::file() const
{
    return log.empty() ? defaultLogFile() : orThrow(parseLog(QString::fromStdString(log)), "--log");
}

QString LogLocation::readableFile() const
{
    const auto found = file();
    if (!found)
        throw CommandError(LogOptions::tr(
            "--log: only the server can read a log in memory: request its events with ?poll=1 or ?replay=ID"));
    return *found;
}

EventPtr LogLocation::find(const std::string &id) const
{
    const auto number = EventId::parse(id);
    if (!number)
        throw CommandError(LogOptions::tr("%1 is not the id of an event").arg(QString::fromStdString(id)));
    try {
        const auto event = SqliteReader(readableFile()).find(*number);
        if (!event)
            throw CommandError(event.error().text);
        if (!*event)
            throw CommandError(LogOptions::tr("the log does not contain event %1").arg(QString::fromStdString(id)));
        return *event;
    } catch (const SqliteError &error) {
        throw CommandError(error.text());
    }
}

void LogOptions::addTo(CLI::App &serve)
{
    m_location.addTo(serve, "Where to keep events: memory: or sqlite:PATH (default: a file in the data folder)")
        ->check(parsedBy(parseLog));
    serve
        .add_option("--sync", m_sync,
                    "full: 200 means that the event is on disk; normal: a power failure may lose the last events")
        ->check(CLI::IsMember({ "full", "normal" }))
        ->capture_default_str()
        ->type_name("MODE");
    serve.add_option("--keep-events", m_keepEvents, "Maximum number of events to keep")
        ->check(parsedBy(parseCount))
        ->capture_default_str()
        ->type_name("NUMBER");
    serve.add_option("--keep-bytes", m_keepBytes, "Maximum size of the log (default: 1GiB, or 64MiB in memory)")
        ->check(parsedBy(parseBytes))
        ->type_name("BYTES");
    serve.add_option("--keep-for", m_keepFor, "Maximum age of events to keep")
        ->check(parsedBy(parseDuration))
        ->capture_default_str()
        ->type_name("DURATION");
    serve
        .add_option("--keep-unsafe-bytes", m_keepUnsafeBytes,
                    "Maximum size of the events of unsafe channels (default: a quarter of --keep-bytes)")
        ->check(parsedBy(parseBytes))
        ->type_name("BYTES");
}

void LogOptions::applyTo(Settings &settings) const
{
    const auto bytes = [](const std::string &text, const char *option, qint64 otherwise) {
        return text.empty() ? otherwise : orThrow(parseBytes(QString::fromStdString(text)), option);
    };
    settings.logFile = m_location.file();
    settings.sync = m_sync == "full" ? Sync::Full : Sync::Normal;
    settings.retention =
        Retention::withDefaultShare(orThrow(parseCount(QString::fromStdString(m_keepEvents)), "--keep-events"),
                                    bytes(m_keepBytes, "--keep-bytes", settings.logFile ? BytesOfFile : BytesOfMemory),
                                    orThrow(parseDuration(QString::fromStdString(m_keepFor)), "--keep-for"));
    qint64 &unsafeBytes = settings.retention.unsafeBytes;
    unsafeBytes = bytes(m_keepUnsafeBytes, "--keep-unsafe-bytes", unsafeBytes);
}

} // namespace hookbot
