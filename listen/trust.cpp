#include "trust.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtNetwork/QSslCertificate>

namespace hookbot::listen {

namespace {

struct TrustText
{
    Q_DECLARE_TR_FUNCTIONS(Watch)
};

} // namespace

std::variant<QSslConfiguration, QString> tlsTrusting(const QString &caFile)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (caFile.isEmpty())
        return tls;
    QFile file(caFile);
    if (!file.open(QIODevice::ReadOnly))
        return TrustText::tr("cannot read %1: %2").arg(caFile, file.errorString());
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&file);
    if (certificates.isEmpty())
        return TrustText::tr("there is no certificate in PEM form in %1").arg(caFile);
    // Those of the system are found one by one as they are needed, unless others are given: then only the others are.
    tls.setCaCertificates(QSslConfiguration::systemCaCertificates() + certificates);
    return tls;
}

} // namespace hookbot::listen
