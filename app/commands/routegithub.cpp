#include "app/commands/routegithub.h"

#include "app/input/commanderror.h"
#include "app/input/headerfield.h"
#include "app/output/linelog.h"
#include "broker/routers/githubrouter.h"

namespace hookbot {

namespace {

const QString SameHost = QStringLiteral("samehost");

} // namespace

CLI::App *RouteGitHubCommand::addTo(CLI::App &program)
{
    CLI::App *route =
        program.add_subcommand("route-github", "Route GitHub's webhooks for a server that does not run this router");
    route
        ->add_option("-u,--monitor-url", m_monitorUrl,
                     "URL to listen to: wss://TOKEN@host/unsafe/sub/github.com/; a missing token is made from the key")
        ->required()
        ->type_name("URL");
    route->add_option("--origin", m_origin, "Origin to send: samehost, or a URL")
        ->envname("HOOKBOT_ORIGIN")
        ->default_str("samehost")
        ->type_name("ORIGIN");
    route->add_option("-H,--header", m_headers, "Send this header when connecting; repeatable")
        ->envname("HOOKBOT_HEADER")
        ->allow_extra_args(false)
        ->type_name("'NAME: VALUE'");
    m_github.addTo(*route);
    route->add_flag("--sha1", m_sha1, "Publish with 40-digit tokens, as hookbot before version 0.19 requires");
    m_caFile.addTo(*route);
    route
        ->add_option(
            "--state", m_state,
            "Record routed events in this file and continue after them at the next start, if the server keeps a log")
        ->type_name("FILE");
    return route;
}

listen::Watch::Options RouteGitHubCommand::watch(const QByteArray &key) const
{
    listen::Watch::Options watch;
    watch.url = QUrl(QString::fromStdString(m_monitorUrl), QUrl::StrictMode);
    if (watch.url.userName().isEmpty()) {
        const QByteArray path = watch.url.path(QUrl::FullyDecoded).toUtf8();
        watch.url.setUserName(QString::fromLatin1(makeToken(key, path, m_sha1 ? TokenKind::Sha1 : TokenKind::Sha256)));
    }
    const QString origin = m_origin.empty() ? SameHost : QString::fromStdString(m_origin);
    // The same as the Host of the handshake, with which a server compares it.
    const int defaultPort = watch.url.scheme() == u"wss" || watch.url.scheme() == u"https" ? 443 : 80;
    const QByteArray host =
        watch.url.host(QUrl::FullyEncoded).toLatin1() + ':' + QByteArray::number(watch.url.port(defaultPort));
    watch.headers.append({ QByteArray("Origin"), origin == SameHost ? "//" + host : origin.toUtf8() });
    watch.headers.append(UnsafeIsOk);
    for (const std::string &header : m_headers) {
        const auto [name, value] = orThrow(parseHeaderField(header), "--header");
        watch.headers.append({ name, value });
    }
    watch.caFile = m_caFile.path();
    return watch;
}

RouteHandler::Server RouteGitHubCommand::server(const QByteArray &key) const
{
    RouteHandler::Server server;
    server.url = QUrl(QString::fromStdString(m_monitorUrl), QUrl::StrictMode);
    server.key = key;
    server.tokenKind = m_sha1 ? TokenKind::Sha1 : TokenKind::Sha256;
    server.tls = m_caFile.tls();
    return server;
}

int RouteGitHubCommand::run(const GlobalOptions &global, int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QByteArray key = orThrow(global.key.read(), "route-github");
    const GitHubRouter router(m_github.rule("route-github"));

    LineLog log(LineLog::styleOfStderr(), logLevelOf(global.logLevel));
    LineLog::handleQtMessages(&log);
    const auto restore = qScopeGuard([] { LineLog::handleQtMessages(nullptr); });

    std::optional<StateFile> state;
    if (!m_state.empty())
        state = orThrow(StateFile::open(QString::fromStdString(m_state)), "--state");
    RouteHandler handler(router, server(key), log);
    ListenSession::Options options;
    options.watches.push_back(orThrow(checkedWatch(watch(key)), "--monitor-url"));
    ListenSession session(std::move(options), handler, state ? &*state : nullptr, log);
    return session.run();
}

} // namespace hookbot
