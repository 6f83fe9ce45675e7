#pragma once

#include "app/desktop/canary.h"
#include "app/desktop/keystore.h"
#include "app/desktop/preferencesfile.h"
#include "broker/watching/brokerrunner.h"
#include "ui/program/desktop.h"

#include <QtCore/QDate>
#include <QtCore/QTimer>
#include <QtNetwork/QSslCertificate>

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace hookbot {

/// The program around the window: starts and stops the server in a BrokerRunner as the preferences say, with the key
/// of a KeyStore, and tells what a person should know.
///
/// What takes time (the keyring, an orderly end) is done one after the other; a request waits for those before it.
/// Lives in the GUI thread. The observers outlive the monitor, which outlives this.
class DesktopServer final : public Desktop
{
    Q_OBJECT

public:
    struct Parts
    {
        BrokerRunner &monitor;
        KeyStore &keys;
        PreferencesFile &file;
        std::vector<Observer *> observers;
        QStringList loginCommand; ///< what starts this program again
    };

    explicit DesktopServer(Parts parts, QObject *parent = nullptr);

    /// Reads the preferences; whether it is the first time.
    [[nodiscard]] bool load();

    /// Finds the key and starts the server.
    void start();

    /// Applies the preferences in their file, where a person has changed them. The error says why nothing is changed.
    void reload(std::function<void(const QString &error)> done);

    void raise() { Q_EMIT raised(); }
    void note(const Notice &notice);
    void noteLogTrouble(const QString &why);

    // Desktop

    [[nodiscard]] const Preferences &preferences() const override { return m_preferences; }
    void apply(const Preferences &preferences, std::function<void(const QList<PreferenceFault> &)> done) override;
    [[nodiscard]] QString keyPlace() const override { return m_parts.keys.place(); }
    [[nodiscard]] KeyAnswer key() const override;
    void changeKey(const QByteArray &key, std::function<void(const QString &error)> done) override;
    [[nodiscard]] QList<Notice> notices() const override { return m_notices; }
    void retry() override;
    void quit() override;
    [[nodiscard]] bool isQuitting() const { return m_isQuitting; }

Q_SIGNALS:
    void listening(const QString &address);

private:
    using Applied = std::function<void(const QList<PreferenceFault> &)>;

    void enqueue(std::function<void()> work);
    void doNext();
    void finish();
    void loadKey();
    void applyNow(const Preferences &preferences, const Applied &done);
    void startAnew(const Preferences &before, const Applied &done);
    void take(const Preferences &before);
    void stopServer(std::function<void()> then);
    [[nodiscard]] tl::expected<void, QString> startServer();
    [[nodiscard]] tl::expected<Settings, QString> settings() const;
    [[nodiscard]] BindAddress freeAddress(const BindAddress &wanted) const;
    void watchHealth();
    void takeCertificate();
    void checkCertificate();
    void statusChanged(const ServerStatus &status);

    Parts m_parts;
    Preferences m_preferences;
    QList<Notice> m_notices;
    Canary m_canary;
    QTimer m_hourly;
    QList<QSslCertificate> m_chain; ///< of the certificate that is in use
    QDate m_warnedOfCertificate;
    std::optional<BindAddress> m_address; ///< where it listens
    QString m_keyError;
    std::deque<std::function<void()>> m_work;
    std::function<void()> m_afterStop;
    bool m_isBusy = false;
    bool m_isPaused = false;
    bool m_isQuitting = false;
};

} // namespace hookbot
