#pragma once

#include <QtCore/QString>

namespace hookbot {

/// Why one of the ServerSettings or WindowPreferences cannot be applied.
struct PreferenceFault
{
    enum class Field {
        Bind,
        TlsKeyFile,
        TlsCertificateFile,
        UrlBase,
        KeepEvents,
        KeepBytes,
        KeepFor,
        MaxBody,
        StartsPaused,
        StartsAtLogin
    };

    Field field;
    QString message; ///< what is wrong, and what to do
};

} // namespace hookbot
