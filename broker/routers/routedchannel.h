#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace hookbot {

/// An untrusted value as a part of one segment of a channel: percent-encodes what could end the segment, is not a
/// character, or would look like such an escape (slashes, control characters, `%`), and a value that is `.` or `..`.
/// Different values stay different. Pure.
[[nodiscard]] QByteArray segmentOf(QByteArrayView value);

/// Whether it is possible to publish and subscribe to this channel: no empty, `.` or `..` segment, UTF-8 without
/// control characters, and a path (including `/pub/` or `/unsafe/pub/`) of at most 2,048 bytes and 32 segments
/// (protocol, section 1). False for a channel that ends in a slash, to which nobody could subscribe alone.
[[nodiscard]] bool isGoodChannel(QByteArrayView channel);

} // namespace hookbot
