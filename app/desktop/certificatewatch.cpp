#include "app/desktop/certificatewatch.h"

#include "broker/net/tls.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <utility>

namespace hookbot {

namespace {

using namespace std::chrono_literals;

constexpr qint64 DaysOfWarning = 14;

} // namespace

CertificateWatch::CertificateWatch(Clocks clocks, QObject *parent) : QObject(parent), m_clocks(std::move(clocks))
{
    connect(&m_hourly, &QTimer::timeout, this, &CertificateWatch::check);
}

void CertificateWatch::start(const QString &keyFile, const QString &certificateFile)
{
    stop();
    if (certificateFile.isEmpty())
        return;
    m_keyFile = keyFile;
    m_certificateFile = certificateFile;
    m_chain = QSslCertificate::fromPath(certificateFile);
    m_hourly.start(1h);
    warn();
}

void CertificateWatch::stop()
{
    m_hourly.stop();
    m_certificateFile.clear();
    m_chain.clear();
    m_warned = {};
}

void CertificateWatch::check()
{
    if (m_certificateFile.isEmpty())
        return;
    const QList<QSslCertificate> chain = QSslCertificate::fromPath(m_certificateFile);
    if (chain != m_chain) {
        Q_EMIT changed();
        if (loadTls(m_keyFile, m_certificateFile)) {
            m_chain = chain;
            m_warned = {};
            Q_EMIT renewed();
        }
    }
    warn();
}

void CertificateWatch::warn()
{
    if (m_chain.isEmpty())
        return;
    const QDateTime expires = m_chain.first().expiryDate();
    const auto sinceEpoch = m_clocks.wall().time_since_epoch();
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(
        std::chrono::duration_cast<std::chrono::milliseconds>(sinceEpoch).count(), Qt::UTC);
    if (now.daysTo(expires) >= DaysOfWarning || std::exchange(m_warned, now.date()) == now.date())
        return;
    const QString date = QLocale().toString(expires.toLocalTime(), QLocale::ShortFormat);
    if (expires <= now) {
        Q_EMIT noticed({ Notice::Severity::Trouble, tr("The certificate has expired"),
                         tr("%1 was valid until %2, and clients refuse it. Replace the file; hookbot reads the new "
                            "certificate within an hour.")
                             .arg(m_certificateFile, date) });
    } else {
        Q_EMIT noticed({ Notice::Severity::Trouble, tr("The certificate expires soon"),
                         tr("%1 is valid until %2. Replace the file before then; hookbot reads the new certificate "
                            "within an hour.")
                             .arg(m_certificateFile, date) });
    }
}

} // namespace hookbot
