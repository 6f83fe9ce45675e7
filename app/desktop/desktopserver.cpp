#include "app/desktop/desktopserver.h"

#include "app/desktop/loginstart.h"
#include "app/desktop/settingscheck.h"
#include "app/input/logoptions.h"
#include "app/input/urlbase.h"
#include "broker/net/tls.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr quint16 LastPortNearby = 8099; // of those that are tried where the usual one is taken
constexpr qsizetype MostNotices = 500;
constexpr qint64 DaysOfWarning = 14; // before a certificate expires

bool needsRestart(const Preferences &before, const Preferences &after)
{
    return before.bind != after.bind || before.tlsKeyFile != after.tlsKeyFile ||
           before.tlsCertificateFile != after.tlsCertificateFile || before.keepEvents != after.keepEvents ||
           before.keepBytes != after.keepBytes || before.keepFor != after.keepFor || before.maxBody != after.maxBody;
}

} // namespace

DesktopServer::DesktopServer(Parts parts, QObject *parent) : Desktop(parent), m_parts(std::move(parts))
{
    m_parts.monitor.hide(Canary::Channel);
    connect(&m_parts.monitor, &BrokerRunner::stopped, this, [this] {
        m_address.reset();
        if (const auto then = std::exchange(m_afterStop, {}))
            then();
    });
    connect(&m_parts.monitor, &Monitor::statusChanged, this, &DesktopServer::statusChanged);
    connect(&m_canary, &Canary::healthChanged, &m_parts.monitor, &BrokerRunner::setHealth);
    connect(&m_parts.keys, &KeyStore::noticed, this, &DesktopServer::note);
    connect(&m_parts.keys, &KeyStore::found, this, &DesktopServer::retry);
    connect(&m_hourly, &QTimer::timeout, this, &DesktopServer::takeCertificate);
    m_hourly.start(1h);
}

bool DesktopServer::load()
{
    const PreferencesFile::Loaded loaded = m_parts.file.load();
    m_preferences = loaded.preferences;
    m_preferences.startsAtLogin = isStartedAtLogin();
    m_isPaused = m_preferences.startsPaused;
    for (const Notice &notice : loaded.notices)
        note(notice);
    if (loaded.isFirst)
        take(m_preferences);
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
        else if (!m_isQuitting) [[maybe_unused]]
            const auto started = startServer(); // a failure is told by the monitor's status
        finish();
    };
    if (m_parts.keys.key().isEmpty())
        m_parts.keys.load(loaded);
    else
        loaded(m_parts.keys.key());
}

// One after the other

void DesktopServer::enqueue(std::function<void()> work)
{
    m_work.push_back(std::move(work));
    QMetaObject::invokeMethod(this, &DesktopServer::doNext, Qt::QueuedConnection);
}

void DesktopServer::doNext()
{
    if (m_isBusy || m_isQuitting || m_work.empty())
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

tl::expected<Settings, QString> DesktopServer::settings() const
{
    Settings settings;
    settings.key = m_parts.keys.key();
    const auto bind = BindAddress::parse(m_preferences.bind);
    if (!bind)
        return tl::unexpected(bind.error());
    settings.bind = isDefaultAddress(m_preferences) ? freeAddress(*bind) : *bind;
    if (m_preferences.tlsKeyFile.isEmpty() != m_preferences.tlsCertificateFile.isEmpty())
        return tl::unexpected(tr("TLS needs a private key and a certificate: give both files in the settings, or "
                                 "neither."));
    if (!m_preferences.tlsKeyFile.isEmpty())
        settings.tls = { m_preferences.tlsKeyFile, m_preferences.tlsCertificateFile };
    settings.logFile = LogLocation().file();
    settings.retention =
        LogOptions::retention(m_preferences.keepEvents, m_preferences.keepBytes, m_preferences.keepFor);
    settings.maxBody = m_preferences.maxBody;
    settings.ownOrigin = OwnOrigin::LoopbackHost;
    if (const auto base = parseUrlBase(m_preferences.urlBase); base)
        settings.allowedOrigins.append(base->authority(QUrl::FullyEncoded).toLatin1());
    return settings;
}

/// The wanted one, else the first near it that is free, else the wanted one.
BindAddress DesktopServer::freeAddress(const BindAddress &wanted) const
{
    for (BindAddress address = wanted; address.port <= LastPortNearby; ++address.port) {
        if (listeningFault(address).isEmpty())
            return address;
    }
    return wanted;
}

tl::expected<void, QString> DesktopServer::startServer()
{
    auto wanted = settings();
    if (!wanted) {
        m_parts.monitor.fail(wanted.error());
        return tl::unexpected(wanted.error());
    }
    auto address = m_parts.monitor.start(*wanted, m_parts.observers);
    // Another program may have taken the port since it was found free: then another one is found now.
    for (quint16 port = wanted->bind.port; !address && isDefaultAddress(m_preferences); port = wanted->bind.port) {
        wanted = settings();
        if (!wanted || wanted->bind.port <= port)
            break;
        address = m_parts.monitor.start(*wanted, m_parts.observers);
    }
    if (!address)
        return tl::unexpected(address.error());
    m_address = *address;
    m_parts.monitor.setUrlBase(m_preferences.urlBase);
    if (m_isPaused)
        m_parts.monitor.setPaused(true);
    watchHealth();
    m_chain = m_preferences.tlsCertificateFile.isEmpty() ? QList<QSslCertificate>()
                                                         : QSslCertificate::fromPath(m_preferences.tlsCertificateFile);
    m_warnedOfCertificate = {};
    checkCertificate();
    Q_EMIT listening(address->toString());
    if (isDefaultAddress(m_preferences) && address->toString() != m_preferences.bind) {
        note({ Notice::Severity::Information, tr("Another port"),
               tr("%1 is used by another program, so hookbot listens on %2 this time. Choose a port of your own in the "
                  "settings to have it always the same.")
                   .arg(m_preferences.bind, address->toString()) });
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

/// A paused server takes no test event.
void DesktopServer::watchHealth()
{
    if (m_isPaused || !m_address)
        m_canary.stop();
    else
        m_canary.start({ *m_address, m_preferences.tlsCertificateFile, m_parts.keys.key() });
}

/// Another one may be in its place. The canary trusts the present one alone.
void DesktopServer::takeCertificate()
{
    if (!m_address || m_preferences.tlsCertificateFile.isEmpty())
        return;
    const QList<QSslCertificate> chain = QSslCertificate::fromPath(m_preferences.tlsCertificateFile);
    if (chain != m_chain) {
        m_parts.monitor.reloadTls(); // says so where they do not fit: the new key may not be there yet
        if (loadTls(m_preferences.tlsKeyFile, m_preferences.tlsCertificateFile)) {
            m_chain = chain;
            watchHealth();
            m_warnedOfCertificate = {};
        }
    }
    checkCertificate();
}

/// Warns once a day.
void DesktopServer::checkCertificate()
{
    if (m_chain.isEmpty())
        return;
    const QDateTime expires = m_chain.first().expiryDate();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (now.daysTo(expires) >= DaysOfWarning || std::exchange(m_warnedOfCertificate, now.date()) == now.date())
        return;
    const QString date = QLocale().toString(expires.toLocalTime(), QLocale::ShortFormat);
    if (expires <= now) {
        note({ Notice::Severity::Trouble, tr("The certificate has expired"),
               tr("%1 was valid until %2, and clients refuse it. Put a new one in its place; hookbot takes it within "
                  "an hour.")
                   .arg(m_preferences.tlsCertificateFile, date) });
    } else {
        note({ Notice::Severity::Trouble, tr("The certificate expires soon"),
               tr("%1 is valid until %2. Put a new one in its place before that; hookbot takes it within an hour.")
                   .arg(m_preferences.tlsCertificateFile, date) });
    }
}

// Preferences

void DesktopServer::apply(const Preferences &preferences, Applied done)
{
    enqueue([this, preferences, done = std::move(done)] { applyNow(preferences, done); });
}

void DesktopServer::reload(std::function<void(const QString &error)> done)
{
    // In its turn: what the window has changed before is in the file by then.
    enqueue([this, done = std::move(done)] {
        auto changed = m_parts.file.reload();
        if (!changed) {
            done(tr("%1. The settings stay as they were.").arg(changed.error()));
            finish();
            return;
        }
        changed->startsAtLogin = m_preferences.startsAtLogin;
        applyNow(*changed, [this, done](const QList<PreferenceFault> &faults) {
            if (faults.isEmpty())
                takeCertificate();
            QStringList messages;
            for (const PreferenceFault &fault : faults)
                messages.append(fault.message);
            done(messages.join(u'\n'));
        });
    });
}

void DesktopServer::applyNow(const Preferences &preferences, const Applied &done)
{
    QList<PreferenceFault> faults = faultsOf(preferences, m_address);
    if (faults.isEmpty() && preferences.startsAtLogin != m_preferences.startsAtLogin) {
        if (const auto set = setStartedAtLogin(preferences.startsAtLogin, m_parts.loginCommand); !set)
            faults.append({ PreferenceFault::Field::StartsAtLogin, set.error() });
    }
    if (!faults.isEmpty()) {
        done(faults);
        finish();
        return;
    }
    const Preferences before = std::exchange(m_preferences, preferences);
    if (needsRestart(before, preferences) && !m_parts.keys.key().isEmpty()) {
        stopServer([this, before, done, isRunning = m_parts.monitor.isRunning()] {
            if (!m_isQuitting && !isRunning) {
                // What failed may go on to fail, for a reason that has nothing to do with what was changed.
                [[maybe_unused]] const auto started = startServer();
                take(before);
                done({});
            } else if (!m_isQuitting) {
                startAnew(before, done);
            }
            finish();
        });
        return;
    }
    if (m_parts.monitor.isRunning())
        m_parts.monitor.setUrlBase(preferences.urlBase);
    take(before);
    done({});
    finish();
}

/// With the new preferences; or, where that does not work, as it was before.
void DesktopServer::startAnew(const Preferences &before, const Applied &done)
{
    const auto started = startServer();
    if (started) {
        take(before);
        done({});
        return;
    }
    if (before.startsAtLogin != m_preferences.startsAtLogin) [[maybe_unused]]
        const auto restored = setStartedAtLogin(before.startsAtLogin, m_parts.loginCommand);
    m_preferences = before;
    const auto again = startServer();
    note({ Notice::Severity::Trouble, tr("The new settings did not work"),
           again ? tr("The server could not start with them (%1), and runs as it did before.").arg(started.error())
                 : tr("The server could not start with them (%1), nor as it was before (%2).")
                       .arg(started.error(), again.error()) });
    done({ { PreferenceFault::Field::Bind, started.error() } });
}

/// Keeps what m_preferences are now, and tells.
void DesktopServer::take(const Preferences &before)
{
    if (const auto kept = m_parts.file.save(m_preferences); !kept) {
        note({ Notice::Severity::Trouble, tr("The settings are not kept"),
               tr("%1. They hold until hookbot ends.").arg(kept.error()) });
    }
    if (before != m_preferences)
        Q_EMIT preferencesChanged(m_preferences);
}

// The key

Desktop::KeyAnswer DesktopServer::key() const
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
            if (!m_isQuitting) [[maybe_unused]]
                const auto started = startServer(); // a failure is told by the monitor's status
            done({});
            finish();
        });
    };
    enqueue([this, key, changed] { m_parts.keys.change(key, changed); });
}

// What happens

void DesktopServer::note(const Notice &notice)
{
    m_notices.append(notice);
    if (m_notices.size() > MostNotices)
        m_notices.removeFirst();
    Q_EMIT noticed(notice);
}

void DesktopServer::noteLogTrouble(const QString &why)
{
    note({ Notice::Severity::Trouble, tr("The log takes no events"),
           tr("An event could not be kept (%1), so its publisher was told to try again. Make room on the disk; hookbot "
              "goes on by itself.")
               .arg(why) });
}

void DesktopServer::quit()
{
    if (std::exchange(m_isQuitting, true))
        return;
    // Not quit(), which asks the windows first, and ours would rather hide.
    stopServer([] { QCoreApplication::exit(); });
}

} // namespace hookbot
