#include "broker/monitor/observer.h"

namespace hookbot {

Observer::~Observer() = default;

} // namespace hookbot
