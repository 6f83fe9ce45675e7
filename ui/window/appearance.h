#pragma once

#include "ui/program/windowpreferences.h"

#include <QtGui/QPalette>

namespace hookbot {

/// How all the program's windows theme: as the system has it, or light or dark whatever it has. GUI thread.
class Appearance
{
public:
    /// Takes what there is as the system's.
    Appearance();

    void wear(WindowPreferences::Theme theme);

    [[nodiscard]] const QPalette &systemPalette() const { return m_systemPalette; }

private:
    QString m_systemStyle;
    QPalette m_systemPalette;
    WindowPreferences::Theme m_theme = WindowPreferences::Theme::System;
};

} // namespace hookbot
