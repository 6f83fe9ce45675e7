#pragma once

#include "broker/event/headers.h"

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayList>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <chrono>
#include <optional>
#include <tl/expected.hpp>
#include <vector>

namespace hookbot {

/// How a service proves that a hook is its own. docs/signatures.md has for each the headers, what is signed, and the
/// document that says so.
enum class SignatureScheme {
    GitHub,           ///< `X-Hub-Signature-256`: HMAC-SHA256 of the body
    GitLab,           ///< `X-Gitlab-Token`: the secret itself
    Stripe,           ///< `Stripe-Signature`: HMAC-SHA256 of time and body
    Slack,            ///< `X-Slack-Signature`: HMAC-SHA256 of version, time and body
    StandardWebhooks, ///< `webhook-signature`: HMAC-SHA256 of id, time and body (standardwebhooks.com)
    Hmac,             ///< a header of the user's choice: HMAC-SHA256 of the body, in hexadecimal or base64
};

/// The scheme of this name (`github`, `gitlab`, `stripe`, `slack`, `standard-webhooks`, `hmac`), or nothing.
[[nodiscard]] std::optional<SignatureScheme> signatureSchemeOf(QByteArrayView name);

/// The names that signatureSchemeOf() knows, to be listed.
[[nodiscard]] QByteArrayList signatureSchemeNames();

/// What a receiver expects of a hook's signature. A plain value.
struct SignatureRule
{
    SignatureScheme scheme = SignatureScheme::GitHub;
    std::vector<QByteArray> secrets;       ///< any of them will do, so that one can be replaced by the next
    std::chrono::seconds tolerance{ 300 }; ///< how far the signed time may be from now, either way, where one is signed
    bool allowSha1 = false;                ///< GitHub: take `X-Hub-Signature` where there is no SHA-256
    QByteArray header = "X-Signature";     ///< Hmac: where the signature stands

    bool operator==(const SignatureRule &) const = default;
};

/// Whether one of the rule's secrets has signed this. The error says why not, and never holds a secret or a signature.
/// A rule with a secret that is no good lets nothing pass (keysOf() in secret.h tells beforehand). Compares in constant
/// time. Pure; any thread.
[[nodiscard]] tl::expected<void, QString> verifySignature(const SignatureRule &rule, const Headers &headers,
                                                          QByteArrayView body,
                                                          std::chrono::system_clock::time_point now);

/// The fields that a service which knows the first of the rule's secrets would send with this body; or what is wrong
/// with that secret. Any thread. The id of Standard Webhooks is a new one each time.
[[nodiscard]] tl::expected<Headers, QString> sign(const SignatureRule &rule, QByteArrayView body,
                                                  std::chrono::system_clock::time_point now);

} // namespace hookbot
