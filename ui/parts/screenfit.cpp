#include "ui/parts/screenfit.h"

#include <QtGui/QScreen>
#include <QtWidgets/QStyle>
#include <QtWidgets/QWidget>

namespace hookbot {

namespace {

constexpr int FrameWidth = 4; ///< pixels, an estimate

QSize frameOf(const QWidget &window)
{
    const QSize frame = window.frameGeometry().size() - window.size();
    if (window.isVisible() && frame.height() > 0)
        return frame;
    const int title = window.style()->pixelMetric(QStyle::PM_TitleBarHeight, nullptr, &window);
    return { 2 * FrameWidth, title + 2 * FrameWidth };
}

} // namespace

QSize largestSize(const QWidget &window)
{
    return window.screen()->availableSize() - frameOf(window);
}

void fitToScreen(QWidget &window)
{
    if (!window.isMaximized() && !window.isFullScreen())
        window.resize(window.size().boundedTo(largestSize(window)));
}

} // namespace hookbot
