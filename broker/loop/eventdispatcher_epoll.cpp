#include "eventdispatcher.h"

#include "epolldispatcher.h"

namespace hookbot {

std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher()
{
    return std::make_unique<EpollDispatcher>();
}

} // namespace hookbot
