#include "serve.h"

#include "accesslog.h"
#include "allocator.h"
#include "broker.h"
#include "quantities.h"
#include "stopsignals.h"
#include "urlbase.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

namespace {

constexpr qsizetype ShortKey = 16; // bytes; a shorter one can be guessed from any token

} // namespace

CLI::App *ServeCommand::addTo(CLI::App &program)
{
    CLI::App *serve = program.add_subcommand("serve", "Run the server without a window");
    serve->add_option("-b,--bind", m_bind, "Where to listen: :8080, host:port or [IPv6]:port")
        ->capture_default_str()
        ->type_name("ADDRESS");
    serve->add_option("-k,--sslkey", m_sslKey, "Private key in PEM form: serve TLS, and nothing else")
        ->type_name("FILE");
    serve->add_option("-c,--sslcrt", m_sslCertificate, "Certificate in PEM form, its chain behind it")
        ->type_name("FILE");
    serve->add_option("--url-base", m_urlBase, "URL that clients use; its host is an allowed origin")->type_name("URL");
    serve->add_option("--max-body", m_maxBody, "Largest body of a publish")->capture_default_str()->type_name("BYTES");
    serve->add_option("--ping-interval", m_pingInterval, "Ping listeners so often; silent for two, they are dropped")
        ->capture_default_str()
        ->type_name("DURATION");
    serve->add_option("--listener-buffer", m_listenerBuffer, "Queue this much for a listener that reads slowly")
        ->capture_default_str()
        ->type_name("BYTES");
    serve->add_option("--allow-origin", m_allowedOrigins, "Let browser pages of this origin subscribe; repeatable")
        ->type_name("ORIGIN");
    m_log.addTo(*serve);
    m_routers.addTo(*serve);
    serve->add_flag("--no-sha1", m_noSha1, "Refuse the 40-digit tokens of hookbot before 0.19");
    return serve;
}

Settings ServeCommand::settings(const GlobalOptions &global) const
{
    Settings settings;
    settings.key = orThrow(global.key.read(), "serve");
    settings.bind = orThrow(BindAddress::parse(QString::fromStdString(m_bind)), "--bind");
    if (m_sslKey.empty() != m_sslCertificate.empty())
        throw CommandError(tr("--sslkey and --sslcrt go together: give both, or neither for plain HTTP"));
    if (!m_sslKey.empty())
        settings.tls = { QString::fromStdString(m_sslKey), QString::fromStdString(m_sslCertificate) };
    settings.acceptSha1Tokens = !m_noSha1;
    settings.maxBody = orThrow(parseBytes(QString::fromStdString(m_maxBody)), "--max-body");
    settings.listenerBuffer = orThrow(parseBytes(QString::fromStdString(m_listenerBuffer)), "--listener-buffer");
    settings.pingInterval = orThrow(parseDuration(QString::fromStdString(m_pingInterval)), "--ping-interval");
    for (const std::string &origin : m_allowedOrigins)
        settings.allowedOrigins.append(QByteArray::fromStdString(origin));
    if (!m_urlBase.empty()) {
        const QUrl base = orThrow(parseUrlBase(QString::fromStdString(m_urlBase)), "--url-base");
        settings.allowedOrigins.append(base.authority(QUrl::FullyEncoded).toLatin1());
    }
    m_log.applyTo(settings);
    m_routers.applyTo(settings);
    return settings;
}

int ServeCommand::run(const GlobalOptions &global, int &argc, char **argv)
{
    const Settings chosen = settings(global);
    tuneAllocator();
    const QCoreApplication application(argc, argv);
    LineLog log(LineLog::styleOfStderr(), logLevelOf(global.logLevel));
    LineLog::takeQtMessages(&log);
    const auto restore = qScopeGuard([] { LineLog::takeQtMessages(nullptr); });

    if (chosen.key.size() < ShortKey)
        log.write(LogLevel::Warning, "the key is short, and could be guessed from any token: make one of 32 bytes");

    AccessLog accessLog(log);
    Broker broker(chosen, { &accessLog });
    const auto stopSignals = StopSignals::install();
    QObject::connect(stopSignals.get(), &StopSignals::stopAsked, &broker, &Broker::stop);
    QObject::connect(stopSignals.get(), &StopSignals::reloadAsked, &broker, &Broker::reloadTls);
    QObject::connect(&broker, &Broker::stopped, &application, &QCoreApplication::quit);

    const BindAddress address = broker.start();
    log.write(LogLevel::Info, chosen.logFile ? "Events are kept in " + chosen.logFile->toUtf8()
                                             : QByteArray("Events are kept in memory, and end with the server"));
    log.write(LogLevel::Info, "Listening on " + address.toString().toUtf8());
    log.flush();
    const int status = QCoreApplication::exec();
    log.write(LogLevel::Info, "Stopped");
    return status;
}

} // namespace hookbot
