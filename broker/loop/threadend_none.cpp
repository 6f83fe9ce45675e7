#include "broker/loop/threadend.h"

namespace hookbot {

void ThreadEnd::isOfThisThread() {}

void ThreadEnd::wait() const {}

void waitForNetworkThreads() {}

} // namespace hookbot
