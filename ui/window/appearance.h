#pragma once

#include "ui/program/desktop.h"

#include <QtGui/QPalette>

namespace hookbot {

/// How all the program's windows look: as the system has it, or light or dark whatever it has. GUI thread.
class Appearance
{
public:
    /// Takes what there is as the system's.
    Appearance();

    void wear(Preferences::Look look);

    [[nodiscard]] const QPalette &systemPalette() const { return m_systemPalette; }

private:
    QString m_systemStyle;
    QPalette m_systemPalette;
    Preferences::Look m_look = Preferences::Look::System;
};

} // namespace hookbot
