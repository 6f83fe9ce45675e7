#pragma once

#include <QtCore/QString>

#include <memory>
#include <tl/expected.hpp>

namespace hookbot {

/// Holds a file for this process alone, until it is destroyed or the process ends, however it ends. A file of its own
/// beside the one that is meant, and left behind: that it exists says nothing. Any thread.
class FileLock
{
public:
    virtual ~FileLock() = default;

    /// The error says that another process holds it, or why it cannot be made.
    [[nodiscard]] static tl::expected<std::unique_ptr<FileLock>, QString> take(const QString &path);

    /// Holds the file of this path itself, by whichever name others open it, without changing it and next to locks of
    /// SQLite. The error says that another process holds it. A null pointer if that cannot be done: there is no such
    /// file, it is on a network, or the system has no such lock.
    [[nodiscard]] static tl::expected<std::unique_ptr<FileLock>, QString> takeItself(const QString &path);
};

} // namespace hookbot
