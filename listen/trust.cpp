#include "listen/trust.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtNetwork/QSslCertificate>

namespace hookbot::listen {

namespace {

struct TrustText
{
    Q_DECLARE_TR_FUNCTIONS(Watch)
};

std::variant<QList<QSslCertificate>, QString> certificatesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return TrustText::tr("cannot read %1: %2").arg(path, file.errorString());
    QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&file);
    if (certificates.isEmpty())
        return TrustText::tr("found no certificate in PEM form in %1").arg(path);
    return certificates;
}

} // namespace

std::variant<QSslConfiguration, QString> tlsTrusting(const QString &caFile)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (caFile.isEmpty())
        return tls;
    const auto certificates = certificatesOf(caFile);
    if (const auto *fault = std::get_if<QString>(&certificates))
        return *fault;
    // Qt loads the system's certificates on demand only if no others are set, so they are added explicitly.
    tls.setCaCertificates(QSslConfiguration::systemCaCertificates() + std::get<QList<QSslCertificate>>(certificates));
    return tls;
}

std::variant<Pin, QString> tlsPinning(const QString &certificateFile)
{
    const auto certificates = certificatesOf(certificateFile);
    if (const auto *fault = std::get_if<QString>(&certificates))
        return *fault;
    const auto &chain = std::get<QList<QSslCertificate>>(certificates);
    Pin pin{ QSslConfiguration::defaultConfiguration(), { { QSslError::HostNameMismatch, chain.first() } } };
    // Another server's certificate has a fault that is not in the list, so it is not trusted.
    pin.tls.setCaCertificates({ chain.first() });
    for (const QSslCertificate &certificate : chain) {
        for (const QSslError::SslError fault :
             { QSslError::SelfSignedCertificate, QSslError::SelfSignedCertificateInChain,
               QSslError::UnableToGetIssuerCertificate, QSslError::UnableToGetLocalIssuerCertificate,
               QSslError::UnableToVerifyFirstCertificate, QSslError::CertificateUntrusted,
               QSslError::InvalidCaCertificate })
            pin.expected.append({ fault, certificate });
    }
    return pin;
}

} // namespace hookbot::listen
