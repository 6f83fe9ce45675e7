#pragma once

#include "ui/program/desktop.h"

#include <QtGui/QPalette>

namespace hookbot {

/// The colours of the program's windows: those of the system, or light, or dark. GUI thread.
class Appearance
{
public:
    /// Remembers the current palette as the system's.
    Appearance();

    void wear(Preferences::Look look);

    [[nodiscard]] const QPalette &systemPalette() const { return m_systemPalette; }

private:
    QString m_systemStyle;
    QPalette m_systemPalette;
    Preferences::Look m_look = Preferences::Look::System;
};

} // namespace hookbot
