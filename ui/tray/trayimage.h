#pragma once

#include <QtGui/QIcon>

class QPalette;

namespace hookbot {

enum class TrayState {
    Serving,
    New, ///< there are events that nobody has looked at
    Paused,
    Trouble
};

/// The icon of a state for a panel: the mark in the colour of the panel's text, with a sign of the state that differs
/// in shape as well as colour. Each panel size has a drawing of its own. @p isPulsing: an event has just arrived.
[[nodiscard]] QIcon trayImage(TrayState state, bool isPulsing, bool isPanelDark);

/// A guess: some desktops always have a dark panel, on others it has the colours of windows. @p desktop is
/// XDG_CURRENT_DESKTOP, @p platform Qt's name of the window system.
[[nodiscard]] bool isPanelDark(const QByteArray &desktop, const QString &platform, const QPalette &system);

} // namespace hookbot
