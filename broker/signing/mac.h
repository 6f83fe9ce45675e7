#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QCryptographicHash>

#include <optional>

namespace hookbot {

constexpr qsizetype Sha256Bytes = 32;
constexpr qsizetype Sha1Bytes = 20;

/// HMAC over what stands before a body and the body, as bytes. The body is not copied. Pure.
[[nodiscard]] QByteArray hmac(const QByteArray &key, QByteArrayView prefix, QByteArrayView body,
                              QCryptographicHash::Algorithm algorithm = QCryptographicHash::Sha256);

/// Whether both are the same bytes. Takes the same time wherever the first difference stands, and tells of the length
/// alone: compare what has a known length, or a hash. Pure.
[[nodiscard]] bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

/// The bytes that hexadecimal digits of either case stand for; nothing where there is anything else. Pure.
[[nodiscard]] std::optional<QByteArray> fromHex(QByteArrayView digits);

/// The bytes of standard base64, padded or not; nothing where there is anything else. Pure.
[[nodiscard]] std::optional<QByteArray> fromBase64(QByteArrayView text);

} // namespace hookbot
