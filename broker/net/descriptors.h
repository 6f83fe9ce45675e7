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

/// A second handle of the same connection: what the first is closed over lives on. -1 where the system has none.
[[nodiscard]] qintptr duplicateDescriptor(qintptr descriptor);

/// Tells the peer that no more will come.
void endSending(qintptr descriptor);

/// Takes what has come and drops it. Whether more can come.
bool drain(qintptr descriptor);

/// Closes a descriptor that nobody has taken over.
void closeDescriptor(qintptr descriptor);

} // namespace hookbot
