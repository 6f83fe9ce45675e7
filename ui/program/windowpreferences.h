#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QSet>

namespace hookbot {

/// How the window and its tray icon behave. Kept between two runs. The server does not depend on them.
struct WindowPreferences
{
    enum class Theme { System, Light, Dark };
    enum class WhenClosed {
        Ask, ///< the first time; the answer is then kept
        KeepRunning,
        Quit
    };

    bool startsAtLogin = false;
    bool notifiesTrouble = true;
    QSet<QByteArray> notifiedChannels; ///< whose events are shown as notifications; a prefix ends in `/`
    Theme theme = Theme::System;
    WhenClosed whenClosed = WhenClosed::Ask;

    bool operator==(const WindowPreferences &) const = default;
};

} // namespace hookbot
