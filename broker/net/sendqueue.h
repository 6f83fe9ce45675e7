#pragma once

#include <QtCore/QtGlobal>

namespace hookbot {

/// Bytes that were written to a descriptor and that its peer has not acknowledged, as the kernel counts them. Zero
/// where the system does not tell: then what it accepted is all that is known.
[[nodiscard]] qint64 unacknowledgedBytes(qintptr descriptor);

/// Keeps the kernel from accepting much more than it can send now, where it can be told so: what a peer does not read
/// stays with us, where it is shared and counted.
void limitUnsentBytes(qintptr descriptor);

/// To a listening descriptor: clients on the same machine report what they have read at least this often. Their
/// segments would otherwise be 64 KiB, and a client that reads 1 KiB/s would look stuck for a minute.
void limitSegments(qintptr descriptor);

} // namespace hookbot
