#pragma once

#include <QtCore/QObject>

#include <memory>

namespace hookbot {

/// The signals of an orderly life, as Qt signals in the thread that made this: one at a time in a process.
class StopSignals : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static std::unique_ptr<StopSignals> install();

    /// Whether the end of the terminal, a SIGHUP too, is no reason to end: nohup(1) said so.
    [[nodiscard]] virtual bool isTerminalOutlived() const { return false; }

    /// Waits until standard output takes some bytes (4096 at least, where it is a pipe), and is true; or until one of
    /// the signals comes, which the event loop will tell of. For whoever must not wait for a reader in vain.
    [[nodiscard]] static bool waitForOutput();

Q_SIGNALS:
    void stopAsked();   ///< SIGTERM, SIGINT
    void reloadAsked(); ///< SIGHUP
};

} // namespace hookbot
