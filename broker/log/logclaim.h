#pragma once

#include "broker/locks/filelock.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <memory>

namespace hookbot {

/// A server's exclusive claim to a log file, by any of its names: a link, a hard link, a mount. SQLite names the files
/// next to it after the name that is used, so two programs that write it by two names destroy it.
///
/// Create it before SQLite opens the file, and destroy it after SQLite has closed it: closing any descriptor of the
/// file releases SQLite's own locks of this process. Any thread.
class LogClaim
{
public:
    /// For a server; creates an empty file if there is none. Throws SqliteError: another server has the file, or it has
    /// been used by another of its names, and what was written there is not in it yet.
    [[nodiscard]] static std::shared_ptr<LogClaim> forServer(const QString &path);

    /// For a program that prunes, next to a server that may run on the file. Throws SqliteError: the file does not
    /// exist, or a server uses it by another name.
    [[nodiscard]] static std::shared_ptr<LogClaim> forPruning(const QString &path);

    /// Whether a server of this process has this file: then only SQLite may open and close it.
    [[nodiscard]] static bool isHeldHere(const QString &path);

    /// The fileIdentity() of the file.
    [[nodiscard]] const QByteArray &identity() const { return m_identity; }

    ~LogClaim();
    LogClaim(const LogClaim &) = delete;
    LogClaim &operator=(const LogClaim &) = delete;

private:
    LogClaim() = default;

    QByteArray m_identity;
    bool m_isRegistered = false;
    std::unique_ptr<FileLock> m_beside; ///< the lock that every version of hookbot uses
    std::unique_ptr<FileLock> m_itself;
};

} // namespace hookbot
