#pragma once

#include <QtCore/QtGlobal>
#include <QtNetwork/QHostAddress>

namespace hookbot {

/// Lets this process open as many descriptors as the system allows it; returns how many that is.
qsizetype raiseDescriptorLimit();

/// Sets what every connection needs and QTcpServer leaves out: calls that do not block, no delay for small writes, and
/// keep-alive probes.
void prepareAccepted(qintptr descriptor);

/// The other end of an accepted connection.
[[nodiscard]] QHostAddress peerOf(qintptr descriptor);

/// Closes a descriptor that nobody has taken over.
void closeDescriptor(qintptr descriptor);

} // namespace hookbot
