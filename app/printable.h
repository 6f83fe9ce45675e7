#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace hookbot {

/// Bytes that anybody may have sent, as one line that can be shown: everything that could move a terminal's cursor or
/// forge another line is escaped, as `\x1b`.
[[nodiscard]] QByteArray printable(QByteArrayView bytes);

/// The same for text of several lines: line ends and tabs stay.
[[nodiscard]] QByteArray printableText(QByteArrayView bytes);

} // namespace hookbot
