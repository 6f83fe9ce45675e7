#pragma once

#include "broker/signing/signature.h"

#include <QtCore/QCryptographicHash>

namespace hookbot {

/// What the fields of a request claim: that one of these is the HMAC of the prefix and the body. Nothing in it is
/// proven. A plain value.
struct Claim
{
    QCryptographicHash::Algorithm algorithm = QCryptographicHash::Sha256;
    QByteArray prefix;            ///< what is signed before the body
    std::optional<qint64> time;   ///< when it was signed, in seconds since 1970, for schemes that sign that
    std::vector<QByteArray> macs; ///< as bytes, each as long as the algorithm makes them; never empty
};

/// Reads the fields that the rule's scheme wants, any but GitLab's, which signs nothing. The error says what is missing
/// or malformed. A field that decides must stand once: of two, others might read the other one. Pure.
[[nodiscard]] tl::expected<Claim, QString> readClaim(const SignatureRule &rule, const Headers &headers);

/// The value of a field that stands exactly once and is not empty. Pure.
[[nodiscard]] tl::expected<QByteArrayView, QString> onlyValue(const Headers &headers, QByteArrayView name);

} // namespace hookbot
