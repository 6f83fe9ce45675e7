#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace hookbot {

/// The number that the four hexadecimal digits at @p at represent; -1 if there are fewer.
[[nodiscard]] int codeUnit(QByteArrayView text, qsizetype at);

/// The length in bytes of the multi-byte character at the beginning of @p text; 0 if it is not UTF-8 (RFC 3629: the
/// shortest form, no surrogates, nothing beyond U+10FFFF).
[[nodiscard]] qsizetype lengthOfCharacter(QByteArrayView text);

/// The text of the inside of a JSON string (RFC 8259, section 7) with valid escapes. Half of a surrogate pair becomes
/// U+FFFD.
[[nodiscard]] QByteArray unescapedText(QByteArrayView raw);

} // namespace hookbot
