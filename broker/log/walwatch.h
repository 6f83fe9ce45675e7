#pragma once

#include <QtCore/QString>

#include <memory>

namespace hookbot {

/// Watches the two files that SQLite keeps next to a log's file (https://www.sqlite.org/walformat.html): the -wal,
/// which has what was committed last, and the -shm, which says what in it counts. SQLite itself goes on with files that
/// were removed, and writes beyond the end of one that was cut; what it commits there is gone when the process ends.
///
/// Holds descriptors of both: to close one of the -shm takes SQLite's locks from this process, so it must end after the
/// last connection of its log. Used in the thread that writes.
class WalWatch
{
public:
    virtual ~WalWatch() = default;

    /// Begins to watch the files of a log that is open. A null pointer if they cannot be watched.
    [[nodiscard]] static std::unique_ptr<WalWatch> start(const QString &path);

    /// Whether other files, or none, have their names now.
    [[nodiscard]] virtual bool isGone() const = 0;

    /// Whether the -wal lacks some of what was committed. Certain while nobody else writes.
    [[nodiscard]] virtual bool isCut() = 0;

    /// Makes a -shm long enough again that was cut short: SQLite has it in its memory, and would end with SIGBUS.
    virtual void mendIndex() = 0;

    /// Has SQLite read the -wal again with its next transaction, as after a crash: whole transactions up to the first
    /// that is not.
    virtual void forgetIndex() = 0;

    /// Gives another file that has taken the -wal's name, and is not empty, another name: SQLite would take its content
    /// for part of the log. False if that fails.
    [[nodiscard]] virtual bool setAside() = 0;
};

} // namespace hookbot
