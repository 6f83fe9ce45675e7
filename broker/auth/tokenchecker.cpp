#include "tokenchecker.h"

#include <QtCore/QtEndian>

namespace hookbot {

namespace {

constexpr qsizetype Sha256Digits = 64;
constexpr qsizetype Sha1Digits = 40;
constexpr size_t MostRemembered = 8192; // about 2 MB

/// Takes the same time wherever the first difference stands. Both have the same length, a multiple of eight.
bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    volatile quint64 difference = 0; // volatile, or the compiler might leave at the first
    for (qsizetype i = 0; i < a.size(); i += 8)
        difference = difference | (qFromUnaligned<quint64>(a.data() + i) ^ qFromUnaligned<quint64>(b.data() + i));
    return difference == 0;
}

/// The path without one leading `/pub` or `/sub` segment; empty where it has none.
QByteArrayView withoutVerb(QByteArrayView path)
{
    return path.startsWith("/pub/") || path.startsWith("/sub/") ? path.sliced(4) : QByteArrayView();
}

} // namespace

TokenChecker::TokenChecker(QByteArray key, Sha1 sha1) : m_key(std::move(key)), m_sha1(sha1) {}

size_t TokenChecker::remembered() const
{
    return m_opened.size() + m_sha256Prefixes.size() + m_sha1Prefixes.size();
}

bool TokenChecker::opens(QByteArrayView token, QByteArrayView path)
{
    TokenKind kind = TokenKind::Sha256;
    if (token.size() == Sha1Digits && m_sha1 == Sha1::Accepted)
        kind = TokenKind::Sha1;
    else if (token.size() != Sha256Digits)
        return false;

    const std::string_view name(path.data(), size_t(path.size()));
    const auto known = m_opened.find(name);
    if (known != m_opened.end() && known->second.size() == token.size() && equalInConstantTime(token, known->second))
        return true;
    if (!opensBy(kind, token, path))
        return false;
    remember(m_opened, name, token.toByteArray());
    return true;
}

bool TokenChecker::opensBy(TokenKind kind, QByteArrayView token, QByteArrayView path)
{
    bool opened = false; // no early exit: the time must not tell which prefix a token is for
    const auto tryAll = [&](QByteArrayView whole) {
        for (qsizetype slash = whole.indexOf('/'); slash >= 0; slash = whole.indexOf('/', slash + 1))
            opened |= equalInConstantTime(token, tokenOfPrefix(whole.first(slash + 1), kind));
        if (!whole.isEmpty() && !whole.endsWith('/'))
            opened |= equalInConstantTime(token, makeToken(m_key, whole, kind));
    };
    tryAll(path);
    tryAll(withoutVerb(path));
    return opened;
}

const QByteArray &TokenChecker::tokenOfPrefix(QByteArrayView prefix, TokenKind kind)
{
    Tokens &tokens = kind == TokenKind::Sha256 ? m_sha256Prefixes : m_sha1Prefixes;
    const std::string_view name(prefix.data(), size_t(prefix.size()));
    auto known = tokens.find(name);
    if (known == tokens.end()) {
        remember(tokens, name, makeToken(m_key, prefix, kind));
        known = tokens.find(name);
    }
    return known->second;
}

void TokenChecker::remember(Tokens &tokens, std::string_view path, QByteArray token)
{
    if (tokens.size() >= MostRemembered)
        tokens.clear();
    tokens.insert_or_assign(std::string(path), std::move(token));
}

} // namespace hookbot
