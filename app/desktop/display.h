#pragma once

#include <QtCore/QString>

namespace hookbot {

/// Why no window can be shown; empty if it can be tried. Qt ends a program that finds no display, so it has to
/// be asked before there is a QApplication.
[[nodiscard]] QString displayFault();

} // namespace hookbot
