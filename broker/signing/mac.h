#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QCryptographicHash>

#include <optional>

namespace hookbot {

constexpr qsizetype Sha256Bytes = 32;
constexpr qsizetype Sha1Bytes = 20;

/// HMAC over a prefix and a body, as bytes. Does not copy the body. Pure.
[[nodiscard]] QByteArray hmac(const QByteArray &key, QByteArrayView prefix, QByteArrayView body,
                              QCryptographicHash::Algorithm algorithm = QCryptographicHash::Sha256);

/// Whether both are the same bytes. The time does not depend on where the first difference is; it reveals only the
/// length, so compare values of known length, or hashes. Pure.
[[nodiscard]] bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

/// Parses hexadecimal digits of either case; null for anything else. Pure.
[[nodiscard]] std::optional<QByteArray> fromHex(QByteArrayView digits);

/// Parses standard base64, padded or not; null for anything else. Pure.
[[nodiscard]] std::optional<QByteArray> fromBase64(QByteArrayView text);

} // namespace hookbot
