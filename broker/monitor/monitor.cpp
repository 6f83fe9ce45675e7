#include "monitor.h"

namespace hookbot {

Monitor::~Monitor() = default;

} // namespace hookbot
