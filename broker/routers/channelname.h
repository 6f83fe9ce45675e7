#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace hookbot {

/// A value that anybody may have sent, as a part of one segment of a channel: what could end the segment, is no
/// character, or would look like such an escape (slashes, control characters, `%`) is percent-encoded, and so is a
/// value that is `.` or `..` as a whole. Different values stay different. Pure.
[[nodiscard]] QByteArray segmentOf(QByteArrayView value);

/// Whether there can be a subscription to this channel and a publish: no empty, `.` or `..` segment, UTF-8 without
/// control characters, and a path (`/pub/` or `/unsafe/pub/` included) of at most 2,048 bytes and 32 segments
/// (protocol, section 1). Not one that ends in a slash, which no subscription could name alone.
[[nodiscard]] bool isGoodChannel(QByteArrayView channel);

} // namespace hookbot
