#include "ui/detail/linecolors.h"

#include "ui/parts/colors.h"

#include <QtGui/QPalette>

namespace hookbot {

QColor lineColor(TextStyle style, const QPalette &palette)
{
    const bool onDark = isDark(palette.color(QPalette::Base));
    switch (style) {
    case TextStyle::Key:
        return onDark ? QColor(0x8a, 0xb8, 0xff) : QColor(0x0b, 0x4f, 0x9e);
    case TextStyle::String:
        return onDark ? QColor(0xa5, 0xd6, 0xa7) : QColor(0x1a, 0x66, 0x24);
    case TextStyle::Number:
        return onDark ? QColor(0xff, 0xcc, 0x80) : QColor(0x8a, 0x3b, 0x00);
    case TextStyle::Literal:
        return onDark ? QColor(0xd9, 0xa6, 0xe6) : QColor(0x7a, 0x1f, 0xa2);
    case TextStyle::Mark:
    case TextStyle::Faint:
        return mutedColor(palette.color(QPalette::Text), palette.color(QPalette::Base));
    case TextStyle::Plain:
    case TextStyle::Added:
    case TextStyle::Removed:
        break;
    }
    return palette.color(QPalette::Text);
}

QColor lineBackground(TextStyle style, const QPalette &palette)
{
    const bool onDark = isDark(palette.color(QPalette::Base));
    if (style == TextStyle::Added)
        return onDark ? QColor(0x14, 0x3d, 0x1e) : QColor(0xdc, 0xf5, 0xe0);
    if (style == TextStyle::Removed)
        return onDark ? QColor(0x4a, 0x1c, 0x1c) : QColor(0xfb, 0xdf, 0xdf);
    return {};
}

} // namespace hookbot
