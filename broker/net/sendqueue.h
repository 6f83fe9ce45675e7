#pragma once

#include <QtCore/QtGlobal>

namespace hookbot {

/// The number of bytes written to a descriptor that its peer has not acknowledged, as the kernel counts them. Zero if
/// the system does not report it: then bytes count as acknowledged when the kernel accepts them.
[[nodiscard]] qint64 unacknowledgedBytes(qintptr descriptor);

/// Prevents the kernel from accepting much more than it can send now, where it has such an option: what a peer does not
/// read stays with us, where it is shared and counted.
void limitUnsentBytes(qintptr descriptor);

} // namespace hookbot
