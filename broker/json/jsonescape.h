#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace hookbot {

/// Appends the text of a JSON string (RFC 8259, section 7), without its quotes; escapes only what must be. Precondition
/// of both: UTF-8, or a part of it; a part may begin and end anywhere. Pure.
void appendEscaped(QByteArray &json, QByteArrayView utf8);

/// The number of bytes that appendEscaped() adds.
[[nodiscard]] qint64 escapedSize(QByteArrayView utf8);

/// The maximum for one byte.
constexpr qsizetype MostEscapedBytes = 6;

} // namespace hookbot
