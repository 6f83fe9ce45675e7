#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace hookbot {

/// The text of a JSON string (RFC 8259, section 7), without its quotes: what must be escaped is, and nothing else.
/// Precondition of both: UTF-8, or a part of it; a part may begin and end anywhere. Pure.
void appendEscaped(QByteArray &json, QByteArrayView utf8);

/// Bytes that appendEscaped() adds.
[[nodiscard]] qint64 escapedSize(QByteArrayView utf8);

/// No byte becomes more than this.
constexpr qsizetype MostEscapedBytes = 6;

} // namespace hookbot
