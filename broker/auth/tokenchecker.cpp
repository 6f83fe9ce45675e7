#include "tokenchecker.h"

namespace hookbot {

namespace {

constexpr qsizetype Sha256Digits = 64;
constexpr qsizetype Sha1Digits = 40;
constexpr size_t RememberedTokens = 8192; // about 2 MB

/// Takes the same time wherever the first difference stands. Both have the same length.
bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    volatile unsigned char difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference = static_cast<unsigned char>(difference | (a[i] ^ b[i]));
    return difference == 0;
}

/// The path without one leading `/pub` or `/sub` segment; empty where it has none.
QByteArrayView withoutVerb(QByteArrayView path)
{
    return path.startsWith("/pub/") || path.startsWith("/sub/") ? path.sliced(4) : QByteArrayView();
}

} // namespace

TokenChecker::TokenChecker(QByteArray key, Sha1 sha1) : m_key(std::move(key)), m_sha1(sha1) {}

bool TokenChecker::opens(QByteArrayView token, QByteArrayView path)
{
    TokenKind kind = TokenKind::Sha256;
    if (token.size() == Sha1Digits && m_sha1 == Sha1::Accepted)
        kind = TokenKind::Sha1;
    else if (token.size() != Sha256Digits)
        return false;

    bool opened = false; // no early exit: the time must not tell which prefix a token is for
    const auto tryPath = [&](QByteArrayView candidate) {
        opened |= equalInConstantTime(token, tokenOf(candidate, kind));
    };
    const auto tryPrefixes = [&](QByteArrayView whole) {
        for (qsizetype slash = whole.indexOf('/'); slash >= 0; slash = whole.indexOf('/', slash + 1))
            tryPath(whole.first(slash + 1));
        if (!whole.isEmpty() && !whole.endsWith('/'))
            tryPath(whole);
    };
    tryPrefixes(path);
    tryPrefixes(withoutVerb(path));
    return opened;
}

const QByteArray &TokenChecker::tokenOf(QByteArrayView path, TokenKind kind)
{
    Tokens &tokens = kind == TokenKind::Sha256 ? m_sha256Tokens : m_sha1Tokens;
    const std::string_view name(path.data(), size_t(path.size()));
    const auto known = tokens.find(name);
    if (known != tokens.end())
        return known->second;

    if (tokens.size() >= RememberedTokens)
        tokens.clear();
    return tokens.emplace(name, makeToken(m_key, path, kind)).first->second;
}

} // namespace hookbot
