#pragma once

#include <QtCore/QtGlobal>
#include <QtNetwork/QHostAddress>

namespace hookbot {

/// Raises this process's limit of descriptors to the system's maximum, and returns it.
qsizetype raiseDescriptorLimit();

/// Sets what every connection needs and QTcpServer omits: non-blocking calls, no delay for small writes, and keep-alive
/// probes.
void prepareAccepted(qintptr descriptor);

/// The address of the peer of an accepted connection.
[[nodiscard]] QHostAddress peerOf(qintptr descriptor);

/// A second handle of the same connection, which survives closing the first. -1 if the system has none.
[[nodiscard]] qintptr duplicateDescriptor(qintptr descriptor);

/// Ends the sending direction of the connection.
void endSending(qintptr descriptor);

/// Reads received bytes and discards them. Returns whether more may come.
bool drain(qintptr descriptor);

/// Closes a descriptor that has no owner.
void closeDescriptor(qintptr descriptor);

} // namespace hookbot
