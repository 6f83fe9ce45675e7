#include "broker/monitor/monitor.h"

namespace hookbot {

Monitor::~Monitor() = default;

} // namespace hookbot
