#pragma once

#include "ui/detail/bodylines.h"

#include <QtGui/QColor>

class QPalette;

namespace hookbot {

/// What a style is written in: at least 4.5:1 on the palette's base, light or dark.
[[nodiscard]] QColor lineColor(TextStyle style, const QPalette &palette);

/// What is behind a line of this style; none for most.
[[nodiscard]] QColor lineBackground(TextStyle style, const QPalette &palette);

} // namespace hookbot
