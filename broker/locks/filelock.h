#pragma once

#include <QtCore/QString>

#include <memory>
#include <tl/expected.hpp>

namespace hookbot {

/// Locks a file for this process alone, until it is destroyed or the process ends in any way. The lock is a file of its
/// own next to the one it protects, and is left behind: its existence means nothing. Any thread.
class FileLock
{
public:
    virtual ~FileLock() = default;

    /// The error: another process has the lock, or why it cannot be created.
    [[nodiscard]] static tl::expected<std::unique_ptr<FileLock>, QString> take(const QString &path);

    /// Locks the file at this path itself, for all its names, without changing it, and compatible with SQLite's locks.
    /// The error: another process has it. Null if this is not possible: there is no such file, it is on a network, or
    /// the system has no such lock.
    [[nodiscard]] static tl::expected<std::unique_ptr<FileLock>, QString> takeItself(const QString &path);
};

} // namespace hookbot
