#pragma once

#include <QtGui/QColor>

namespace hookbot {

/// Whether light text is read on it.
[[nodiscard]] bool isDark(const QColor &ground);

/// Text that says less than what stands beside it, and can still be read on @p ground: at least 4.5:1 where the text
/// itself has a good contrast.
[[nodiscard]] QColor mutedColor(const QColor &text, const QColor &ground);

} // namespace hookbot
