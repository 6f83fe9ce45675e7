#include "app/desktop/settingscheck.h"

#include "app/input/urlbase.h"
#include "broker/net/tls.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtNetwork/QTcpServer>

namespace hookbot {

namespace {

constexpr qint64 MostBody = 1024LL * 1024 * 1024; // one value of the log's database is not much longer

class SettingsCheck
{
    Q_DECLARE_TR_FUNCTIONS(SettingsCheck)

public:
    using Field = PreferenceFault::Field;

    explicit SettingsCheck(const Preferences &preferences) : m_preferences(preferences) {}

    [[nodiscard]] const QList<PreferenceFault> &faults() const { return m_faults; }

    void checkBind(const std::optional<BindAddress> &present)
    {
        const auto address = BindAddress::parse(m_preferences.bind);
        if (!address) {
            add(Field::Bind, address.error());
            return;
        }
        if ((present && present->port == address->port) || isDefaultAddress(m_preferences))
            return;
        if (const QString fault = listeningFault(*address); !fault.isEmpty())
            add(Field::Bind, tr("hookbot cannot listen there: %1").arg(fault));
    }

    void checkTls()
    {
        const QString &key = m_preferences.tlsKeyFile;
        const QString &certificate = m_preferences.tlsCertificateFile;
        if (key.isEmpty() && certificate.isEmpty())
            return;
        const QString bothOrNeither = tr("TLS needs a private key and a certificate: give both files, or neither");
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

    void checkUrlBase()
    {
        if (m_preferences.urlBase.isEmpty())
            return;
        if (const auto base = parseUrlBase(m_preferences.urlBase); !base)
            add(Field::UrlBase, base.error());
    }

    void checkQuantities()
    {
        using namespace std::chrono_literals;
        if (m_preferences.keepEvents < 1)
            add(Field::KeepEvents, tr("Keep at least one event"));
        if (m_preferences.maxBody < 1 || m_preferences.maxBody > MostBody)
            add(Field::MaxBody, tr("The largest body can be from 1 byte to 1 GiB"));
        if (m_preferences.keepBytes < 1)
            add(Field::KeepBytes, tr("Keep at least one byte"));
        else if (m_preferences.keepBytes < m_preferences.maxBody && m_preferences.maxBody <= MostBody)
            add(Field::KeepBytes, tr("The log has to have room for the largest body at least"));
        if (m_preferences.keepFor < 1s)
            add(Field::KeepFor, tr("Keep events for at least a second"));
    }

private:
    void add(Field field, const QString &message) { m_faults.append({ field, message }); }

    const Preferences &m_preferences;
    QList<PreferenceFault> m_faults;
};

} // namespace

QList<PreferenceFault> faultsOf(const Preferences &preferences, const std::optional<BindAddress> &present)
{
    SettingsCheck check(preferences);
    check.checkBind(present);
    check.checkTls();
    check.checkUrlBase();
    check.checkQuantities();
    return check.faults();
}

QString listeningFault(const BindAddress &address)
{
    QTcpServer server;
    return server.listen(address.host, address.port) ? QString() : server.errorString();
}

bool isDefaultAddress(const Preferences &preferences)
{
    return preferences.bind == Preferences().bind;
}

} // namespace hookbot
