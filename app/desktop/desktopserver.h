#pragma once

#include "app/desktop/canary.h"
#include "app/desktop/certificatewatch.h"
#include "app/desktop/desktopprogram.h"
#include "app/desktop/keystore.h"
#include "app/desktop/preferencesfile.h"
#include "broker/event/clocks.h"
#include "broker/watching/brokerrunner.h"
#include "ui/program/servercontrol.h"

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace hookbot {

/// The desktop program's server: runs it in a BrokerRunner with the given settings and the key of a KeyStore, checks
/// its health and its certificate, and reports failures as notices of the DesktopProgram.
///
/// Work that takes time (the keyring, an orderly stop) is done in turn: a request waits for those before it. Lives in
/// the GUI thread. The observers outlive the monitor, which outlives this.
class DesktopServer final : public ServerControl
{
    Q_OBJECT

public:
    struct Parts
    {
        BrokerRunner &monitor;
        KeyStore &keys;
        PreferencesFile &file;
        DesktopProgram &program;
        std::vector<Observer *> observers;
        Clocks clocks;
    };

    explicit DesktopServer(Parts parts, QObject *parent = nullptr);

    /// Reads the file of preferences. Returns whether there was none: the program starts for the first time.
    [[nodiscard]] bool load();

    /// Finds the key and starts the server.
    void start();

    /// Applies the settings and preferences in the file, after a person has edited it. With an error, nothing changes.
    void reload(std::function<void(const QString &error)> done);

    void noteLogTrouble(const QString &why);

    // ServerControl

    [[nodiscard]] const ServerSettings &settings() const override { return m_settings; }
    void apply(const ServerSettings &settings, std::function<void(const QList<PreferenceFault> &)> done) override;
    [[nodiscard]] QString keyPlace() const override { return m_parts.keys.place(); }
    [[nodiscard]] KeyAnswer key() const override;
    void changeKey(const QByteArray &key, std::function<void(const QString &error)> done) override;
    void retry() override;

Q_SIGNALS:
    void listening(const QString &address);

private:
    using Applied = std::function<void(const QList<PreferenceFault> &)>;

    void enqueue(std::function<void()> work);
    void doNext();
    void finish();
    void loadKey();
    void applyNow(const ServerSettings &settings, const Applied &done);
    void restart(const ServerSettings &before, const Applied &done);
    void save(const ServerSettings &before);
    void stopServer(std::function<void()> then);
    void stopAndExit();
    [[nodiscard]] tl::expected<void, QString> startServer();
    [[nodiscard]] tl::expected<BindAddress, QString> startBroker();
    [[nodiscard]] tl::expected<Settings, QString> brokerSettings() const;
    void watchHealth();
    void statusChanged(const ServerStatus &status);

    Parts m_parts;
    ServerSettings m_settings;
    Canary m_canary;
    CertificateWatch m_certificate;
    std::optional<BindAddress> m_address; ///< where it listens
    QString m_keyError;
    std::deque<std::function<void()>> m_work;
    std::function<void()> m_afterStop;
    bool m_isBusy = false;
    bool m_isPaused = false;
};

} // namespace hookbot
