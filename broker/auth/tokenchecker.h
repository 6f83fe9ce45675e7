#pragma once

#include "broker/auth/prefixmacs.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace hookbot {

/// Says whether a token opens a path (protocol, section 2).
///
/// Remembers which token opened a path last, within a bound in bytes, so that publishers and listeners of known
/// channels cost no HMAC. Only tokens that open enter, so a stranger can neither fill the memory nor push others out of
/// it; of those that do open, the ones that were used lately stay. All others cost one pass over the path (PrefixMacs).
/// The comparison with what a client sent is always made in constant time. One thread.
class TokenChecker
{
public:
    enum class Sha1 { Accepted, Refused };

    explicit TokenChecker(const QByteArray &key, Sha1 sha1 = Sha1::Accepted);

    /// True where @p token is the token of @p path, of one of its prefixes that end in `/`, or of one of these with one
    /// leading `/pub` or `/sub` segment taken off. @p path is decoded.
    [[nodiscard]] bool opens(QByteArrayView token, QByteArrayView path);

    /// How many bytes it remembers, at most 4 MiB.
    [[nodiscard]] size_t rememberedBytes() const { return m_recentBytes + m_olderBytes; }

private:
    struct Hash
    {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    /// By path.
    using Tokens = std::unordered_map<std::string, QByteArray, Hash, std::equal_to<>>;

    [[nodiscard]] bool isKnown(QByteArrayView token, QByteArrayView path);
    void remember(QByteArrayView path, QByteArray token);

    PrefixMacs m_sha256;
    PrefixMacs m_sha1;
    bool m_acceptsSha1;
    Tokens m_recent; ///< the token that opened a path last
    Tokens m_older;  ///< those that were recent before; whichever is used again becomes recent
    size_t m_recentBytes = 0;
    size_t m_olderBytes = 0;
};

} // namespace hookbot
