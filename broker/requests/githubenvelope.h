#pragma once

#include "broker/http/request.h"

namespace hookbot {

/// The body of an event published with `?extra-metadata=github` (protocol, section 3): a JSON object of Delivery,
/// Event, Payload (base64 of what was posted) and Signature, byte for byte as the Go program's encoder writes it. Pure.
[[nodiscard]] QByteArray githubEnvelope(const Headers &headers, const QByteArray &payload);

} // namespace hookbot
