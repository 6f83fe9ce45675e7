#include "ui/program/desktop.h"

namespace hookbot {

Desktop::~Desktop() = default;

} // namespace hookbot
