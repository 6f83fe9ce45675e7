#pragma once

#include "ui/program/windowpreferences.h"

#include <functional>

class QWidget;

namespace hookbot {

/// What becomes of the program when its window is closed.
enum class Closing {
    Hide, ///< it goes on, and can be seen in the panel
    Tell, ///< it goes on where it cannot be seen: say so
    Ask,
    Quit
};

[[nodiscard]] Closing closingOf(WindowPreferences::WhenClosed choice, bool isPanelThere);

/// Asks what to do. Without an answer the window stays.
void askWhenClosed(QWidget *window, std::function<void(WindowPreferences::WhenClosed)> done);

/// Says where a program without a window and without an icon is.
void tellWhereItIs(const QString &address);

} // namespace hookbot
