#pragma once

#include <QtCore/QtGlobal>

namespace hookbot {

/// Bytes that were written to a descriptor and that its peer has not acknowledged, as the kernel counts them. Zero
/// where the system does not tell: then what it accepted is all that is known.
[[nodiscard]] qint64 unacknowledgedBytes(qintptr descriptor);

/// Keeps the kernel from accepting much more than it can send now, where it can be told so: what a peer does not read
/// stays with us, where it is shared and counted.
void limitUnsentBytes(qintptr descriptor);

} // namespace hookbot
