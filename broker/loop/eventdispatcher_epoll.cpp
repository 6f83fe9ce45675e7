#include "broker/loop/eventdispatcher.h"

#include "broker/loop/epolldispatcher.h"

namespace hookbot {

std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher()
{
    return std::make_unique<EpollDispatcher>();
}

} // namespace hookbot
