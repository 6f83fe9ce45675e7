#pragma once

#include "token.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace hookbot {

/// Says whether a token opens a path (protocol, section 2).
///
/// Remembers the tokens of the paths it was asked about, a bounded number of them, so that listeners and publishers of
/// known channels cost no HMAC. What is remembered depends on the path alone; the comparison with what a client sent is
/// always made in constant time. One thread.
class TokenChecker
{
public:
    enum class Sha1 { Accepted, Refused };

    explicit TokenChecker(QByteArray key, Sha1 sha1 = Sha1::Accepted);

    /// True where @p token is the token of @p path, of one of its prefixes that end in `/`, or of one of these with one
    /// leading `/pub` or `/sub` segment taken off. @p path is decoded.
    [[nodiscard]] bool opens(QByteArrayView token, QByteArrayView path);

    /// How many tokens it remembers, at most 8,192 of each kind.
    [[nodiscard]] size_t rememberedTokens() const { return m_sha256Tokens.size() + m_sha1Tokens.size(); }

private:
    struct Hash
    {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    using Tokens = std::unordered_map<std::string, QByteArray, Hash, std::equal_to<>>;

    const QByteArray &tokenOf(QByteArrayView path, TokenKind kind);

    QByteArray m_key;
    Sha1 m_sha1;
    Tokens m_sha256Tokens;
    Tokens m_sha1Tokens;
};

} // namespace hookbot
