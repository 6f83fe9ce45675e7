#pragma once

#include "ui/program/windowpreferences.h"

#include <QtGui/QPalette>

namespace hookbot {

/// The colours of the program's windows: those of the system, or light, or dark. GUI thread.
class Appearance
{
public:
    /// Remembers the current palette as the system's.
    Appearance();

    void wear(WindowPreferences::Theme theme);

    [[nodiscard]] const QPalette &systemPalette() const { return m_systemPalette; }

private:
    QString m_systemStyle;
    QPalette m_systemPalette;
    WindowPreferences::Theme m_theme = WindowPreferences::Theme::System;
};

} // namespace hookbot
