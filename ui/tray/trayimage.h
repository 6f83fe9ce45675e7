#pragma once

#include <QtGui/QIcon>

class QPalette;

namespace hookbot {

enum class TrayState {
    Serving,
    New, ///< events came that nobody has looked at
    Paused,
    Trouble
};

/// The icon of a state for a panel: its mark in the colour of the panel's text, and at the end of its branch what sets
/// the state apart, by shape as well as colour. Drawn on a grid of its own for each of the sizes that panels have.
/// @p isPulsing: an event passes.
[[nodiscard]] QIcon trayImage(TrayState state, bool isPulsing, bool isPanelDark);

/// As well as it can be known: some desktops have a dark panel whatever else they look like, others one that looks like
/// their windows. @p desktop is XDG_CURRENT_DESKTOP, @p platform Qt's name of the window system.
[[nodiscard]] bool isPanelDark(const QByteArray &desktop, const QString &platform, const QPalette &system);

} // namespace hookbot
