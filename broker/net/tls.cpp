#include "broker/net/tls.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslSocket>

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace hookbot {

namespace {

struct TlsText
{
    Q_DECLARE_TR_FUNCTIONS(Tls)
};

tl::expected<QByteArray, QString> contents(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(TlsText::tr("cannot read %1: %2").arg(path, file.errorString()));
    return file.readAll();
}

QSslKey keyFromPem(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : { QSsl::Ec, QSsl::Rsa, QSsl::Dsa }) {
        QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

template<auto Free>
struct Freed
{
    template<typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;

/// Qt cannot tell, and would only fail at the first client's handshake.
bool privateKeyFits(const QByteArray &keyPem, const QByteArray &certificatePem)
{
    const Bio keyBio(BIO_new_mem_buf(keyPem.constData(), int(keyPem.size())));
    const Bio certificateBio(BIO_new_mem_buf(certificatePem.constData(), int(certificatePem.size())));
    const std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>> key(
        PEM_read_bio_PrivateKey(keyBio.get(), nullptr, nullptr, nullptr));
    const std::unique_ptr<X509, Freed<X509_free>> certificate(
        PEM_read_bio_X509(certificateBio.get(), nullptr, nullptr, nullptr));
    return key && certificate && X509_check_private_key(certificate.get(), key.get()) == 1;
}

} // namespace

tl::expected<QSslConfiguration, QString> loadTls(const QString &keyFile, const QString &certificateFile)
{
    if (!QSslSocket::supportsSsl())
        return tl::unexpected(TlsText::tr("this Qt has no TLS: install its OpenSSL backend"));
    const auto keyPem = contents(keyFile);
    if (!keyPem)
        return tl::unexpected(keyPem.error());
    const auto certificatePem = contents(certificateFile);
    if (!certificatePem)
        return tl::unexpected(certificatePem.error());

    const QSslKey key = keyFromPem(*keyPem);
    if (key.isNull())
        return tl::unexpected(TlsText::tr("%1 has no private key in PEM form, or one with a passphrase").arg(keyFile));
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (chain.isEmpty())
        return tl::unexpected(TlsText::tr("%1 has no certificate in PEM form").arg(certificateFile));
    if (!privateKeyFits(*keyPem, *certificatePem))
        return tl::unexpected(
            TlsText::tr("the private key in %1 is not the one of the certificate in %2").arg(keyFile, certificateFile));

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone); // clients show tokens, not certificates
    configuration.setPrivateKey(key);
    configuration.setLocalCertificateChain(chain);
    return configuration;
}

} // namespace hookbot
