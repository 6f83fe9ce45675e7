#pragma once

#include <QtCore/QString>
#include <QtCore/QtGlobal>

#include <chrono>

namespace hookbot {

/// How the desktop program's server runs. Kept between two runs.
struct ServerSettings
{
    QString bind = QStringLiteral("127.0.0.1:8080"); ///< host:port
    QString tlsKeyFile;                              ///< PEM; both files are set, or neither
    QString tlsCertificateFile;                      ///< PEM
    QString urlBase;                                 ///< of copied URLs; empty: the address the server listens on
    qint64 keepEvents = 1'000'000;
    qint64 keepBytes = 1024LL * 1024 * 1024;
    std::chrono::seconds keepFor{ 7 * 24 * 3600 };
    qint64 maxBody = 25LL * 1024 * 1024; ///< bytes
    bool startsPaused = false;           ///< takes effect at the next start of the program

    bool operator==(const ServerSettings &) const = default;
};

} // namespace hookbot
