#pragma once

#include "broker/signing/signature.h"

#include <QtCore/QCryptographicHash>

namespace hookbot {

/// What the fields of a request claim: that one of `macs` is the HMAC of the prefix and the body. Nothing in it is
/// proven. A plain value.
struct Claim
{
    QCryptographicHash::Algorithm algorithm = QCryptographicHash::Sha256;
    QByteArray prefix;            ///< the bytes that are signed before the body
    std::optional<qint64> time;   ///< when it was signed, in seconds since 1970, if the scheme signs that
    std::vector<QByteArray> macs; ///< as bytes, of the algorithm's length; never empty
};

/// Reads the fields of the rule's scheme, except GitLab's, which signs nothing. The error describes what is missing or
/// malformed. A field that decides must occur once: of two, other programs might read the other one. Pure.
[[nodiscard]] tl::expected<Claim, QString> readClaim(const SignatureRule &rule, const Headers &headers);

/// The value of a field that occurs exactly once and is not empty. Pure.
[[nodiscard]] tl::expected<QByteArrayView, QString> onlyValue(const Headers &headers, QByteArrayView name);

} // namespace hookbot
