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

/// Channels that are worked on at once, where nothing is said: commands are programs of their own.
constexpr int DefaultJobs = 8;

/// The silence after which a server is given up, in ping intervals: 40 s with the default of 15.
constexpr double SilenceInPings = 40.0 / 15;

} // namespace

CLI::App *ListenCommand::addTo(CLI::App &program)
{
    CLI::App *listen = program.add_subcommand("listen", "Print events as they come, or run or post something for each");
    listen
        ->add_option("url", m_urls,
                     "What to listen to: wss://TOKEN@host/sub/channel; several at once. Others see it in ps, so rather "
                     "set HOOKBOT_URL")
        ->type_name("URL");
    listen
        ->add_option("--since", m_since, "First what came since: all, a duration (90s, 10m, 24h, 7d), or an event's id")
        ->type_name("SINCE");
    listen
        ->add_option("--filter", m_filters,
                     "Only events like this: channel=GLOB, header:NAME=GLOB or json:PATH=GLOB; repeatable, all must "
                     "hold")
        ->allow_extra_args(false)
        ->type_name("CONDITION");
    listen->add_option("-H,--header", m_headers, "Send this header when connecting, as 'Name: value'; repeatable")
        ->allow_extra_args(false)
        ->type_name("'NAME: VALUE'");
    listen->add_flag(
        "--unsafe-ok", m_unsafeOk,
        "Listen to /unsafe/sub/: you know that anybody may have sent what comes, and check its signatures");
    m_caFile.addTo(*listen);
    listen
        ->add_option("--ping-interval", m_pingInterval,
                     "Ping the server so often; silent for 2.7 of them, it is dialled anew")
        ->capture_default_str()
        ->type_name("DURATION");

    CLI::Option *json =
        listen->add_flag("--json", m_json, "Print each event as a JSON object with id, headers and all");
    CLI::Option *topic = listen->add_flag("--topic", m_topic, "Print the channel and a blank before each body");
    CLI::Option *raw = listen->add_flag("--raw", m_raw, "Print bodies as they are, on a terminal too");
    listen->add_flag("-0", m_endWithNul, "End each event with a NUL byte instead of a new line");

    CLI::Option *exec =
        listen
            ->add_option("--exec", m_exec,
                         "Run this for each event: the body on its standard input, the rest in HOOKBOT_ID, "
                         "HOOKBOT_CHANNEL, HOOKBOT_HEADER_*; one at a time per channel")
            ->type_name("COMMAND");
    CLI::Option *jobs = listen->add_option("--jobs", m_jobs, "Run so many at once, in whatever order")
                            ->check(CLI::Range(1, 1000))
                            ->type_name("NUMBER");
    CLI::Option *retry = listen->add_flag("--retry", m_retry, "Run a command that failed again until it succeeds");
    CLI::Option *forward =
        listen->add_option("--forward", m_forward, "Post each event there as it was sent; retries where nobody answers")
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

    CLI::Option *once = listen->add_flag("--once", m_once, "End after one event: the same as --count 1");
    listen->add_option("--count", m_count, "End after so many events")
        ->check(CLI::PositiveNumber)
        ->excludes(once)
        ->type_name("NUMBER");
    listen
        ->add_option("--state", m_state,
                     "Remember there what has been handled, and go on from it at the next start; with --exec it "
                     "implies --retry")
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
        throw CommandError(tr("give a URL like wss://TOKEN@host/sub/channel, or set HOOKBOT_URL"));
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
            throw CommandError(tr("--forward: give a URL like http://localhost:3000/hook")); // it may hold a password
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
    LineLog::takeQtMessages(&log);
    const auto restore = qScopeGuard([] { LineLog::takeQtMessages(nullptr); });

    std::optional<StateFile> state;
    if (!m_state.empty())
        state = orThrow(StateFile::open(QString::fromStdString(m_state)), "--state");
    const std::unique_ptr<Handler> handler = this->handler(log);
    ListenSession session(this->session(), *handler, state ? &*state : nullptr, log);
    return session.run();
}

} // namespace hookbot
