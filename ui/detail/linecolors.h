#pragma once

#include "ui/detail/bodylines.h"

#include <QtGui/QColor>

class QPalette;

namespace hookbot {

/// The text colour of a style: a contrast of at least 4.5:1 with the palette's base, light or dark.
[[nodiscard]] QColor lineColor(TextStyle style, const QPalette &palette);

/// The background of a line of this style; invalid for most.
[[nodiscard]] QColor lineBackground(TextStyle style, const QPalette &palette);

} // namespace hookbot
