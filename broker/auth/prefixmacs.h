#pragma once

#include "broker/auth/token.h"

#include <functional>
#include <memory>

struct evp_md_ctx_st; // OpenSSL's EVP_MD_CTX

namespace hookbot {

/// The HMACs of a text's prefixes (RFC 2104) under one key, in one pass over the text. Together they cost about as much
/// as the text's bytes and a fixed sum for each; computing each from the beginning would cost the product. One thread.
class PrefixMacs
{
public:
    PrefixMacs(const QByteArray &key, TokenKind kind);

    /// Calls @p use with the HMAC, as bytes (32 or 20), of every prefix of @p text that ends in `/`, and of @p text
    /// itself if it does not, shortest first; never for an empty text. The bytes are valid during the call.
    void ofPrefixes(QByteArrayView text, const std::function<void(QByteArrayView mac)> &use);

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    using Context = std::unique_ptr<evp_md_ctx_st, Free>;

    static Context make();

    Context m_inner; ///< after the key's first block
    Context m_outer; ///< after its second
    Context m_running;
    Context m_last;
};

} // namespace hookbot
