#include "broker/signing/secret.h"

#include "broker/signing/mac.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

namespace {

constexpr QByteArrayView StandardPrefix = "whsec_";

struct SecretText
{
    Q_DECLARE_TR_FUNCTIONS(Signature)
};

} // namespace

tl::expected<QByteArray, QString> keyOf(SignatureScheme scheme, const QByteArray &secret)
{
    QByteArray key = secret;
    if (scheme == SignatureScheme::StandardWebhooks && secret.startsWith(StandardPrefix)) {
        const auto decoded = fromBase64(QByteArrayView(secret).sliced(StandardPrefix.size()));
        if (!decoded)
            return tl::unexpected(
                SecretText::tr("what stands behind whsec_ in a secret is not base64: copy the secret again"));
        key = *decoded;
    }
    // Everybody can sign with an empty key.
    if (key.isEmpty())
        return tl::unexpected(SecretText::tr("a secret is empty"));
    return key;
}

tl::expected<std::vector<QByteArray>, QString> keysOf(const SignatureRule &rule)
{
    if (rule.secrets.empty())
        return tl::unexpected(SecretText::tr("there is no secret to check signatures with"));
    std::vector<QByteArray> keys;
    keys.reserve(rule.secrets.size());
    for (const QByteArray &secret : rule.secrets) {
        auto key = keyOf(rule.scheme, secret);
        if (!key)
            return tl::unexpected(key.error());
        keys.push_back(*std::move(key));
    }
    return keys;
}

} // namespace hookbot
