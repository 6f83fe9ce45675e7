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

/// How a service proves that a webhook is its own. docs/signatures.md lists for each the headers, what is signed, and
/// the document that specifies it.
enum class SignatureScheme {
    GitHub,           ///< `X-Hub-Signature-256`: HMAC-SHA256 of the body
    GitLab,           ///< `X-Gitlab-Token`: the secret itself
    Stripe,           ///< `Stripe-Signature`: HMAC-SHA256 of time and body
    Slack,            ///< `X-Slack-Signature`: HMAC-SHA256 of version, time and body
    StandardWebhooks, ///< `webhook-signature`: HMAC-SHA256 of id, time and body (standardwebhooks.com)
    Hmac,             ///< a header of the user's choice: HMAC-SHA256 of the body, in hexadecimal or base64
};

/// The scheme of this name (`github`, `gitlab`, `stripe`, `slack`, `standard-webhooks`, `hmac`), or nullopt.
[[nodiscard]] std::optional<SignatureScheme> signatureSchemeOf(QByteArrayView name);

/// The names that signatureSchemeOf() knows, for messages.
[[nodiscard]] QByteArrayList signatureSchemeNames();

/// What a receiver requires of a webhook's signature. A plain value.
struct SignatureRule
{
    SignatureScheme scheme = SignatureScheme::GitHub;
    std::vector<QByteArray> secrets;       ///< each is accepted, so that a secret can be replaced
    std::chrono::seconds tolerance{ 300 }; ///< maximum difference between the signed time, if any, and now
    bool allowSha1 = false;                ///< GitHub: accept `X-Hub-Signature` if there is no SHA-256
    QByteArray header = "X-Signature";     ///< Hmac: the field with the signature

    bool operator==(const SignatureRule &) const = default;
};

/// Whether one of the rule's secrets has signed this. The error describes why not, and never contains a secret or a
/// signature. A rule with an invalid secret rejects everything (check with keysOf() in secret.h). Compares in constant
/// time. Pure; any thread.
[[nodiscard]] tl::expected<void, QString> verifySignature(const SignatureRule &rule, const Headers &headers,
                                                          QByteArrayView body,
                                                          std::chrono::system_clock::time_point now);

/// The fields that a service with the first of the rule's secrets would send with this body, or what is wrong with that
/// secret. The id of Standard Webhooks is new each time. Any thread.
[[nodiscard]] tl::expected<Headers, QString> sign(const SignatureRule &rule, QByteArrayView body,
                                                  std::chrono::system_clock::time_point now);

} // namespace hookbot
