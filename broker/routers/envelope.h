#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>

namespace hookbot {

/// The bytes that were posted, where @p body is an envelope of `?extra-metadata=github` or `?extra-metadata=headers`
/// (protocol, section 3); nothing where it is none. Takes memory for these bytes, and as much again where the envelope
/// is not as hookbot writes it. Pure.
[[nodiscard]] std::optional<QByteArray> unwrapped(QByteArrayView body);

/// What an envelope of `?extra-metadata=github` says of a hook.
struct GitHubEnvelope
{
    std::optional<QByteArray> payload; ///< null where it is not base64
    QByteArray event;                  ///< empty where it is longer than any event's name
    QByteArray signature;              ///< empty where it is longer than any signature
};

/// Reads such an envelope; null where it is none. Other members are skipped. Pure.
[[nodiscard]] std::optional<GitHubEnvelope> readGitHubEnvelope(QByteArrayView body);

} // namespace hookbot
