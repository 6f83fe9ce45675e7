#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>

namespace hookbot {

/// The bytes that were posted, if @p body is an envelope of `?extra-metadata=github` or `?extra-metadata=headers`
/// (protocol, section 3); else null. Allocates these bytes, and as much again if hookbot would write the envelope
/// differently. Pure.
[[nodiscard]] std::optional<QByteArray> unwrapped(QByteArrayView body);

/// The content of an envelope of `?extra-metadata=github`.
struct GitHubEnvelope
{
    std::optional<QByteArray> payload; ///< null if it is not base64
    QByteArray event;                  ///< empty if longer than any event's name
    QByteArray signature;              ///< empty if longer than any signature
};

/// Parses such an envelope; null if it is not one. Skips other members. Pure.
[[nodiscard]] std::optional<GitHubEnvelope> readGitHubEnvelope(QByteArrayView body);

} // namespace hookbot
