#pragma once

#include <QtCore/QtGlobal>

namespace hookbot {

/// Bytes of memory that this process can still count on: the least of the machine's memory, its cgroup's limit and what
/// is left of its limit of address space (`ulimit -v`). 2^62 where the system does not tell.
[[nodiscard]] qint64 availableMemory();

/// How much of a resource of up to @p most bytes may be held, given @p available: a quarter of it, at least 1 MiB.
/// Pure.
[[nodiscard]] qint64 memoryShare(qint64 available, qint64 most);

} // namespace hookbot
