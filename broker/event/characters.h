#pragma once

#include <QtCore/QByteArrayView>

namespace hookbot {

/// A character of UTF-8 text. Each byte that is not UTF-8 (also of overlong forms, surrogates, a cut end) is one
/// invalid character.
struct Character
{
    char32_t code = 0;
    qsizetype size = 1; ///< bytes
    bool isValid = false;
};

/// The first character of @p bytes, which must not be empty. Reads at most four bytes.
[[nodiscard]] Character characterAt(QByteArrayView bytes);

/// Whether text from an untrusted sender can be shown with this character unchanged: it is not a control character (C0,
/// DEL, C1), not invisible, does not change the direction or the line of its neighbours (bidi controls, zero width,
/// line and paragraph separators, byte order mark, tags, fillers), and is not private or unassigned.
///
/// The one table for terminals, logs and the window.
[[nodiscard]] bool isShowable(char32_t code);

} // namespace hookbot
