#pragma once

#include "broker/signing/signature.h"

namespace hookbot {

/// A hook as a service would send it. A plain value.
struct Example
{
    SignatureScheme scheme = SignatureScheme::GitHub; ///< how the service signs
    Headers headers;                                  ///< without the signature
    QByteArray body;
};

/// The names of the examples, such as `github-push`.
[[nodiscard]] QByteArrayList exampleNames();

/// The example of this name, each time with a new delivery id; nullopt if there is no such example.
[[nodiscard]] std::optional<Example> makeExample(QByteArrayView name);

} // namespace hookbot
