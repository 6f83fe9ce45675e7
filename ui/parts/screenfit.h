#pragma once

#include <QtCore/QSize>

class QWidget;

namespace hookbot {

/// The largest size of @p window, without its frame, with which it fits on its screen beside the panels. Before the
/// window is shown its frame is estimated.
[[nodiscard]] QSize largestSize(const QWidget &window);

/// Shrinks @p window to largestSize(), if it is larger.
void fitToScreen(QWidget &window);

} // namespace hookbot
