#include "broker/signing/claim.h"

#include "broker/event/decimal.h"
#include "broker/signing/mac.h"

#include <QtCore/QCoreApplication>

namespace hookbot {

namespace {

using Expected = tl::expected<Claim, QString>;

struct ClaimText
{
    Q_DECLARE_TR_FUNCTIONS(Signature)
};

QString nameOf(QByteArrayView field)
{
    return QString::fromLatin1(field);
}

tl::unexpected<QString> malformed(QByteArrayView field, const char *form)
{
    return tl::unexpected(ClaimText::tr("%1 is not of the form %2").arg(nameOf(field), QString::fromLatin1(form)));
}

/// What stands behind the prefix, where the text begins with it.
std::optional<QByteArrayView> behind(QByteArrayView prefix, QByteArrayView text)
{
    return text.startsWith(prefix) ? std::optional(text.sliced(prefix.size())) : std::nullopt;
}

/// The bytes of this number of hexadecimal digits after a prefix.
std::optional<QByteArray> macBehind(QByteArrayView prefix, QByteArrayView text, qsizetype bytes)
{
    const auto digits = behind(prefix, text);
    return digits && digits->size() == 2 * bytes ? fromHex(*digits) : std::nullopt;
}

Expected readGitHub(const SignatureRule &rule, const Headers &headers)
{
    constexpr QByteArrayView Sha256Field = "X-Hub-Signature-256";
    constexpr QByteArrayView Sha1Field = "X-Hub-Signature";
    // An attacker that can forge SHA-1 must not be able to choose it: if there is a SHA-256, it decides, even if it is
    // wrong.
    const bool takesSha1 = headers.count(Sha1Field) > 0 && headers.count(Sha256Field) == 0;
    if (takesSha1 && !rule.allowSha1)
        return tl::unexpected(
            ClaimText::tr("there is only the X-Hub-Signature of SHA-1, which this rule does not take"));
    const auto value = onlyValue(headers, takesSha1 ? Sha1Field : Sha256Field);
    if (!value)
        return tl::unexpected(value.error());
    const auto mac = takesSha1 ? macBehind("sha1=", *value, Sha1Bytes) : macBehind("sha256=", *value, Sha256Bytes);
    if (!mac)
        return takesSha1 ? malformed(Sha1Field, "sha1=40 hexadecimal digits")
                         : malformed(Sha256Field, "sha256=64 hexadecimal digits");
    return Claim{ takesSha1 ? QCryptographicHash::Sha1 : QCryptographicHash::Sha256, {}, std::nullopt, { *mac } };
}

/// `t=1492774577,v1=5257…,v1=6ffb…,v0=…` in any order; a v1 for each secret that is in use.
Expected readStripe(const Headers &headers)
{
    constexpr QByteArrayView Field = "Stripe-Signature";
    constexpr auto Form = "t=seconds,v1=64 hexadecimal digits";
    const auto value = onlyValue(headers, Field);
    if (!value)
        return tl::unexpected(value.error());
    Claim claim;
    for (QByteArrayView rest = *value; !rest.isEmpty();) {
        const qsizetype comma = rest.indexOf(',');
        const QByteArrayView part = (comma < 0 ? rest : rest.first(comma)).trimmed();
        rest = comma < 0 ? QByteArrayView() : rest.sliced(comma + 1);
        if (const auto seconds = behind("t=", part)) {
            if (claim.time)
                return tl::unexpected(ClaimText::tr("Stripe-Signature has more than one time"));
            claim.time = parsePositive(*seconds);
            if (!claim.time)
                return malformed(Field, Form);
            claim.prefix = seconds->toByteArray() + '.';
        } else if (auto mac = macBehind("v1=", part, Sha256Bytes)) {
            claim.macs.push_back(*std::move(mac));
        }
    }
    if (!claim.time || claim.macs.empty())
        return malformed(Field, Form);
    return claim;
}

Expected readSlack(const Headers &headers)
{
    const auto signature = onlyValue(headers, "X-Slack-Signature");
    if (!signature)
        return tl::unexpected(signature.error());
    const auto seconds = onlyValue(headers, "X-Slack-Request-Timestamp");
    if (!seconds)
        return tl::unexpected(seconds.error());
    const auto mac = macBehind("v0=", *signature, Sha256Bytes);
    if (!mac)
        return malformed("X-Slack-Signature", "v0=64 hexadecimal digits");
    const auto time = parsePositive(*seconds);
    if (!time)
        return malformed("X-Slack-Request-Timestamp", "seconds since 1970");
    return Claim{ QCryptographicHash::Sha256, "v0:" + seconds->toByteArray() + ':', time, { *mac } };
}

/// `v1,base64 v1,base64 v1a,…`: v1a is made with a key pair, which this does not know.
std::vector<QByteArray> standardMacs(QByteArrayView signatures)
{
    std::vector<QByteArray> macs;
    for (QByteArrayView rest = signatures; !rest.isEmpty();) {
        const qsizetype blank = rest.indexOf(' ');
        if (const auto text = behind("v1,", blank < 0 ? rest : rest.first(blank))) {
            if (auto mac = fromBase64(*text); mac && mac->size() == Sha256Bytes)
                macs.push_back(*std::move(mac));
        }
        rest = blank < 0 ? QByteArrayView() : rest.sliced(blank + 1);
    }
    return macs;
}

Expected readStandard(const Headers &headers)
{
    const auto id = onlyValue(headers, "webhook-id");
    if (!id)
        return tl::unexpected(id.error());
    const auto seconds = onlyValue(headers, "webhook-timestamp");
    if (!seconds)
        return tl::unexpected(seconds.error());
    const auto signatures = onlyValue(headers, "webhook-signature");
    if (!signatures)
        return tl::unexpected(signatures.error());

    // "a.1" signed at 2 and "a" signed at 1 with a body that begins with "2." would be one and the same.
    if (id->contains('.'))
        return tl::unexpected(ClaimText::tr("webhook-id has a full stop, which makes what is signed ambiguous"));
    const auto time = parsePositive(*seconds);
    if (!time)
        return malformed("webhook-timestamp", "seconds since 1970");
    auto macs = standardMacs(*signatures);
    if (macs.empty())
        return malformed("webhook-signature", "v1,base64 of 32 bytes");
    return Claim{ QCryptographicHash::Sha256, id->toByteArray() + '.' + seconds->toByteArray() + '.', time,
                  std::move(macs) };
}

Expected readHmac(const SignatureRule &rule, const Headers &headers)
{
    const auto value = onlyValue(headers, rule.header);
    if (!value)
        return tl::unexpected(value.error());
    const QByteArrayView text = behind("sha256=", *value).value_or(*value);
    const auto mac = text.size() == 2 * Sha256Bytes ? fromHex(text) : fromBase64(text);
    if (!mac || mac->size() != Sha256Bytes)
        return malformed(rule.header, "64 hexadecimal digits, or base64 of 32 bytes");
    return Claim{ QCryptographicHash::Sha256, {}, std::nullopt, { *mac } };
}

} // namespace

tl::expected<QByteArrayView, QString> onlyValue(const Headers &headers, QByteArrayView name)
{
    const qsizetype count = headers.count(name);
    if (count == 0)
        return tl::unexpected(ClaimText::tr("there is no %1").arg(nameOf(name)));
    if (count > 1)
        return tl::unexpected(ClaimText::tr("there is more than one %1").arg(nameOf(name)));
    const QByteArrayView value = *headers.value(name);
    if (value.isEmpty())
        return tl::unexpected(ClaimText::tr("%1 is empty").arg(nameOf(name)));
    return value;
}

tl::expected<Claim, QString> readClaim(const SignatureRule &rule, const Headers &headers)
{
    switch (rule.scheme) {
    case SignatureScheme::GitHub:
        return readGitHub(rule, headers);
    case SignatureScheme::Stripe:
        return readStripe(headers);
    case SignatureScheme::Slack:
        return readSlack(headers);
    case SignatureScheme::StandardWebhooks:
        return readStandard(headers);
    case SignatureScheme::Hmac:
        return readHmac(rule, headers);
    case SignatureScheme::GitLab:
        break;
    }
    Q_UNREACHABLE();
}

} // namespace hookbot
