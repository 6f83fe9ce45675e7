#include "app/commands/serve.h"

#include "app/input/commanderror.h"
#include "app/input/configfile.h"
#include "app/input/parsedby.h"
#include "app/input/quantities.h"
#include "app/input/urlbase.h"
#include "app/output/accesslog.h"
#include "app/output/standardoutput.h"
#include "app/process/allocator.h"
#include "app/process/service.h"
#include "app/process/servicemanager.h"
#include "app/process/stopsignals.h"
#include "broker/broker.h"
#include "broker/log/sqlitefile.h"
#include "broker/loop/callqueue.h"
#include "broker/net/tls.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

namespace {

constexpr qsizetype ShortKey = 16; // bytes; a shorter one can be guessed from any token

} // namespace

CLI::App *ServeCommand::addTo(CLI::App &program)
{
    CLI::App *serve = program.add_subcommand("serve", "Run the server without a window");
    m_parser = serve;
    serve->add_option("--config", m_config, "Read settings from this file; options on the command line take precedence")
        ->configurable(false)
        ->type_name("FILE");
    serve->add_flag("--check", m_check, "Check the settings and every file that the server would read, and exit")
        ->configurable(false);
    m_bindOption = serve->add_option("-b,--bind", m_bind, "Address to listen on: :8080, host:port or [IPv6]:port")
                       ->check(parsedBy(BindAddress::parse))
                       ->capture_default_str()
                       ->type_name("ADDRESS");
    serve->add_option("-k,--sslkey", m_sslKey, "Private key in PEM format; the server then accepts TLS only")
        ->type_name("FILE");
    serve->add_option("-c,--sslcrt", m_sslCertificate, "Certificate in PEM format, followed by its chain")
        ->type_name("FILE");
    serve->add_option("--url-base", m_urlBase, "Base URL that clients use; its host is an allowed origin")
        ->check(parsedBy(parseUrlBase))
        ->type_name("URL");
    serve->add_option("--max-body", m_maxBody, "Maximum size of a published body, at most 1GiB")
        ->check(parsedBy(parseBodySize))
        ->capture_default_str()
        ->type_name("BYTES");
    serve
        ->add_option("--ping-interval", m_pingInterval,
                     "Interval between pings; a listener that misses two is disconnected")
        ->check(parsedBy(parseDuration))
        ->capture_default_str()
        ->type_name("DURATION");
    serve
        ->add_option("--listener-buffer", m_listenerBuffer,
                     "Maximum size of the queue of a slow listener, which then reads from the log")
        ->check(parsedBy(parseBytes))
        ->capture_default_str()
        ->type_name("BYTES");
    serve
        ->add_option("--allow-origin", m_allowedOrigins,
                     "Allow browser pages of this origin to publish and subscribe; repeatable")
        ->type_name("ORIGIN");
    serve
        ->add_option("--trusted-proxy", m_trustedProxies,
                     "Trust this reverse proxy to report the address of its client: an address, a network or loopback; "
                     "repeatable")
        ->check(parsedBy([](const QString &text) { return TrustedProxies().add(text); }))
        ->type_name("ADDRESS");
    serve
        ->add_option("--proxy-header", m_proxyHeader,
                     "Header in which trusted proxies report the address of the client")
        ->transform(CLI::IsMember({ "x-forwarded-for", "forwarded" }, CLI::ignore_case))
        ->capture_default_str()
        ->type_name("FIELD");
    m_log.addTo(*serve);
    m_routers.addTo(*serve);
    serve->add_flag("--no-sha1", m_noSha1, "Refuse the 40-digit tokens of hookbot before version 0.19");
    return serve;
}

/// The settings of the options. Errors are added to @p faults.
Settings ServeCommand::settings(const GlobalOptions &global, Faults &faults) const
{
    Settings settings;
    faults.attempt([&] { settings.key = orThrow(global.key.read(), "serve"); });
    faults.attempt([&] { settings.bind = orThrow(BindAddress::parse(QString::fromStdString(m_bind)), "--bind"); });
    if (m_sslKey.empty() != m_sslCertificate.empty())
        faults.add(tr("TLS needs both --sslkey and --sslcrt: give both, or neither for plain HTTP"));
    else if (!m_sslKey.empty())
        settings.tls = { QString::fromStdString(m_sslKey), QString::fromStdString(m_sslCertificate) };
    settings.acceptSha1Tokens = !m_noSha1;
    faults.attempt([&] {
        settings.maxBody = orThrow(parseBodySize(QString::fromStdString(m_maxBody)), "--max-body");
        settings.listenerBuffer = orThrow(parseBytes(QString::fromStdString(m_listenerBuffer)), "--listener-buffer");
        settings.pingInterval = orThrow(parseDuration(QString::fromStdString(m_pingInterval)), "--ping-interval");
    });
    for (const std::string &origin : m_allowedOrigins)
        settings.allowedOrigins.append(QByteArray::fromStdString(origin));
    if (!m_urlBase.empty()) {
        faults.attempt([&] {
            const QUrl base = orThrow(parseUrlBase(QString::fromStdString(m_urlBase)), "--url-base");
            settings.allowedOrigins.append(base.authority(QUrl::FullyEncoded).toLatin1());
        });
    }
    for (const std::string &proxy : m_trustedProxies) {
        faults.attempt([&] {
            if (const auto added = settings.trustedProxies.add(QString::fromStdString(proxy)); !added)
                throw CommandError(QStringLiteral("--trusted-proxy: %1").arg(added.error()));
        });
    }
    if (m_proxyHeader == "forwarded")
        settings.trustedProxies.setField(TrustedProxies::Field::Forwarded);
    faults.attempt([&] { m_log.applyTo(settings); });
    faults.attempt([&] { m_routers.applyTo(settings); });
    return settings;
}

/// Checks the files that are read at the start. Opens none of them for writing.
void ServeCommand::checkFiles(const Settings &settings, Faults &faults)
{
    if (settings.tls) {
        if (const auto tls = loadTls(settings.tls->keyFile, settings.tls->certificateFile); !tls)
            faults.add(tls.error());
    }
    try {
        if (settings.logFile)
            SqliteFile::requireUsable(*settings.logFile);
    } catch (const SqliteError &error) {
        faults.add(error.text());
    }
}

int ServeCommand::run(const GlobalOptions &global, int &argc, char **argv)
{
    tuneAllocator();
    const QCoreApplication application(argc, argv);
    if (!m_config.empty())
        ConfigFile::read(m_config, *m_parser);
    Faults faults;
    Settings chosen = settings(global, faults);
    if (m_check)
        checkFiles(chosen, faults);
    faults.throwIfAny();
    if (m_check) {
        StandardOutput::write((m_config.empty() ? "The configuration" : QByteArray::fromStdString(m_config)) +
                              " is valid\n");
        StandardOutput::flush();
        return 0;
    }
    const auto manager = ServiceManager::find();
    chosen.inheritedSocket = orThrow(manager->inheritedSocket(), "serve");

    LineLog log(LineLog::styleOfStderr(), logLevelOf(global.logLevel));
    LineLog::handleQtMessages(&log);
    const auto restore = qScopeGuard([] { LineLog::handleQtMessages(nullptr); });

    if (chosen.retention.bytes < chosen.maxBody)
        log.write(LogLevel::Warning, "--keep-bytes is smaller than --max-body: larger events are deleted at once");
    if (chosen.key.size() < ShortKey)
        log.write(LogLevel::Warning, "The key is short and could be guessed from any token. Make one of 32 bytes.");

    Service service(*manager); // outlives the broker, whose thread calls it
    CallQueue toService;
    AccessLog accessLog(log);
    Broker broker(chosen, { &accessLog });
    accessLog.reportTotals([&service, &toService](const AccessLog::Totals &now, const AccessLog::Totals &minuteAgo) {
        toService.post([&service, listeners = now.listeners, published = now.published - minuteAgo.published] {
            service.minutePassed(listeners, published);
        });
    });
    const auto stopSignals = StopSignals::install();
    QObject::connect(stopSignals.get(), &StopSignals::stopAsked, &broker, &Broker::stop);
    QObject::connect(stopSignals.get(), &StopSignals::stopAsked, &service, &Service::stops);
    QObject::connect(stopSignals.get(), &StopSignals::reloadAsked, &service, &Service::reloadBegins);
    QObject::connect(stopSignals.get(), &StopSignals::reloadAsked, &broker, &Broker::reloadTls);
    QObject::connect(&broker, &Broker::tlsReloaded, &service, [&log, &service] {
        log.flush(); // the result of the reload
        service.reloadEnds();
    });
    QObject::connect(&broker, &Broker::stopped, &application, &QCoreApplication::quit);

    const BindAddress address = broker.start();
    log.write(LogLevel::Info, chosen.logFile
                                  ? "Events are kept in " + chosen.logFile->toUtf8()
                                  : QByteArray("Events are kept in memory and are lost when the server stops"));
    if (chosen.inheritedSocket && m_bindOption->count() > 0) {
        log.write(LogLevel::Warning, "--bind is ignored: a socket was passed in LISTEN_FDS, and its address is that of "
                                     "ListenStream= in the .socket unit");
    }
    log.write(LogLevel::Info, "Listening on " + address.toString().toUtf8());
    log.flush();
    service.ready(address.toString(), [&broker](auto answered) { broker.ping(std::move(answered)); });
    const int status = QCoreApplication::exec();
    log.write(LogLevel::Info, "Stopped");
    return status;
}

} // namespace hookbot
