#include "ui/window/appearance.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QStyle>

namespace hookbot {

namespace {

/// The colours that differ between light and dark. Text has a contrast of at least 4.5 on each background.
struct Shades
{
    QRgb window, base, alternate, button, text, faint, off, link, visited, highlight;
};

constexpr Shades LightShades{ 0xfff3f4f5, 0xffffffff, 0xfff7f8f9, 0xfff3f4f5, 0xff1b2025,
                              0xff5c656d, 0xff8d959c, 0xff0b5cad, 0xff6b3fa0, 0xff1f66a8 };
constexpr Shades DarkShades{ 0xff22262a, 0xff191c1f, 0xff1f2327, 0xff2d3237, 0xffeceff1,
                             0xffa3acb4, 0xff727a82, 0xff74b8f5, 0xffc0a5f0, 0xff2c6aa6 };

QPalette paletteOf(const Shades &shades)
{
    QPalette palette(QColor(shades.button), QColor(shades.window));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText })
        palette.setColor(role, QColor(shades.text));
    palette.setColor(QPalette::Base, QColor(shades.base));
    palette.setColor(QPalette::AlternateBase, QColor(shades.alternate));
    palette.setColor(QPalette::ToolTipBase, QColor(shades.button));
    palette.setColor(QPalette::PlaceholderText, QColor(shades.faint));
    palette.setColor(QPalette::Link, QColor(shades.link));
    palette.setColor(QPalette::LinkVisited, QColor(shades.visited));
    palette.setColor(QPalette::Highlight, QColor(shades.highlight));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText })
        palette.setColor(QPalette::Disabled, role, QColor(shades.off));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, QColor(shades.button));
    return palette;
}

} // namespace

Appearance::Appearance() : m_systemStyle(QApplication::style()->name()), m_systemPalette(QApplication::palette()) {}

void Appearance::wear(WindowPreferences::Theme theme)
{
    if (theme == m_theme)
        return;
    m_theme = theme;
    if (theme == WindowPreferences::Theme::System) {
        QApplication::setStyle(m_systemStyle);
        QApplication::setPalette(QPalette());
        return;
    }
    // The system's style draws parts from its own theme, not from the palette.
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setPalette(paletteOf(theme == WindowPreferences::Theme::Dark ? DarkShades : LightShades));
}

} // namespace hookbot
