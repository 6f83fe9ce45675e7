#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>

namespace hookbot {

/// How a token is made (protocol, section 2): SHA-256 since hookbot 0.19, SHA-1 before.
enum class TokenKind { Sha256, Sha1 };

/// The token of a path: HMAC over the decoded path under the server's key, as lower-case hexadecimal digits
/// (64 or 40). The same bytes always give the same token. Pure.
[[nodiscard]] QByteArray makeToken(const QByteArray &key, QByteArrayView path, TokenKind kind = TokenKind::Sha256);

/// The token in the value of an `Authorization` field: the user name of Basic (its password is ignored) or a Bearer
/// token; the scheme in any case. Null if it is neither (RFC 7617, RFC 6750). Pure.
[[nodiscard]] std::optional<QByteArray> tokenFromAuthorization(QByteArrayView authorization);

/// Whether the value of an `Authorization` field is a Bearer token, which a browser sends only for a page that is
/// allowed to. Pure.
[[nodiscard]] bool isBearer(QByteArrayView authorization);

/// A new key: 32 random bytes as 64 hexadecimal digits.
[[nodiscard]] QByteArray makeKey();

} // namespace hookbot
