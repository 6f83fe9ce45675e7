#pragma once

#include "broker/event/event.h"

namespace hookbot {

/// An event as a JSON object (protocol, section 5): `body`, or `body_base64` where the bytes are not UTF-8. One line,
/// without its end.
[[nodiscard]] QByteArray eventJson(const Event &event);

/// The same in three: what is before the body's text, that text (escaped, or base64) and what is behind it.
[[nodiscard]] QByteArray jsonBeforeBody(const Event &event, bool bodyIsUtf8);
[[nodiscard]] QByteArray jsonBehindBody(const Event &event);

/// The record of a gap: retention has dropped events after @p after; the next is @p oldest or later, zero where nothing
/// is left.
[[nodiscard]] QByteArray gapJson(EventId after, EventId oldest);

} // namespace hookbot
