#pragma once

#include <QtCore/QtGlobal>

namespace hookbot {

/// The memory that is available to this process, in bytes: the least of the machine's memory, its cgroup's limit and
/// what is left of its limit of address space (`ulimit -v`). 2^62 if the system does not report it.
[[nodiscard]] qint64 availableMemory();

/// The part of @p available that may be used for a resource of up to @p most bytes: a quarter, at least 1 MiB. Pure.
[[nodiscard]] qint64 memoryShare(qint64 available, qint64 most);

} // namespace hookbot
