#pragma once

#include "ui/program/windowpreferences.h"

#include <functional>

class QWidget;

namespace hookbot {

/// What happens to the program when its window is closed.
enum class Closing {
    Hide, ///< it keeps running, with its icon in the panel
    Tell, ///< it keeps running without an icon: say so
    Ask,
    Quit
};

[[nodiscard]] Closing closingOf(WindowPreferences::WhenClosed choice, bool isPanelThere);

/// Asks what to do. If the person cancels, the window stays open.
void askWhenClosed(QWidget *window, bool isPanelThere, std::function<void(WindowPreferences::WhenClosed)> done);

/// Explains how to find a program without window and icon.
void tellWhereItIs(const QString &address);

} // namespace hookbot
