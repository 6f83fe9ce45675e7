#include "app/desktop/desktopserver.h"

#include "app/desktop/freeport.h"
#include "app/desktop/settingscheck.h"
#include "app/desktop/settingstable.h"
#include "app/input/logfile.h"
#include "app/input/urlbase.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

DesktopServer::DesktopServer(Parts parts, QObject *parent)
    : ServerControl(parent),
      m_parts(std::move(parts)),
      m_canary(m_parts.clocks),
      m_certificate(m_parts.clocks)
{
    m_parts.monitor.hide(Canary::Channel);
    connect(&m_parts.monitor, &BrokerRunner::stopped, this, [this] {
        m_address.reset();
        m_certificate.stop();
        if (const auto then = std::exchange(m_afterStop, {}))
            then();
    });
    connect(&m_parts.monitor, &Monitor::statusChanged, this, &DesktopServer::statusChanged);
    connect(&m_canary, &Canary::healthChanged, &m_parts.monitor, &BrokerRunner::setHealth);
    connect(&m_parts.keys, &KeyStore::noticed, &m_parts.program, &DesktopProgram::note);
    connect(&m_parts.keys, &KeyStore::found, this, &DesktopServer::retry);
    connect(&m_certificate, &CertificateWatch::changed, &m_parts.monitor, &BrokerRunner::reloadTls);
    // The canary trusts the certificate that is in use and no other.
    connect(&m_certificate, &CertificateWatch::renewed, this, &DesktopServer::watchHealth);
    connect(&m_certificate, &CertificateWatch::noticed, &m_parts.program, &DesktopProgram::note);
    connect(&m_parts.program, &DesktopProgram::quitAsked, this, &DesktopServer::stopAndExit);
}

bool DesktopServer::load()
{
    const PreferencesFile::Loaded loaded = m_parts.file.load();
    m_settings = loaded.preferences.server;
    m_isPaused = m_settings.startsPaused;
    m_parts.program.load(loaded.preferences.window);
    for (const Notice &notice : loaded.notices)
        m_parts.program.note(notice);
    if (loaded.isFirst)
        save(m_settings);
    return loaded.isFirst;
}

void DesktopServer::start()
{
    enqueue([this] { loadKey(); });
}

void DesktopServer::retry()
{
    enqueue([this] {
        if (m_parts.monitor.isRunning())
            finish();
        else
            loadKey();
    });
}

void DesktopServer::loadKey()
{
    const auto loaded = [this](const tl::expected<QByteArray, QString> &key) {
        m_keyError = key ? QString() : key.error();
        if (!key)
            m_parts.monitor.fail(key.error());
        else if (!m_parts.program.isQuitting()) [[maybe_unused]]
            const auto started = startServer(); // a failure is in the monitor's status
        finish();
    };
    if (m_parts.keys.key().isEmpty())
        m_parts.keys.load(loaded);
    else
        loaded(m_parts.keys.key());
}

// Work, in turn

void DesktopServer::enqueue(std::function<void()> work)
{
    m_work.push_back(std::move(work));
    QMetaObject::invokeMethod(this, &DesktopServer::doNext, Qt::QueuedConnection);
}

void DesktopServer::doNext()
{
    if (m_isBusy || m_parts.program.isQuitting() || m_work.empty())
        return;
    m_isBusy = true;
    const auto work = std::move(m_work.front());
    m_work.pop_front();
    work();
}

void DesktopServer::finish()
{
    m_isBusy = false;
    QMetaObject::invokeMethod(this, &DesktopServer::doNext, Qt::QueuedConnection);
}

// The server

tl::expected<Settings, QString> DesktopServer::brokerSettings() const
{
    Settings settings;
    settings.key = m_parts.keys.key();
    const auto bind = BindAddress::parse(m_settings.bind);
    if (!bind)
        return tl::unexpected(bind.error());
    settings.bind = isDefaultAddress(m_settings) ? freeAddressNear(*bind) : *bind;
    if (m_settings.tlsKeyFile.isEmpty() != m_settings.tlsCertificateFile.isEmpty())
        return tl::unexpected(
            tr("TLS needs both a private key and a certificate. Set both files in the settings, or neither."));
    if (!m_settings.tlsKeyFile.isEmpty())
        settings.tls = { m_settings.tlsKeyFile, m_settings.tlsCertificateFile };
    settings.logFile = defaultLogFile();
    settings.retention = Retention::withDefaultShare(m_settings.keepEvents, m_settings.keepBytes, m_settings.keepFor);
    settings.maxBody = m_settings.maxBody;
    settings.ownOrigin = OwnOrigin::LoopbackHost;
    if (const auto base = parseUrlBase(m_settings.urlBase); base)
        settings.allowedOrigins.append(base->authority(QUrl::FullyEncoded).toLatin1());
    return settings;
}

/// Where it listens, or why it cannot start, which the monitor reports too.
tl::expected<BindAddress, QString> DesktopServer::startBroker()
{
    auto wanted = brokerSettings();
    if (!wanted) {
        m_parts.monitor.fail(wanted.error());
        return tl::unexpected(wanted.error());
    }
    auto address = m_parts.monitor.start(*wanted, m_parts.observers);
    // Another program may have bound the port since it was found free: look for another one.
    for (quint16 port = wanted->bind.port; !address && isDefaultAddress(m_settings); port = wanted->bind.port) {
        wanted = brokerSettings();
        if (!wanted || wanted->bind.port <= port)
            break;
        address = m_parts.monitor.start(*wanted, m_parts.observers);
    }
    if (!address)
        return tl::unexpected(address.error());
    return *address;
}

tl::expected<void, QString> DesktopServer::startServer()
{
    const auto address = startBroker();
    if (!address)
        return tl::unexpected(address.error());
    m_address = *address;
    m_parts.monitor.setUrlBase(m_settings.urlBase);
    if (m_isPaused)
        m_parts.monitor.setPaused(true);
    watchHealth();
    m_certificate.start(m_settings.tlsKeyFile, m_settings.tlsCertificateFile);
    Q_EMIT listening(address->toString());
    if (isDefaultAddress(m_settings) && address->toString() != m_settings.bind) {
        m_parts.program.note(
            { Notice::Severity::Information, tr("Port in use"),
              tr("Another program uses %1, so hookbot listens on %2 this time. To keep the same port, choose one in "
                 "the settings.")
                  .arg(m_settings.bind, address->toString()) });
    }
    return {};
}

void DesktopServer::stopServer(std::function<void()> then)
{
    m_canary.stop();
    const bool isStopping = bool(m_afterStop);
    if (!isStopping && !m_parts.monitor.isRunning()) {
        then();
        return;
    }
    m_afterStop = std::move(then);
    if (!isStopping)
        m_parts.monitor.stop();
}

void DesktopServer::statusChanged(const ServerStatus &status)
{
    const bool isPaused = status.state == ServerStatus::State::Paused;
    if (!m_address || m_afterStop || (!isPaused && status.state != ServerStatus::State::Serving))
        return;
    if (std::exchange(m_isPaused, isPaused) != isPaused)
        watchHealth();
}

/// A paused server refuses test events, so its health is not checked.
void DesktopServer::watchHealth()
{
    if (m_isPaused || !m_address)
        m_canary.stop();
    else
        m_canary.start({ *m_address, m_settings.tlsCertificateFile, m_parts.keys.key() });
}

// Settings

void DesktopServer::apply(const ServerSettings &settings, Applied done)
{
    enqueue([this, settings, done = std::move(done)] { applyNow(settings, done); });
}

void DesktopServer::reload(std::function<void(const QString &error)> done)
{
    // In turn: what the window changed before is in the file by then.
    enqueue([this, done = std::move(done)] {
        auto changed = m_parts.file.reload();
        if (!changed) {
            done(tr("%1. The settings have not changed.").arg(changed.error()));
            finish();
            return;
        }
        changed->window.startsAtLogin = m_parts.program.preferences().startsAtLogin;
        applyNow(changed->server, [this, window = changed->window, done](const QList<PreferenceFault> &faults) {
            if (faults.isEmpty()) {
                m_parts.program.apply(window, [](const QList<PreferenceFault> &) {});
                m_certificate.check();
            }
            QStringList messages;
            for (const PreferenceFault &fault : faults)
                messages.append(fault.message);
            done(messages.join(u'\n'));
        });
    });
}

void DesktopServer::applyNow(const ServerSettings &settings, const Applied &done)
{
    const QList<PreferenceFault> faults = faultsOf(settings, m_address);
    if (!faults.isEmpty()) {
        done(faults);
        finish();
        return;
    }
    const ServerSettings before = std::exchange(m_settings, settings);
    if (needsRestart(before, settings) && !m_parts.keys.key().isEmpty()) {
        stopServer([this, before, done, isRunning = m_parts.monitor.isRunning()] {
            if (!m_parts.program.isQuitting() && !isRunning) {
                // A server that had failed may fail again, for a reason that the change has nothing to do with.
                [[maybe_unused]] const auto started = startServer();
                save(before);
                done({});
            } else if (!m_parts.program.isQuitting()) {
                restart(before, done);
            }
            finish();
        });
        return;
    }
    if (m_parts.monitor.isRunning())
        m_parts.monitor.setUrlBase(settings.urlBase);
    save(before);
    done({});
    finish();
}

/// Starts with the new settings; if that fails, with those from before.
void DesktopServer::restart(const ServerSettings &before, const Applied &done)
{
    const auto started = startServer();
    if (started) {
        save(before);
        done({});
        return;
    }
    m_settings = before;
    const auto again = startServer();
    m_parts.program.note(
        { Notice::Severity::Trouble, tr("The new settings did not work"),
          again ? tr("The server could not start with the new settings (%1). It runs with the previous ones.")
                      .arg(started.error())
                : tr("The server could not start with the new settings (%1), nor with the previous ones (%2).")
                      .arg(started.error(), again.error()) });
    done({ { PreferenceFault::Field::Bind, started.error() } });
}

/// Saves the settings, and reports a change from @p before.
void DesktopServer::save(const ServerSettings &before)
{
    if (const auto saved = m_parts.file.save(m_settings); !saved)
        m_parts.program.note(PreferencesFile::notSaved(saved.error()));
    if (before != m_settings)
        Q_EMIT settingsChanged(m_settings);
}

// The key

ServerControl::KeyAnswer DesktopServer::key() const
{
    return { m_parts.keys.key(), m_parts.keys.key().isEmpty() ? m_keyError : QString() };
}

void DesktopServer::changeKey(const QByteArray &key, std::function<void(const QString &error)> done)
{
    const auto changed = [this, done = std::move(done)](const QString &error) {
        if (!error.isEmpty()) {
            done(error);
            finish();
            return;
        }
        stopServer([this, done] {
            if (!m_parts.program.isQuitting()) [[maybe_unused]]
                const auto started = startServer(); // a failure is in the monitor's status
            done({});
            finish();
        });
    };
    enqueue([this, key, changed] { m_parts.keys.change(key, changed); });
}

// Events

void DesktopServer::noteLogTrouble(const QString &why)
{
    m_parts.program.note(
        { Notice::Severity::Trouble, tr("The log cannot store events"),
          tr("An event could not be stored (%1), and its publisher was asked to try again. Free some disk space; "
             "hookbot continues by itself.")
              .arg(why) });
}

void DesktopServer::stopAndExit()
{
    // Not QCoreApplication::quit(): it asks the windows first, and ours would hide instead of closing.
    stopServer([] { QCoreApplication::exit(); });
}

} // namespace hookbot
