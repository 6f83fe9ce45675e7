#pragma once

class QProcess;
class QString;

namespace hookbot {

/// Prepares @p process to run @p command in the system's shell. Where the system has process groups, the shell gets one
/// of its own, so that Ctrl-C in a terminal reaches this process only.
void prepareShell(QProcess &process, const QString &command);

/// Kills the shell, and where the system has process groups, all that it has started.
void killShell(QProcess &process);

} // namespace hookbot
