#include "app/desktop/settingscheck.h"

#include "app/desktop/freeport.h"
#include "app/desktop/settingstable.h"
#include "broker/net/tls.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <algorithm>

namespace hookbot {

namespace {

class SettingsCheck
{
    Q_DECLARE_TR_FUNCTIONS(SettingsCheck)

public:
    using Field = PreferenceFault::Field;

    explicit SettingsCheck(const ServerSettings &settings) : m_settings(settings) {}

    [[nodiscard]] QList<PreferenceFault> faults() const
    {
        QList<PreferenceFault> sorted = m_faults;
        std::ranges::stable_sort(sorted, {}, &PreferenceFault::field);
        return sorted;
    }

    void checkValues()
    {
        for (const ServerSetting &setting : serverSettingsTable()) {
            if (const QString fault = setting.faultIn(m_settings); !fault.isEmpty())
                add(setting.field, fault);
        }
    }

    void checkPort(const std::optional<BindAddress> &present)
    {
        const auto address = BindAddress::parse(m_settings.bind);
        if (!address || (present && present->port == address->port) || isDefaultAddress(m_settings))
            return;
        if (const QString fault = listeningFault(*address); !fault.isEmpty())
            add(Field::Bind, tr("Cannot listen on this address: %1").arg(fault));
    }

    void checkTls()
    {
        const QString &key = m_settings.tlsKeyFile;
        const QString &certificate = m_settings.tlsCertificateFile;
        if (key.isEmpty() && certificate.isEmpty())
            return;
        const QString bothOrNeither = tr("TLS needs both a private key and a certificate. Set both files or neither.");
        bool isReadable = true;
        for (const auto &[field, path] :
             { std::pair(Field::TlsKeyFile, key), std::pair(Field::TlsCertificateFile, certificate) }) {
            QFile file(path);
            if (!path.isEmpty() && file.open(QIODevice::ReadOnly))
                continue;
            add(field, path.isEmpty() ? bothOrNeither : tr("Cannot read %1: %2").arg(path, file.errorString()));
            isReadable = false;
        }
        if (!isReadable)
            return;
        if (const auto tls = loadTls(key, certificate); !tls) {
            const bool isOfKey = key == certificate || tls.error().contains(key);
            add(isOfKey ? Field::TlsKeyFile : Field::TlsCertificateFile, tls.error());
        }
    }

    /// An event with the largest body must fit into the log. Only for values that are valid by themselves.
    void checkRoom()
    {
        if (m_settings.keepBytes < m_settings.maxBody && !has(Field::KeepBytes) && !has(Field::MaxBody))
            add(Field::KeepBytes, tr("The log must have room for at least one event with the largest body"));
    }

private:
    void add(Field field, const QString &message) { m_faults.append({ field, message }); }

    [[nodiscard]] bool has(Field field) const
    {
        return std::ranges::find(m_faults, field, &PreferenceFault::field) != m_faults.end();
    }

    const ServerSettings &m_settings;
    QList<PreferenceFault> m_faults;
};

} // namespace

QList<PreferenceFault> faultsOf(const ServerSettings &settings, const std::optional<BindAddress> &present)
{
    SettingsCheck check(settings);
    check.checkValues();
    check.checkPort(present);
    check.checkTls();
    check.checkRoom();
    return check.faults();
}

} // namespace hookbot
