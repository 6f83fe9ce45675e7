#include "broker/net/descriptors.h"

#include <QtNetwork/QTcpSocket>

namespace hookbot {

// Where descriptors are not POSIX ones. Not built, and so not tested, on Linux.

qsizetype raiseDescriptorLimit()
{
    return 100'000;
}

void prepareAccepted(qintptr) {}

QHostAddress peerOf(qintptr)
{
    return {};
}

qintptr duplicateDescriptor(qintptr)
{
    return -1;
}

void endSending(qintptr) {}

bool drain(qintptr)
{
    return false;
}

void closeDescriptor(qintptr descriptor)
{
    QTcpSocket socket;
    socket.setSocketDescriptor(descriptor);
    socket.abort();
}

} // namespace hookbot
