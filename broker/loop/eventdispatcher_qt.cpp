#include "broker/loop/eventdispatcher.h"

namespace hookbot {

std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher()
{
    return nullptr;
}

} // namespace hookbot
