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
};

} // namespace hookbot
