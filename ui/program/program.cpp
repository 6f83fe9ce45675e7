#include "ui/program/program.h"

namespace hookbot {

Program::~Program() = default;

} // namespace hookbot
