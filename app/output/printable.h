#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace hookbot {

/// Bytes that anybody may have sent, as one line that can be shown on a terminal or in a log: every character that is
/// not isShowable() (broker/event/characters.h) and every byte that is not UTF-8 is escaped, as `\x1b`.
[[nodiscard]] QByteArray printable(QByteArrayView bytes);

/// The same for text of several lines: line ends and tabs stay.
[[nodiscard]] QByteArray printableText(QByteArrayView bytes);

/// An equivalent JSON text whose strings can be shown on a terminal: control characters are escaped as `\u202e`.
[[nodiscard]] QByteArray printableJson(QByteArrayView json);

} // namespace hookbot
