#include "app/commands/listen.h"

#include "app/input/commanderror.h"
#include "app/input/headerfield.h"
#include "app/input/quantities.h"
#include "app/listening/exechandler.h"
#include "app/listening/forwardhandler.h"
#include "app/listening/printhandler.h"
#include "app/output/linelog.h"
#include "app/output/terminal.h"
#include "app/posting/eventrequest.h"
#include "broker/routers/condition.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

namespace hookbot {

namespace {

/// The default number of channels that are handled at once; each command is a process.
constexpr int DefaultJobs = 8;

/// After this silence, in ping intervals, the client reconnects: 40 s with the default of 15 s.
constexpr double SilenceInPings = 40.0 / 15;

} // namespace

CLI::App *ListenCommand::addTo(CLI::App &program)
{
    CLI::App *listen =
        program.add_subcommand("listen", "Print events as they arrive, or run a command or send a request for each");
    listen
        ->add_option("url", m_urls,
                     "URL to listen to, such as wss://TOKEN@host/sub/channel; repeatable. Visible to other users in "
                     "ps, so prefer HOOKBOT_URL")
        ->type_name("URL");
    listen
        ->add_option(
            "--since", m_since,
            "Deliver past events first: all, those of a duration (90s, 10m, 24h, 7d), or those after an event's id")
        ->type_name("SINCE");
    listen
        ->add_option(
            "--filter", m_filters,
            "Only events that match channel=GLOB, header:NAME=GLOB or json:PATH=GLOB; repeatable, all must match")
        ->allow_extra_args(false)
        ->type_name("CONDITION");
    listen->add_option("-H,--header", m_headers, "Send this header when connecting; repeatable")
        ->allow_extra_args(false)
        ->type_name("'NAME: VALUE'");
    listen->add_flag("--unsafe-ok", m_unsafeOk,
                     "Allow URLs of /unsafe/sub/, whose events anyone may have published; verify their signatures");
    m_caFile.addTo(*listen);
    listen
        ->add_option("--ping-interval", m_pingInterval,
                     "Interval between pings; reconnect after 2.7 intervals of silence")
        ->capture_default_str()
        ->type_name("DURATION");

    CLI::Option *json =
        listen->add_flag("--json", m_json, "Print each event as a JSON object with its id, headers and body");
    CLI::Option *topic = listen->add_flag("--topic", m_topic, "Print the channel and a space before each body");
    CLI::Option *raw = listen->add_flag("--raw", m_raw, "Print bodies unchanged, even on a terminal");
    listen->add_flag("-0", m_endWithNul, "End each event with a NUL byte instead of a newline");

    CLI::Option *exec =
        listen
            ->add_option("--exec", m_exec,
                         "Run this command for each event, with the body on standard input and HOOKBOT_ID, "
                         "HOOKBOT_CHANNEL and HOOKBOT_HEADER_* in its environment; one at a time per channel")
            ->type_name("COMMAND");
    CLI::Option *jobs = listen->add_option("--jobs", m_jobs, "Maximum number of commands to run at once, in any order")
                            ->check(CLI::Range(1, 1000))
                            ->type_name("NUMBER");
    CLI::Option *retry = listen->add_flag("--retry", m_retry, "Run a failed command again until it succeeds");
    CLI::Option *forward =
        listen
            ->add_option("--forward", m_forward,
                         "Send each event to this URL as it was published; retry until the receiver answers")
            ->type_name("URL");
    jobs->needs(exec);
    retry->needs(exec);
    for (CLI::Option *print : { json, topic, raw }) {
        print->excludes(exec);
        print->excludes(forward);
    }
    exec->excludes(forward);
    json->excludes(topic);
    raw->excludes(json);

    CLI::Option *once = listen->add_flag("--once", m_once, "Exit after one event; same as --count 1");
    listen->add_option("--count", m_count, "Exit after this number of events")
        ->check(CLI::PositiveNumber)
        ->excludes(once)
        ->type_name("NUMBER");
    listen
        ->add_option(
            "--state", m_state,
            "Record handled events in this file and continue after them at the next start; implies --retry with --exec")
        ->type_name("FILE");
    return listen;
}

QStringList ListenCommand::urls() const
{
    QStringList urls;
    for (const std::string &url : m_urls)
        urls.append(QString::fromStdString(url));
    if (urls.isEmpty())
        urls =
            qEnvironmentVariable("HOOKBOT_URL").split(QRegularExpression(QStringLiteral("\\s+")), Qt::SkipEmptyParts);
    if (urls.isEmpty())
        throw CommandError(
            tr("no URL to listen to: give one such as wss://TOKEN@host/sub/channel, or set HOOKBOT_URL"));
    return urls;
}

ListenSession::Options ListenCommand::session() const
{
    ListenSession::Options session;
    listen::Watch::Options common;
    common.since = QByteArray::fromStdString(m_since);
    common.caFile = m_caFile.path();
    common.pingInterval = orThrow(parseDuration(QString::fromStdString(m_pingInterval)), "--ping-interval");
    common.longestSilence = std::chrono::milliseconds(qRound64(double(common.pingInterval.count()) * SilenceInPings));
    for (const std::string &header : m_headers) {
        const auto [name, value] = orThrow(parseHeaderField(header), "--header");
        common.headers.append({ name, value });
    }
    if (m_unsafeOk)
        common.headers.append(UnsafeIsOk);
    QSet<QString> names;
    for (const QString &url : urls()) {
        listen::Watch::Options watch = common;
        watch.url = QUrl(url, QUrl::StrictMode);
        auto checked = checkedWatch(std::move(watch));
        if (!checked)
            throw CommandError(checked.error());
        const QString name = ListenSession::nameOf(checked->url);
        if (names.contains(name))
            throw CommandError(tr("%1 is given twice").arg(name));
        names.insert(name);
        session.watches.push_back(*std::move(checked));
    }
    session.order = m_jobs > 0 ? Deliveries::Order{ m_jobs, false } : Deliveries::Order{ DefaultJobs, true };
    if (m_once || m_count > 0)
        session.count = m_once ? 1 : m_count;
    session.isEachSaved = !prints();
    std::vector<Condition> conditions;
    for (const std::string &filter : m_filters)
        conditions.push_back(orThrow(Condition::parse(QByteArray::fromStdString(filter)), "--filter"));
    JsonPathSet paths;
    for (const Condition &condition : conditions)
        condition.addPath(paths);
    session.isWanted = [conditions, paths](const Event &event) {
        const Message message(event.channel, event.headers, event.body, &paths);
        return std::ranges::all_of(conditions, [&](const Condition &each) { return each.matches(message); });
    };
    return session;
}

std::unique_ptr<Handler> ListenCommand::handler(LineLog &log) const
{
    if (!m_exec.empty())
        return std::make_unique<ExecHandler>(QString::fromStdString(m_exec), m_retry || !m_state.empty(), log);
    if (!m_forward.empty()) {
        auto url = parseHttpUrl(m_forward);
        if (!url)
            throw CommandError(
                tr("--forward: not an http or https URL: use one such as http://localhost:3000/hook")); // it may hold a
                                                                                                        // password
        return std::make_unique<ForwardHandler>(*std::move(url));
    }
    using Form = PrintHandler::Style::Form;
    const bool isOnTerminal = stdoutIsTerminal() && !m_raw;
    const bool isForPeople = isOnTerminal && !m_topic && !m_json && !m_endWithNul;
    const Form form = m_json ? Form::Json : m_topic ? Form::Topic : isForPeople ? Form::Pretty : Form::Body;
    const bool colours = isForPeople && qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb";
    return std::make_unique<PrintHandler>(
        PrintHandler::Style{ form, m_endWithNul ? '\0' : '\n', colours, isOnTerminal });
}

int ListenCommand::run(const GlobalOptions &global, int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    LineLog log(LineLog::styleOfStderr(), logLevelOf(global.logLevel));
    LineLog::handleQtMessages(&log);
    const auto restore = qScopeGuard([] { LineLog::handleQtMessages(nullptr); });

    std::optional<StateFile> state;
    if (!m_state.empty())
        state = orThrow(StateFile::open(QString::fromStdString(m_state)), "--state");
    const std::unique_ptr<Handler> handler = this->handler(log);
    ListenSession session(this->session(), *handler, state ? &*state : nullptr, log);
    return session.run();
}

} // namespace hookbot
