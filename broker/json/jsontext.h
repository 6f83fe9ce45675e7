#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace hookbot {

/// The number that the four hexadecimal digits at @p at stand for; -1 where there are fewer.
[[nodiscard]] int codeUnit(QByteArrayView text, qsizetype at);

/// The number of bytes of the character of several bytes at the beginning of @p text; 0 where it is not UTF-8 (RFC
/// 3629: the shortest form, no surrogates, nothing beyond U+10FFFF).
[[nodiscard]] qsizetype lengthOfCharacter(QByteArrayView text);

/// What the inside of a JSON string says (RFC 8259, section 7), whose escapes are valid. Half of a surrogate pair
/// becomes U+FFFD.
[[nodiscard]] QByteArray unescapedText(QByteArrayView raw);

} // namespace hookbot
