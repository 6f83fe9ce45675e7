#pragma once

#include "broker/signing/signature.h"

namespace hookbot {

/// The key that a secret stands for: its bytes as they are; under Standard Webhooks those behind `whsec_`, which are
/// base64. The error says what is wrong with it, without it. Pure.
[[nodiscard]] tl::expected<QByteArray, QString> keyOf(SignatureScheme scheme, const QByteArray &secret);

/// The keys of all secrets; an error where there is none, or where one of them is wrong. Pure.
[[nodiscard]] tl::expected<std::vector<QByteArray>, QString> keysOf(const SignatureRule &rule);

} // namespace hookbot
