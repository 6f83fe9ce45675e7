#pragma once

#include <QtCore/QString>

#include <memory>

namespace hookbot {

/// Watches the two files that SQLite keeps next to a log's file (https://www.sqlite.org/walformat.html): the -wal,
/// which has what was committed last, and the -shm, which records what of it is valid. SQLite itself continues to use
/// files that were removed, and writes beyond the end of one that was cut; what it commits there is lost when the
/// process ends.
///
/// Has descriptors of both. Closing one of the -shm releases SQLite's locks of this process, so it must be destroyed
/// after the last connection of its log is closed. Used in the thread that writes.
class WalWatch
{
public:
    virtual ~WalWatch() = default;

    /// Begins to watch the files of a log that is open. Null if they cannot be watched.
    [[nodiscard]] static std::unique_ptr<WalWatch> start(const QString &path);

    /// Whether other files, or none, have their names now.
    [[nodiscard]] virtual bool isGone() const = 0;

    /// Whether the -wal lacks a part of what was committed. Reliable while no other process writes.
    [[nodiscard]] virtual bool isCut() = 0;

    /// Extends a -shm that was cut: SQLite has it mapped, and would end with SIGBUS.
    virtual void mendIndex() = 0;

    /// Makes SQLite read the -wal again with its next transaction, as after a crash: up to the first transaction that
    /// is not whole.
    virtual void forgetIndex() = 0;

    /// Renames another file that has the -wal's name and is not empty, which SQLite would otherwise read as part of the
    /// log. False if that fails.
    [[nodiscard]] virtual bool setAside() = 0;
};

} // namespace hookbot
