#pragma once

#include <QtCore/QObject>

#include <memory>

namespace hookbot {

/// The signals to stop and to reload, as Qt signals in the thread that made this. At most one object per process.
class StopSignals : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static std::unique_ptr<StopSignals> install();

    /// Whether SIGHUP, also sent when the terminal closes, is ignored, as under nohup(1).
    [[nodiscard]] virtual bool isTerminalOutlived() const { return false; }

    /// Waits until standard output can take some bytes (at least 4096 if it is a pipe), and returns true; or false when
    /// one of the signals arrives, which the event loop then emits.
    [[nodiscard]] static bool waitForOutput();

Q_SIGNALS:
    void stopAsked();   ///< SIGTERM, SIGINT
    void reloadAsked(); ///< SIGHUP
};

} // namespace hookbot
