#include "broker/net/sendqueue.h"

namespace hookbot {

qint64 unacknowledgedBytes(qintptr)
{
    return 0;
}

void limitUnsentBytes(qintptr) {}

} // namespace hookbot
