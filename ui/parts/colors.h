#pragma once

#include <QtGui/QColor>

namespace hookbot {

/// Whether text on it is light.
[[nodiscard]] bool isDark(const QColor &ground);

/// The colour of secondary text on @p ground: a contrast of at least 4.5:1, if that of the main text is high enough.
[[nodiscard]] QColor mutedColor(const QColor &text, const QColor &ground);

} // namespace hookbot
