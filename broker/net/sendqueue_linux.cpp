#include "broker/net/sendqueue.h"

#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace hookbot {

qint64 unacknowledgedBytes(qintptr descriptor)
{
    int bytes = 0;
    return ::ioctl(int(descriptor), SIOCOUTQ, &bytes) == 0 ? bytes : 0;
}

void limitUnsentBytes(qintptr descriptor)
{
    constexpr int MostUnsent = 128 * 1024; // a round trip's worth is in flight beyond this
    ::setsockopt(int(descriptor), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &MostUnsent, sizeof MostUnsent);
}

} // namespace hookbot
