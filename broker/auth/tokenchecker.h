#pragma once

#include "broker/auth/prefixmacs.h"
#include "broker/event/bytehash.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace hookbot {

/// Checks whether a token is valid for a path (protocol, section 2).
///
/// Remembers the last valid token of each path, up to a number of bytes, so that publishers and listeners of known
/// channels cost no HMAC. Only valid tokens are remembered, so a stranger can neither fill the memory nor displace
/// others; recently used ones stay. All other tokens cost one pass over the path (PrefixMacs). The comparison with what
/// a client sent always takes constant time. One thread.
class TokenChecker
{
public:
    enum class Sha1 { Accepted, Refused };

    explicit TokenChecker(const QByteArray &key, Sha1 sha1 = Sha1::Accepted);

    /// True if @p token is the token of @p path, of one of its prefixes that end in `/`, or of one of these without a
    /// leading `/pub` or `/sub` segment. @p path is decoded.
    [[nodiscard]] bool opens(QByteArrayView token, QByteArrayView path);

    /// The number of bytes that it remembers, at most 4 MiB.
    [[nodiscard]] size_t rememberedBytes() const { return m_recentBytes + m_olderBytes; }

private:
    /// By path.
    using Tokens = std::unordered_map<std::string, QByteArray, ByteHash, std::equal_to<>>;

    [[nodiscard]] bool isKnown(QByteArrayView token, QByteArrayView path);
    void remember(QByteArrayView path, QByteArray token);

    PrefixMacs m_sha256;
    PrefixMacs m_sha1;
    bool m_acceptsSha1;
    Tokens m_recent; ///< the last valid token of a path
    Tokens m_older;  ///< entries that were recent before; one that is used again becomes recent
    size_t m_recentBytes = 0;
    size_t m_olderBytes = 0;
};

} // namespace hookbot
