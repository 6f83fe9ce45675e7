#pragma once

#include "broker/event/event.h"

namespace hookbot {

/// The body of an event published with `?extra-metadata=headers` (protocol, section 3): a JSON object of Body (base64
/// of what was posted), Header, Method, Query and RemoteAddr, for those who cannot ask for `format=json`. Header has
/// for each name its values, the name's words in capitals as in Go's http.Header, so that it is found however it was
/// sent. Pure.
[[nodiscard]] QByteArray headersEnvelope(const Draft &event, const QByteArray &body);

} // namespace hookbot
