#include "broker/auth/tokenchecker.h"

#include <QtCore/QtEndian>

#include <array>

namespace hookbot {

namespace {

constexpr qsizetype Sha256Digits = 64;
constexpr qsizetype Sha1Digits = 40;
constexpr size_t MostRecentBytes = size_t(2) * 1024 * 1024;

/// The memory of a remembered token in addition to its path: its digits, and its part of the table.
constexpr size_t BytesOfEntry = 256;

/// A token's bytes.
struct Mac
{
    std::array<char, Sha256Digits / 2> bytes{};
    qsizetype size = 0;
};

/// 0 to 15; -1 for a byte that is no digit of a token. Without a branch: the bytes may be a secret.
int digitOf(char c)
{
    const int value = static_cast<uchar>(c);
    const int noDecimal = ((value - '0') | ('9' - value)) >> 8; // 0 for a decimal digit, else -1
    const int noLetter = ((value - 'a') | ('f' - value)) >> 8;
    return (~noDecimal & (value - '0')) | (~noLetter & (value - 'a' + 10)) | (noDecimal & noLetter);
}

/// The bytes of lower-case hexadecimal digits, as in tokens; empty if there is another character.
std::optional<Mac> macOf(QByteArrayView token)
{
    Mac mac;
    mac.size = token.size() / 2;
    int fault = 0;
    for (qsizetype i = 0; i < mac.size; ++i) {
        const int high = digitOf(token[2 * i]);
        const int low = digitOf(token[2 * i + 1]);
        fault |= high | low;
        mac.bytes[size_t(i)] = char((high << 4 & 0xf0) | (low & 0x0f));
    }
    return fault < 0 ? std::nullopt : std::optional(mac);
}

/// Takes the same time wherever the first difference stands. Both have the same length, a multiple of four.
bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    volatile quint32 difference = 0; // volatile, or the compiler might leave at the first
    for (qsizetype i = 0; i < a.size(); i += 4)
        difference = difference | (qFromUnaligned<quint32>(a.data() + i) ^ qFromUnaligned<quint32>(b.data() + i));
    return difference == 0;
}

/// The path without one leading `/pub` or `/sub` segment; empty where it has none.
QByteArrayView withoutVerb(QByteArrayView path)
{
    return path.startsWith("/pub/") || path.startsWith("/sub/") ? path.sliced(4) : QByteArrayView();
}

std::string_view nameOf(QByteArrayView path)
{
    return { path.data(), size_t(path.size()) };
}

} // namespace

TokenChecker::TokenChecker(const QByteArray &key, Sha1 sha1)
    : m_sha256(key, TokenKind::Sha256),
      m_sha1(key, TokenKind::Sha1),
      m_acceptsSha1(sha1 == Sha1::Accepted)
{
}

bool TokenChecker::opens(QByteArrayView token, QByteArrayView path)
{
    const bool isSha1 = token.size() == Sha1Digits && m_acceptsSha1;
    if (!isSha1 && token.size() != Sha256Digits)
        return false;
    if (isKnown(token, path))
        return true;
    const auto given = macOf(token);
    if (!given)
        return false;
    bool opened = false; // no early exit: the time must not tell which prefix a token is for
    PrefixMacs &macs = isSha1 ? m_sha1 : m_sha256;
    for (const QByteArrayView whole : { path, withoutVerb(path) }) {
        macs.ofPrefixes(whole, [&](QByteArrayView mac) {
            opened |= equalInConstantTime(mac, { given->bytes.data(), given->size });
        });
    }
    if (opened)
        remember(path, token.toByteArray());
    return opened;
}

bool TokenChecker::isKnown(QByteArrayView token, QByteArrayView path)
{
    const auto isIn = [&](const Tokens &tokens) {
        const auto known = tokens.find(nameOf(path));
        return known != tokens.end() && known->second.size() == token.size() &&
               equalInConstantTime(token, known->second);
    };
    if (isIn(m_recent))
        return true;
    if (!isIn(m_older))
        return false;
    remember(path, token.toByteArray());
    return true;
}

void TokenChecker::remember(QByteArrayView path, QByteArray token)
{
    const size_t bytes = size_t(path.size()) + BytesOfEntry;
    if (m_recentBytes + bytes > MostRecentBytes) {
        m_older = std::exchange(m_recent, {});
        m_olderBytes = std::exchange(m_recentBytes, 0);
    }
    if (m_recent.insert_or_assign(std::string(nameOf(path)), std::move(token)).second)
        m_recentBytes += bytes;
}

} // namespace hookbot
