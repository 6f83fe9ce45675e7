#include "ui/parts/colors.h"

namespace hookbot {

bool isDark(const QColor &ground)
{
    return ground.lightness() < 128;
}

QColor mutedColor(const QColor &text, const QColor &ground)
{
    constexpr float Share = 0.7F; // of the text's colour
    const auto mix = [](float of, float other) { return of * Share + other * (1 - Share); };
    return QColor::fromRgbF(mix(text.redF(), ground.redF()), mix(text.greenF(), ground.greenF()),
                            mix(text.blueF(), ground.blueF()));
}

} // namespace hookbot
