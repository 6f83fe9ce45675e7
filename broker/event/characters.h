#pragma once

#include <QtCore/QByteArrayView>

namespace hookbot {

/// A character of UTF-8 text. Bytes that are not UTF-8 (also overlong forms, surrogates, a cut end) are one each, and
/// not valid.
struct Character
{
    char32_t code = 0;
    qsizetype size = 1; ///< bytes
    bool isValid = false;
};

/// The first of these bytes, of which there is one at least. Looks at four at most.
[[nodiscard]] Character characterAt(QByteArrayView bytes);

/// Whether text that anybody may have sent can be shown with this character as it is: it is neither a control character
/// (C0, DEL, C1), nor one that is not seen or changes the direction or the line of what is beside it (bidi controls,
/// zero width, line and paragraph separators, byte order mark, tags, fillers), nor one that is private or unassigned.
///
/// The one table for terminals, logs and the window.
[[nodiscard]] bool isShowable(char32_t code);

} // namespace hookbot
