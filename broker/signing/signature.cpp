#include "broker/signing/signature.h"

#include "broker/signing/claim.h"
#include "broker/signing/mac.h"
#include "broker/signing/secret.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUuid>

#include <algorithm>
#include <array>

namespace hookbot {

namespace {

using std::chrono::system_clock;

constexpr QByteArrayView GitLabField = "X-Gitlab-Token";

constexpr std::array Schemes{
    std::pair(QByteArrayView("github"), SignatureScheme::GitHub),
    std::pair(QByteArrayView("gitlab"), SignatureScheme::GitLab),
    std::pair(QByteArrayView("stripe"), SignatureScheme::Stripe),
    std::pair(QByteArrayView("slack"), SignatureScheme::Slack),
    std::pair(QByteArrayView("standard-webhooks"), SignatureScheme::StandardWebhooks),
    std::pair(QByteArrayView("hmac"), SignatureScheme::Hmac),
};

struct SignatureText
{
    Q_DECLARE_TR_FUNCTIONS(Signature)
};

qint64 secondsOf(system_clock::time_point time)
{
    return std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count();
}

/// Without overflow, whatever a stranger claims.
quint64 distance(qint64 a, qint64 b)
{
    return a > b ? quint64(a) - quint64(b) : quint64(b) - quint64(a);
}

QByteArray sha256(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes.toByteArray(), QCryptographicHash::Sha256);
}

bool isControl(char c)
{
    return static_cast<uchar>(c) < 0x20 || c == '\x7f';
}

tl::unexpected<QString> refused(const char *why)
{
    return tl::unexpected(SignatureText::tr(why));
}

/// Hashes are compared, so that the time does not even tell how long the secret is.
tl::expected<void, QString> verifyToken(const std::vector<QByteArray> &keys, const Headers &headers)
{
    const auto given = onlyValue(headers, GitLabField);
    if (!given)
        return tl::unexpected(given.error());
    const QByteArray hash = sha256(*given);
    bool isKnown = false; // no early exit: the time must not tell which secret it is
    for (const QByteArray &key : keys)
        isKnown |= equalInConstantTime(hash, sha256(key));
    return isKnown ? tl::expected<void, QString>() : refused("X-Gitlab-Token does not match any secret of this rule");
}

bool hasSigned(const QByteArray &key, const Claim &claim, QByteArrayView body)
{
    const QByteArray mac = hmac(key, claim.prefix, body, claim.algorithm);
    bool isSigned = false;
    for (const QByteArray &claimed : claim.macs)
        isSigned |= equalInConstantTime(mac, claimed);
    return isSigned;
}

} // namespace

std::optional<SignatureScheme> signatureSchemeOf(QByteArrayView name)
{
    const auto *found = std::ranges::find(Schemes, name, [](const auto &scheme) { return scheme.first; });
    return found == Schemes.end() ? std::nullopt : std::optional(found->second);
}

QByteArrayList signatureSchemeNames()
{
    QByteArrayList names;
    for (const auto &[name, scheme] : Schemes)
        names.append(name.toByteArray());
    return names;
}

tl::expected<void, QString> verifySignature(const SignatureRule &rule, const Headers &headers, QByteArrayView body,
                                            system_clock::time_point now)
{
    const auto keys = keysOf(rule);
    if (!keys)
        return tl::unexpected(keys.error());
    if (rule.scheme == SignatureScheme::GitLab)
        return verifyToken(*keys, headers);

    const auto claim = readClaim(rule, headers);
    if (!claim)
        return tl::unexpected(claim.error());
    const auto tolerance = quint64(std::max<qint64>(rule.tolerance.count(), 0));
    if (claim->time && distance(*claim->time, secondsOf(now)) > tolerance)
        return tl::unexpected(
            SignatureText::tr("it was signed more than %1 s before or after now: it is an old one sent again, or a "
                              "clock is wrong")
                .arg(tolerance));
    bool isSigned = false;
    for (const QByteArray &key : *keys)
        isSigned |= hasSigned(key, *claim, body);
    if (!isSigned)
        return refused("the signature fits none of the secrets of this rule: it has another secret, or the body was "
                       "changed on its way");
    return {};
}

tl::expected<Headers, QString> sign(const SignatureRule &rule, QByteArrayView body, system_clock::time_point now)
{
    const auto keys = keysOf(rule);
    if (!keys)
        return tl::unexpected(keys.error());
    const QByteArray &key = keys->front();
    const QByteArray seconds = QByteArray::number(secondsOf(now));

    Headers headers;
    switch (rule.scheme) {
    case SignatureScheme::GitHub:
        headers.append("X-Hub-Signature", "sha1=" + hmac(key, {}, body, QCryptographicHash::Sha1).toHex());
        headers.append("X-Hub-Signature-256", "sha256=" + hmac(key, {}, body).toHex());
        break;
    case SignatureScheme::GitLab:
        if (std::ranges::any_of(key, isControl))
            return refused("a secret with a line end or another control character cannot be sent in a header");
        headers.append(GitLabField, key);
        break;
    case SignatureScheme::Stripe:
        headers.append("Stripe-Signature", "t=" + seconds + ",v1=" + hmac(key, seconds + '.', body).toHex());
        break;
    case SignatureScheme::Slack:
        headers.append("X-Slack-Request-Timestamp", seconds);
        headers.append("X-Slack-Signature", "v0=" + hmac(key, "v0:" + seconds + ':', body).toHex());
        break;
    case SignatureScheme::StandardWebhooks: {
        const QByteArray id = "msg_" + QUuid::createUuid().toRfc4122().toHex();
        headers.append("webhook-id", id);
        headers.append("webhook-timestamp", seconds);
        headers.append("webhook-signature", "v1," + hmac(key, id + '.' + seconds + '.', body).toBase64());
        break;
    }
    case SignatureScheme::Hmac:
        headers.append(rule.header, hmac(key, {}, body).toHex());
        break;
    }
    return headers;
}

} // namespace hookbot
