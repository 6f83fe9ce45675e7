#include "ui/program/servercontrol.h"

namespace hookbot {

ServerControl::~ServerControl() = default;

} // namespace hookbot
