#include "broker/auth/prefixmacs.h"

#include <QtCore/QCryptographicHash>

#include <array>
#include <new>

#include <openssl/evp.h>

namespace hookbot {

namespace {

constexpr qsizetype BlockSize = 64; // of SHA-1 and SHA-256 alike

/// OpenSSL fails here only without memory, or if its hashes were removed: then no token can be checked.
void require(int succeeded)
{
    if (succeeded != 1)
        throw std::bad_alloc();
}

QByteArray xored(QByteArray block, char with)
{
    for (char &c : block)
        c = char(c ^ with);
    return block;
}

} // namespace

void PrefixMacs::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

PrefixMacs::Context PrefixMacs::make()
{
    Context context(EVP_MD_CTX_new());
    require(context ? 1 : 0);
    return context;
}

PrefixMacs::PrefixMacs(const QByteArray &key, TokenKind kind)
    : m_inner(make()),
      m_outer(make()),
      m_running(make()),
      m_last(make())
{
    const bool isSha256 = kind == TokenKind::Sha256;
    QByteArray block = key;
    if (key.size() > BlockSize)
        block = QCryptographicHash::hash(key, isSha256 ? QCryptographicHash::Sha256 : QCryptographicHash::Sha1);
    block.append(BlockSize - block.size(), '\0');
    const EVP_MD *algorithm = isSha256 ? EVP_sha256() : EVP_sha1();
    for (const auto &[context, pad] : { std::pair(m_inner.get(), 0x36), std::pair(m_outer.get(), 0x5c) }) {
        const QByteArray padded = xored(block, char(pad));
        require(EVP_DigestInit_ex(context, algorithm, nullptr));
        require(EVP_DigestUpdate(context, padded.constData(), size_t(padded.size())));
    }
}

void PrefixMacs::ofPrefixes(QByteArrayView text, const std::function<void(QByteArrayView mac)> &use)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac;
    unsigned int size = 0;
    require(EVP_MD_CTX_copy_ex(m_running.get(), m_inner.get()));
    while (!text.isEmpty()) {
        const qsizetype slash = text.indexOf('/');
        const QByteArrayView segment = slash < 0 ? text : text.first(slash + 1);
        text = text.sliced(segment.size());
        require(EVP_DigestUpdate(m_running.get(), segment.data(), size_t(segment.size())));

        require(EVP_MD_CTX_copy_ex(m_last.get(), m_running.get()));
        require(EVP_DigestFinal_ex(m_last.get(), mac.data(), &size));
        require(EVP_MD_CTX_copy_ex(m_last.get(), m_outer.get()));
        require(EVP_DigestUpdate(m_last.get(), mac.data(), size));
        require(EVP_DigestFinal_ex(m_last.get(), mac.data(), &size));
        use({ mac.data(), qsizetype(size) });
    }
}

} // namespace hookbot
