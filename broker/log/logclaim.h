#pragma once

#include "broker/locks/filelock.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <memory>

namespace hookbot {

/// That a file is the log of one server, by whichever name it is opened: a link, a hard link, a mount. SQLite names the
/// files beside it after the name that is used, so two who write it by two names destroy it.
///
/// Taken before SQLite opens the file, and released after it has closed it: to close any descriptor of the file takes
/// SQLite's own locks from this process. Any thread.
class LogClaim
{
public:
    /// For a server; makes an empty file if there is none. Throws SqliteError: another one has it, or the file has been
    /// used by another of its names, and what was written there is not in it yet.
    [[nodiscard]] static std::shared_ptr<LogClaim> forServer(const QString &path);

    /// For one that drops events, next to a server that may run on it. Throws SqliteError: there is no such file, or a
    /// server uses it by another name.
    [[nodiscard]] static std::shared_ptr<LogClaim> forPruning(const QString &path);

    /// Whether a server of this process has this file, so that it must not be opened and closed by anything but SQLite.
    [[nodiscard]] static bool isHeldHere(const QString &path);

    /// Which file it is: fileIdentity().
    [[nodiscard]] const QByteArray &identity() const { return m_identity; }

    ~LogClaim();
    LogClaim(const LogClaim &) = delete;
    LogClaim &operator=(const LogClaim &) = delete;

private:
    LogClaim() = default;

    QByteArray m_identity;
    bool m_isRegistered = false;
    std::unique_ptr<FileLock> m_beside; ///< that which every version of hookbot takes
    std::unique_ptr<FileLock> m_itself;
};

} // namespace hookbot
