#pragma once

#include "token.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace hookbot {

/// Says whether a token opens a path (protocol, section 2).
///
/// Remembers what it worked out, a bounded number of each: which token opened a path last, and the tokens of prefixes.
/// So publishers and listeners of known channels cost no HMAC, and those of new ones few. A memory depends on paths and
/// on good tokens alone; the comparison with what a client sent is always made in constant time. One thread.
class TokenChecker
{
public:
    enum class Sha1 { Accepted, Refused };

    explicit TokenChecker(QByteArray key, Sha1 sha1 = Sha1::Accepted);

    /// True where @p token is the token of @p path, of one of its prefixes that end in `/`, or of one of these with one
    /// leading `/pub` or `/sub` segment taken off. @p path is decoded.
    [[nodiscard]] bool opens(QByteArrayView token, QByteArrayView path);

    /// How many tokens it remembers, at most 8,192 of each of three kinds.
    [[nodiscard]] size_t remembered() const;

private:
    struct Hash
    {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    /// By path.
    using Tokens = std::unordered_map<std::string, QByteArray, Hash, std::equal_to<>>;

    [[nodiscard]] bool opensBy(TokenKind kind, QByteArrayView token, QByteArrayView path);
    const QByteArray &tokenOfPrefix(QByteArrayView prefix, TokenKind kind);
    static void remember(Tokens &tokens, std::string_view path, QByteArray token);

    QByteArray m_key;
    Sha1 m_sha1;
    Tokens m_opened; ///< the token that opened a path last
    Tokens m_sha256Prefixes;
    Tokens m_sha1Prefixes;
};

} // namespace hookbot
