#pragma once

#include "broker/signing/signature.h"

namespace hookbot {

/// The key of a secret: its bytes; under Standard Webhooks, the base64 after `whsec_`. The error describes what is
/// wrong with it, and does not contain it. Pure.
[[nodiscard]] tl::expected<QByteArray, QString> keyOf(SignatureScheme scheme, const QByteArray &secret);

/// The keys of all secrets; an error if there are none, or if one of them is wrong. Pure.
[[nodiscard]] tl::expected<std::vector<QByteArray>, QString> keysOf(const SignatureRule &rule);

} // namespace hookbot
